"""Read, save and retire records of the register, each with its row in the history."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, Table, func, insert, select, update

from data.access.viewer import Audience, Viewer, require
from data.errors import Conflict, RecordFrozen
from data.register.database import reading, writing
from data.register.tables import CHANGES

CREATED, CHANGED, RETIRED, RESTORED = "created", "changed", "retired", "restored"
# A change that was taken back; a record that came from a file of the release.
UNDONE, TAKEN_OVER = "undone", "taken over"
# What a file proposed and somebody refused, which changes no record.
REFUSED = "refused"
# Columns of a table of records that are not fields of the record.
ADMINISTRATIVE = ("record", "version_id", "retired")
Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """A kind of record."""

    name: str
    table: Table
    # The beginning of the numbers of new records.
    prefix: str
    # Whether the fields of a record are never changed after it was added.
    only_added: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(c.name for c in self.table.columns if c.name not in ADMINISTRATIVE)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record as it is now."""

    key: str
    values: Values
    version: int
    retired: bool = False


def all_records(engine: Engine, kind: RecordKind, *, retired: bool = False) -> list[Record]:
    """Return the records of a kind, by key.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind.
    retired
        Whether those that were retired are among them.

    Returns
    -------
    list of Record
        The records.

    Examples
    --------
    >>> [record.key for record in all_records(engine, GROUP)]  # doctest: +SKIP
    ['G001', 'G002']
    """
    question = select(kind.table).order_by(kind.table.c.record)
    if not retired:
        question = question.where(~kind.table.c.retired)
    with reading(engine) as connection:
        return [record_of(kind, row) for row in connection.execute(question)]


def find_record(engine: Engine, kind: RecordKind, key: str) -> Record | None:
    """Return a record, also a retired one.

    Parameters
    ----------
    engine
        The register.
    kind
        Its kind.
    key
        Its number.

    Returns
    -------
    Record or None
        None without one of that number.

    Examples
    --------
    >>> find_record(engine, GROUP, "G999") is None  # doctest: +SKIP
    True
    """
    with reading(engine) as connection:
        return found(connection, kind, key)


def keys_with(engine: Engine, kind: RecordKind, field: str, value: str) -> list[str]:
    """Return the numbers of the records of a kind that have a value in a field.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind.
    field
        The field, such as the one that names the order of a step.
    value
        Its value.

    Returns
    -------
    list of str
        By number, also of retired records.

    Examples
    --------
    >>> keys_with(engine, EVENT, "order_number", "PSPO-01")  # doctest: +SKIP
    ['E001', 'E002']
    """
    table = kind.table
    question = select(table.c.record).where(table.c[field] == value).order_by(table.c.record)
    with reading(engine) as connection:
        return list(connection.scalars(question))


def save(
    engine: Engine,
    viewer: Viewer,
    kind: RecordKind,
    values: Values,
    *,
    key: str = "",
    version: int = 0,
) -> Record:
    """Save a new record, or fields of one, with its row in the history.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who saves.
    kind
        The kind of record.
    values
        The fields that are changed; of a new record all that aren't empty.
    key
        The record's number; empty for a new one, which gets the next number.
    version
        The version that the viewer has seen; 0 for a new record.

    Returns
    -------
    Record
        As it is now. Without a change nothing is written.

    Raises
    ------
    AccessDenied
        If the viewer may not edit records.
    Conflict
        If the record has another version by now.
    RegisterUnavailable
        If the database can't be written to.

    Examples
    --------
    >>> fields = {"kind": "rural_watch"}
    >>> save(engine, viewer, GROUP, fields, key="G001", version=3)  # doctest: +SKIP
    """
    require(viewer, Audience.PARTNER, what=kind.name)
    with writing(engine) as connection:
        key = key or next_key(connection, kind)
        before = found(connection, kind, key)
        if (before.version if before else 0) != version:
            raise conflict(connection, kind, key, before)
        action = CHANGED if before else CREATED
        return write(connection, viewer.name, kind, key, before, values, action=action)


def retire(
    engine: Engine, viewer: Viewer, kind: RecordKind, key: str, *, version: int, back: bool = False
) -> Record:
    """Retire a record, which is then no longer shown, or bring it back.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who does it.
    kind
        The kind of record.
    key
        The record's number.
    version
        The version that the viewer has seen.
    back
        Whether it is brought back.

    Returns
    -------
    Record
        As it is now; its fields are unchanged.

    Raises
    ------
    Conflict
        If the record has another version by now.

    Examples
    --------
    >>> retire(engine, viewer, GROUP, "G001", version=3).retired  # doctest: +SKIP
    True
    """
    require(viewer, Audience.PARTNER, what=kind.name)
    with writing(engine) as connection:
        before = found(connection, kind, key)
        if before is None or before.version != version:
            raise conflict(connection, kind, key, before)
        action = RESTORED if back else RETIRED
        return write(
            connection, viewer.name, kind, key, before, {}, action=action, retired=not back
        )


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
    old = dict(before.values) if before else dict.fromkeys(kind.fields)
    was_retired = bool(before and before.retired)
    new = old | {name: values[name] for name in kind.fields if name in values}
    now_retired = was_retired if retired is None else retired
    if before and new == old and now_retired == was_retired:
        return before
    if before and kind.only_added and new != old:
        raise RecordFrozen(record=key)
    version = (before.version if before else 0) + 1
    row = {**new, "record": key, "version_id": version, "retired": now_retired}
    table = kind.table
    if before is None:
        connection.execute(insert(table).values(row))
    else:
        own = (table.c.record == key) & (table.c.version_id == before.version)
        if connection.execute(update(table).where(own).values(row)).rowcount != 1:
            raise conflict(connection, kind, key, found(connection, kind, key))
    connection.execute(
        insert(CHANGES).values(
            at=timestamp(),
            who=who,
            kind=kind.name,
            record=key,
            action=action,
            version_id=version,
            before=old | {"retired": was_retired} if before else None,
            after=new | {"retired": now_retired},
            undoes=undoes,
            batch=batch,
        )
    )
    return Record(key=key, values=new, version=version, retired=now_retired)


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


def next_key(connection: Connection, kind: RecordKind) -> str:
    """Return the next number of a kind of record.

    Parameters
    ----------
    connection
        In a transaction that writes, so that no one else gets the same number.
    kind
        The kind.

    Returns
    -------
    str
        One more than the largest number with the kind's beginning, also of retired records.

    Examples
    --------
    >>> next_key(connection, GROUP)  # doctest: +SKIP
    'G003'
    """
    keys = connection.scalars(
        select(kind.table.c.record).where(kind.table.c.record.startswith(kind.prefix))
    )
    numbers = [int(end) for key in keys if (end := key.removeprefix(kind.prefix)).isdecimal()]
    return f"{kind.prefix}{max(numbers, default=0) + 1:03d}"


def found(connection: Connection, kind: RecordKind, key: str) -> Record | None:
    """Return a record in a transaction, also a retired one.

    Parameters
    ----------
    connection
        The transaction.
    kind
        Its kind.
    key
        Its number.

    Returns
    -------
    Record or None
        None without one of that number.

    Examples
    --------
    >>> found(connection, GROUP, "G999") is None  # doctest: +SKIP
    True
    """
    row = connection.execute(select(kind.table).where(kind.table.c.record == key)).one_or_none()
    return None if row is None else record_of(kind, row)


def record_of(kind: RecordKind, row: Row[Any]) -> Record:
    """Return the record of a row of its kind's table.

    Parameters
    ----------
    kind
        The kind.
    row
        With every column of the table.

    Returns
    -------
    Record
        As it is now.

    Examples
    --------
    >>> record_of(GROUP, row).key  # doctest: +SKIP
    'G001'
    """
    named = row._mapping
    values = {name: named[name] for name in kind.fields}
    return Record(
        key=named["record"], values=values, version=named["version_id"], retired=named["retired"]
    )


def latest_editor(connection: Connection, kind: str, key: str) -> str:
    """Return who made the latest change of a record.

    Parameters
    ----------
    connection
        The transaction.
    kind
        The name of its kind.
    key
        Its number.

    Returns
    -------
    str
        The name; empty without a change.

    Examples
    --------
    >>> latest_editor(connection, "groups", "G001")  # doctest: +SKIP
    'J. Rees'
    """
    own = (CHANGES.c.kind == kind) & (CHANGES.c.record == key)
    latest = select(func.max(CHANGES.c.id)).where(own).scalar_subquery()
    return connection.scalar(select(CHANGES.c.who).where(CHANGES.c.id == latest)) or ""


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


def conflict(connection: Connection, kind: RecordKind, key: str, now: Record | None) -> Conflict:
    """Return the error that says who has saved a record in the meantime.

    Parameters
    ----------
    connection
        The transaction.
    kind, key
        The record.
    now
        As it is now; None if it is gone.

    Returns
    -------
    Conflict
        The error, to raise.

    Examples
    --------
    >>> raise conflict(connection, GROUP, "G001", now)  # doctest: +SKIP
    """
    who = latest_editor(connection, kind.name, key)
    return Conflict(record=key, who=who, version=now.version if now else 0)
