"""What is saved while a meeting is held: what was shown, and what was decided."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.messages import Message
from data.register.database import writing
from data.register.editing.conflicts import conflict
from data.register.editing.edits import new_batch, write
from data.register.editing.saving import next_key
from data.register.meetings.kinds import DECISION, MEETING, SHOWN_ITEM
from data.register.plan.kinds import ACTION
from data.register.records import CREATED, Record, RecordKind, found
from data.register.responses.kinds import RESPONSE

# BECOMES: the kinds of records that a decision can be made into.
BECOMES: Mapping[str, RecordKind] = {kind.name: kind for kind in (ACTION, RESPONSE)}


def mark_shown(
    engine: Engine, viewer: Viewer, meeting: str, item: str, values: Mapping[str, Any]
) -> Record:
    """Save what an item said when it was shown first.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who shows it.
    meeting, item
        The numbers of the meeting and of the item.
    values
        The day, the release, and the words in both languages.

    Returns
    -------
    Record
        As it was saved first; what is shown again isn't saved again.

    Examples
    --------
    >>> mark_shown(engine, viewer, "M001", "MI003", values).key  # doctest: +SKIP
    'M001-MI003'
    """
    require_edit(viewer, what=SHOWN_ITEM.name)
    key = f"{meeting}-{item}"
    with writing(engine, viewer) as connection:
        before = found(connection, SHOWN_ITEM, key)
        if before is not None:
            return before
        own = {**values, "meeting": meeting, "item": item}
        return write(connection, viewer.name, SHOWN_ITEM, key, None, own, action=CREATED)


def decide(
    engine: Engine,
    viewer: Viewer,
    values: Mapping[str, Any],
    becomes: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Record:
    """Save what was decided, together with the action of the plan or the response that it becomes.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who enters it.
    values
        The fields of the decision, with its meeting.
    becomes
        The name of the kind of record that is made of it; empty for none.
    fields
        The fields of that record.

    Returns
    -------
    Record
        The decision; both are saved, or neither is.

    Raises
    ------
    ReadOnly
        If the viewer may not edit records.
    Conflict
        If there is no such meeting.

    Examples
    --------
    >>> values = {"meeting": "M001", "item": "MI003", "decision_en": "Light the path"}
    >>> decide(engine, viewer, values).key  # doctest: +SKIP
    'MD001'
    """
    require_edit(viewer, what=DECISION.name)
    with writing(engine, viewer) as connection:
        meeting = str(values["meeting"])
        of = found(connection, MEETING, meeting)
        if of is None or of.retired:
            raise conflict(connection, MEETING, meeting, of)
        own, batch = dict(values), new_batch() if becomes else None
        if becomes:
            kind = BECOMES[becomes]
            key = next_key(connection, kind)
            write(
                *(connection, viewer.name, kind, key, None, fields or {}),
                action=CREATED,
                batch=batch,
            )
            own |= {"became": becomes, "became_key": key}
        number = next_key(connection, DECISION)
        return write(
            *(connection, viewer.name, DECISION, number, None, own), action=CREATED, batch=batch
        )


def check_becomes(becomes: str, priority: str) -> list[tuple[str, Message, Message]]:
    """Return a fault if a decision is to become an action of the plan without a priority.

    Parameters
    ----------
    becomes
        The name of the kind of record that is made of it; empty for none.
    priority
        The record of the priority; empty for none.

    Returns
    -------
    list of tuple
        Field, what is expected, and what was found.

    Examples
    --------
    >>> check_becomes("plan_actions", "P001")
    []
    """
    if becomes != ACTION.name or priority:
        return []
    return [("decision_priority", Message("plan.parent"), Message("register.nothing"))]
