"""What a file proposes to change in the register, and taking over what came by file at first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select

from data.access.viewer import Viewer, require_edit
from data.register.database import reading, writing
from data.register.editing.audit_row import note_changes
from data.register.editing.edits import Edit, edit, new_batch, timestamp, write_all
from data.register.records import (
    CHANGED,
    CREATED,
    REFUSED,
    RETIRED,
    TAKEN_OVER,
    Record,
    RecordKind,
    all_records,
    found_among,
)
from data.register.tables import CHANGES, FILE_ROWS
from data.register.tables import TAKEN_OVER as TAKEN_OVER_KINDS

# How a row of a file differs from the register.
NEW, DIFFERENT, GONE = "new", "different", "gone"
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A record that a file has otherwise than the register."""

    key: str
    kind: str
    # The fields that differ, as they are in the register and in the file; empty without a record.
    now: Mapping[str, Any]
    proposed: Mapping[str, Any]
    # All that the file says of the record; None if it lacks it.
    row: Mapping[str, Any] | None
    # The version of the record that the file was compared with; 0 without one.
    version: int = 0


def is_taken_over(engine: Engine, kind: RecordKind) -> bool:
    """Return whether the register has the records of a kind, and files only propose changes.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind.

    Returns
    -------
    bool
        False before the first time that the records were taken over.

    Examples
    --------
    >>> is_taken_over(engine, GROUP)  # doctest: +SKIP
    True
    """
    with reading(engine) as connection:
        own = TAKEN_OVER_KINDS.c.kind == kind.name
        return connection.execute(select(TAKEN_OVER_KINDS).where(own)).one_or_none() is not None


def take_over(engine: Engine, who: str, kind: RecordKind, rows: Rows, *, release: str) -> int:
    """Take the records of a kind over from a release, once.

    Parameters
    ----------
    engine
        The register.
    who
        The name in the history.
    kind
        The kind.
    rows
        The fields of the release's records, by number.
    release
        The name of the release.

    Returns
    -------
    int
        How many records were taken over; 0 if the kind was taken over before.

    Examples
    --------
    >>> take_over(engine, "file", GROUP, fields_of(store.groups()), release="r1")  # doctest: +SKIP
    60
    """
    with writing(engine) as connection:
        own = TAKEN_OVER_KINDS.c.kind == kind.name
        if connection.execute(select(TAKEN_OVER_KINDS).where(own)).one_or_none() is not None:
            return 0
        have, batch = found_among(connection, kind, rows), new_batch()
        edits = [
            edit(who, kind, key, None, fields, action=TAKEN_OVER, batch=batch)
            for key, fields in rows.items()
            if key not in have
        ]
        write_all(connection, [one for one in edits if one])
        mark_taken_over(connection, kind, rows, release=release)
        return len(edits)


def mark_taken_over(connection: Connection, kind: RecordKind, rows: Rows, *, release: str) -> None:
    """Let the register have the records of a kind, and remember what files say of them.

    Parameters
    ----------
    connection
        In a transaction that writes.
    kind
        The kind.
    rows
        The fields of the files' records, by number.
    release
        The name of the release.

    Examples
    --------
    >>> mark_taken_over(connection, GROUP, rows, release="r1")  # doctest: +SKIP
    """
    _remember(connection, kind, rows)
    connection.execute(
        insert(TAKEN_OVER_KINDS).values(kind=kind.name, at=timestamp(), release=release)
    )


def proposals(engine: Engine, kind: RecordKind, rows: Rows) -> list[Proposal]:
    """Return what a file would change in the register, but for what was decided before.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind.
    rows
        The fields of the file's records, by number.

    Returns
    -------
    list of Proposal
        By number: records that the register doesn't have, that the file says something else of than
        before, or that the file doesn't have any more.

    Examples
    --------
    >>> [one.kind for one in proposals(engine, GROUP, rows)]  # doctest: +SKIP
    ['different', 'gone']
    """
    every = {one.key: one for one in all_records(engine, kind, retired=True)}
    with reading(engine) as connection:
        seen = _seen(connection, kind)
    found = [
        _proposal(key, fields, seen.get(key, {}), every.get(key)) for key, fields in rows.items()
    ]
    gone = [
        Proposal(
            key=key,
            kind=GONE,
            now=every[key].values,
            proposed={},
            row=None,
            version=every[key].version,
        )
        for key in seen
        if key not in rows and key in every and not every[key].retired
    ]
    return sorted(filter(None, [*found, *gone]), key=lambda one: one.key)


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
        _remember(connection, kind, {one.key: one.row for one in decided})
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


def _proposal(
    key: str, fields: Mapping[str, Any], seen: Mapping[str, Any], record: Record | None
) -> Proposal | None:
    """Return what a file's row would change; None if it is as before, or as in the register."""
    if fields == seen:
        return None
    if record is None or record.retired:
        given = {name: value for name, value in fields.items() if value is not None}
        version = record.version if record else 0
        return Proposal(key=key, kind=NEW, now={}, proposed=given, row=fields, version=version)
    other = {
        name: value
        for name, value in fields.items()
        if value != seen.get(name) and value != record.values[name]
    }
    if not other:
        return None
    now = {name: record.values[name] for name in other}
    return Proposal(
        key=key, kind=DIFFERENT, now=now, proposed=other, row=fields, version=record.version
    )


def _seen(connection: Connection, kind: RecordKind) -> dict[str, Mapping[str, Any]]:
    """Return what files said of each record when that was last decided."""
    rows = connection.execute(select(FILE_ROWS).where(FILE_ROWS.c.kind == kind.name))
    return {row.record: row.fields for row in rows}


def _remember(
    connection: Connection, kind: RecordKind, rows: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Remember what a file says of records, or that it doesn't have one any more."""
    own = (FILE_ROWS.c.kind == kind.name) & (FILE_ROWS.c.record == bindparam("of"))
    if rows:
        connection.execute(delete(FILE_ROWS).where(own), [{"of": key} for key in rows])
    says = [
        {"kind": kind.name, "record": key, "fields": dict(fields)}
        for key, fields in rows.items()
        if fields is not None
    ]
    if says:
        connection.execute(insert(FILE_ROWS), says)
