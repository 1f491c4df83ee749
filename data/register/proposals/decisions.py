"""What somebody decides about proposals of files."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Engine, insert

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.register.database import writing
from data.register.editing.audit_row import note_changes
from data.register.editing.edits import Edit, edit, new_batch, timestamp, write_all
from data.register.proposals.differences import DIFFERENT, GONE, NEW, Proposal
from data.register.proposals.file_rows import remember_rows
from data.register.records import (
    CHANGED,
    CREATED,
    REFUSED,
    RETIRED,
    Record,
    RecordKind,
    found_among,
)
from data.register.tables import CHANGES


def decide(
    engine: Engine,
    viewer: Viewer,
    kind: RecordKind,
    proposed: Collection[Proposal],
    *,
    accepted: bool,
) -> list[Proposal]:
    """Accept proposals, each with its row in the history, or refuse them, which changes no record.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who decides.
    kind
        The kind.
    proposed
        The proposals, one or several together.
    accepted
        Whether they are accepted.

    Returns
    -------
    list of Proposal
        Those about records that somebody has changed since they were compared; they are not
        accepted, and are proposed again.

    Raises
    ------
    ReadOnly
        If the viewer may not edit records.

    Examples
    --------
    >>> every = proposals(engine, GROUP, rows)  # doctest: +SKIP
    >>> decide(engine, viewer, GROUP, every, accepted=True)  # doctest: +SKIP
    []
    """
    require_edit(viewer, what=kind.name)
    batch = new_batch() if len(proposed) > 1 else None
    with writing(engine, viewer) as connection:
        now = found_among(connection, kind, [one.key for one in proposed])
        changed = [one for one in proposed if accepted and not _as_compared(one, now.get(one.key))]
        left = {one.key for one in changed}
        decided = [one for one in proposed if one.key not in left]
        if accepted:
            edits = [_accepted(viewer, kind, one, now.get(one.key), batch) for one in decided]
            write_all(connection, [one for one in edits if one])
        elif decided:
            refused = [_refused(viewer, kind, one.key, now.get(one.key), batch) for one in decided]
            connection.execute(insert(CHANGES), refused)
            note_changes(connection, refused)
        remember_rows(connection, kind, {one.key: one.row for one in decided})
    return changed


def _as_compared(one: Proposal, now: Record | None) -> bool:
    return (now.version if now else 0) == one.version


def _accepted(
    viewer: Viewer, kind: RecordKind, one: Proposal, now: Record | None, batch: str | None
) -> Edit | None:
    """Return what is to be written of a record if a proposal is accepted."""
    action = {NEW: CREATED, DIFFERENT: CHANGED, GONE: RETIRED}[one.kind]
    gone = one.kind == GONE
    also: dict[str, Any] = {"action": action, "retired": gone, "batch": batch}
    return edit(viewer.name, kind, one.key, now, one.proposed, **also)


def _refused(
    viewer: Viewer, kind: RecordKind, key: str, now: Record | None, batch: str | None
) -> dict[str, Any]:
    """Return a row of the history that says who left a record as it is."""
    state = {**now.values, "retired": now.retired} if now else {}
    return {
        "at": timestamp(),
        "who": viewer.name,
        "kind": kind.name,
        "record": key,
        "action": REFUSED,
        "version_id": now.version if now else 0,
        "before": state,
        "after": state,
        "batch": batch,
    }
