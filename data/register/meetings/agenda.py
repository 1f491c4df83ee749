"""Change an agenda: add an item, move one, copy the agenda for the next meeting."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.register.database import writing
from data.register.editing.conflicts import conflict
from data.register.editing.edits import new_batch, write
from data.register.editing.saving import next_key
from data.register.meetings.kinds import ITEM, MEETING, position_of
from data.register.meetings.tables import ITEMS
from data.register.records import CHANGED, CREATED, Record, found, record_of

# What an item of a copied agenda keeps of the item that it is copied from.
COPIED = tuple(name for name in ITEM.fields if name != "meeting")


def add_item(engine: Engine, viewer: Viewer, meeting: str, values: Mapping[str, Any]) -> Record:
    """Save a new item at the end of an agenda.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who adds it.
    meeting
        The number of the meeting.
    values
        The fields of the item, without its meeting and its position.

    Returns
    -------
    Record
        The item.

    Raises
    ------
    ReadOnly
        If the viewer may not edit records.
    Conflict
        If there is no such meeting, or if it was retired.

    Examples
    --------
    >>> values = {"item_kind": "heading", "title_en": "For decision"}
    >>> add_item(engine, viewer, "M001", values).values["position"]  # doctest: +SKIP
    4.0
    """
    require_edit(viewer, what=ITEM.name)
    with writing(engine, viewer) as connection:
        of = found(connection, MEETING, meeting)
        if of is None or of.retired:
            raise conflict(connection, MEETING, meeting, of)
        last = connection.scalar(
            select(func.max(ITEMS.c.position)).where(ITEMS.c.meeting == meeting)
        )
        own = {**values, "meeting": meeting, "position": float(last or 0) + 1}
        key = next_key(connection, ITEM)
        return write(connection, viewer.name, ITEM, key, None, own, action=CREATED)


def move_item(engine: Engine, viewer: Viewer, key: str, *, version: int, steps: int) -> Record:
    """Save another place of an item in its agenda.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who moves it.
    key, version
        The item, and the version that the viewer has seen.
    steps
        How many places down; up if it is negative.

    Returns
    -------
    Record
        The item. Nothing is written where it can't move further.

    Raises
    ------
    Conflict
        If the item has another version by now.

    Examples
    --------
    >>> move_item(engine, viewer, "MI003", version=1, steps=-1).version  # doctest: +SKIP
    2
    """
    require_edit(viewer, what=ITEM.name)
    with writing(engine, viewer) as connection:
        now = found(connection, ITEM, key)
        if now is None or now.version != version or now.retired:
            raise conflict(connection, ITEM, key, now)
        others = [one for one in _items(connection, now.values["meeting"]) if one.key != key]
        before = sum(position_of(one) < position_of(now) for one in others)
        at = min(max(before + steps, 0), len(others))
        if at == before:
            return now
        others.insert(at, now)
        places = _places(others, at)
        for one, place in zip(others, places, strict=True):
            if place != one.values["position"]:
                fields = {"position": place}
                moved = write(
                    *(connection, viewer.name, ITEM, one.key, one, fields), action=CHANGED
                )
                now = moved if one.key == key else now
        return now


def _places(items: Sequence[Record], at: int) -> list[float]:
    """Return the positions of items in order, of which one is new at its place.

    Only that one gets another position, between its neighbours, while these leave room for it.
    """
    known = [float(one.values["position"] or 0) for one in items]
    before = known[at - 1] if at else known[at + 1] - 2
    after = known[at + 1] if at + 1 < len(known) else before + 2
    between = (before + after) / 2
    if not before < between < after:
        return [float(number) for number in range(1, len(items) + 1)]
    return [*known[:at], between, *known[at + 1 :]]


def copy_meeting(
    engine: Engine,
    viewer: Viewer,
    source: str,
    values: Mapping[str, Any],
    moved: Callable[[str], str],
) -> Record:
    """Save a new meeting with the agenda of another one.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who copies it.
    source
        The number of the meeting that is copied.
    values
        The fields of the new meeting.
    moved
        Returns the target of an item, its period moved on. It isn't asked about pinned items.

    Returns
    -------
    Record
        The new meeting; it and all of its items are saved, or nothing is.

    Raises
    ------
    Conflict
        If there is no such meeting.

    Examples
    --------
    >>> copy_meeting(engine, viewer, "M001", fields, same).key  # doctest: +SKIP
    'M002'
    """
    require_edit(viewer, what=MEETING.name)
    with writing(engine, viewer) as connection:
        of = found(connection, MEETING, source)
        if of is None:
            raise conflict(connection, MEETING, source, of)
        key, batch = next_key(connection, MEETING), new_batch()
        made = write(
            *(connection, viewer.name, MEETING, key, None, values), action=CREATED, batch=batch
        )
        for one in _items(connection, source):
            own = {name: one.values[name] for name in COPIED} | {"meeting": key}
            if own["target"] and not own["pinned"]:
                own["target"] = moved(own["target"])
            number = next_key(connection, ITEM)
            write(*(connection, viewer.name, ITEM, number, None, own), action=CREATED, batch=batch)
        return made


def _items(connection: Connection, meeting: str) -> list[Record]:
    """Return the items of an agenda in their order."""
    own = (ITEMS.c.meeting == meeting) & ~ITEMS.c.retired
    rows = connection.execute(select(ITEMS).where(own))
    return sorted((record_of(ITEM, row) for row in rows), key=position_of)
