"""Write what is done to records, one or many, with their rows in the history."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, insert, update

from data.errors import RecordFrozen
from data.register.editing.audit_row import note_changes
from data.register.editing.conflicts import conflict
from data.register.records import Record, RecordKind, Values, found_among
from data.register.tables import CHANGES


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What is done to a record: as it was, as it is then, and the row in the history."""

    kind: RecordKind
    # None for a new record.
    before: Record | None
    after: Record
    change: Mapping[str, Any]

    @property
    def row(self) -> dict[str, Any]:
        """Return the row of the record's table."""
        after = self.after
        own = {"record": after.key, "version_id": after.version, "retired": after.retired}
        return {**after.values, **own}


def edit(
    who: str,
    kind: RecordKind,
    key: str,
    before: Record | None,
    values: Values,
    *,
    action: str,
    retired: bool | None = None,
    undoes: int | None = None,
    batch: str | None = None,
) -> Edit | None:
    """Return what is to be written of a record; None if nothing would change.

    Parameters
    ----------
    who
        The name of the person.
    kind, key, before
        The record as it is; `before` is None for a new one.
    values
        The fields that are changed.
    action
        What is done, in the history.
    retired
        Whether the record is retired now; None to leave that as it is.
    undoes
        The change that is taken back.
    batch
        What changes that are made together have in common (`new_batch`).

    Returns
    -------
    Edit or None
        For `write_all`.

    Raises
    ------
    RecordFrozen
        If its fields are not changed after it was added.

    Examples
    --------
    >>> edit("J. Rees", GROUP, "G001", None, fields, action=CREATED)  # doctest: +SKIP
    """
    old = dict(before.values) if before else dict.fromkeys(kind.fields)
    was_retired = bool(before and before.retired)
    new = old | {name: values[name] for name in kind.fields if name in values}
    now_retired = was_retired if retired is None else retired
    if before and new == old and now_retired == was_retired:
        return None
    if before and kind.only_added and new != old:
        raise RecordFrozen(record=key)
    version = (before.version if before else 0) + 1
    change = {
        "at": timestamp(),
        "who": who,
        "kind": kind.name,
        "record": key,
        "action": action,
        "version_id": version,
        "before": old | {"retired": was_retired} if before else None,
        "after": new | {"retired": now_retired},
        "undoes": undoes,
        "batch": batch,
    }
    after = Record(key=key, values=new, version=version, retired=now_retired)
    return Edit(kind=kind, before=before, after=after, change=change)


def write(
    connection: Connection,
    who: str,
    kind: RecordKind,
    key: str,
    before: Record | None,
    values: Values,
    *,
    action: str,
    retired: bool | None = None,
    undoes: int | None = None,
    batch: str | None = None,
) -> Record:
    """Write a record and its row in the history; nothing if nothing would change.

    Parameters
    ----------
    connection
        In a transaction that writes.
    who, kind, key, before, values, action, retired, undoes, batch
        As for `edit`.

    Returns
    -------
    Record
        As it is now.

    Raises
    ------
    RecordFrozen
        If its fields are not changed after it was added.

    Examples
    --------
    >>> write(connection, "J. Rees", GROUP, "G001", None, fields, action=CREATED)  # doctest: +SKIP
    """
    also: dict[str, Any] = {"action": action, "retired": retired, "undoes": undoes}
    one = edit(who, kind, key, before, values, **also, batch=batch)
    if one is None:
        assert before is not None
        return before
    write_all(connection, [one])
    return one.after


def write_all(connection: Connection, edits: Sequence[Edit]) -> None:
    """Write records and their rows in the history, which are in the order of the edits.

    Parameters
    ----------
    connection
        In a transaction that writes.
    edits
        As from `edit`.

    Raises
    ------
    Conflict
        If a record has another version by now.

    Examples
    --------
    >>> write_all(connection, [one, other])  # doctest: +SKIP
    """
    for kind in dict.fromkeys(one.kind for one in edits):
        own = [one for one in edits if one.kind is kind]
        if new := [one.row for one in own if one.before is None]:
            connection.execute(insert(kind.table), new)
        _update(connection, kind, [one for one in own if one.before is not None])
    if edits:
        connection.execute(insert(CHANGES), [dict(one.change) for one in edits])
        note_changes(connection, [one.change for one in edits])


def _update(connection: Connection, kind: RecordKind, edits: Sequence[Edit]) -> None:
    """Write records that are there, each if it still has the version that was edited."""
    if not edits:
        return
    table = kind.table
    own = (table.c.record == bindparam("of")) & (table.c.version_id == bindparam("was"))
    rows = [
        {**one.row, "of": one.after.key, "was": one.before.version}
        for one in edits
        if one.before is not None
    ]
    if connection.execute(update(table).where(own), rows).rowcount == len(rows):
        return
    latest = {one.after.key: one.after.version for one in edits}
    now = found_among(connection, kind, latest)
    for key, version in latest.items():
        if key not in now or now[key].version != version:
            raise conflict(connection, kind, key, now.get(key))


def new_batch() -> str:
    """Return what changes that are made together have in common, and no other change has.

    Returns
    -------
    str
        32 letters and digits.

    Examples
    --------
    >>> len(new_batch())
    32
    """
    return uuid4().hex


def timestamp() -> str:
    """Return the time in UTC, as the history has it.

    Returns
    -------
    str
        ISO 8601 with milliseconds.

    Examples
    --------
    >>> timestamp()[-6:]
    '+00:00'
    """
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
