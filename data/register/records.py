"""The records of the register as they are now: their kinds, and how they are read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, select

from data.register.database import reading

CREATED, CHANGED, RETIRED, RESTORED = "created", "changed", "retired", "restored"
# A change that was taken back; a record that came from a file of the release.
UNDONE, TAKEN_OVER = "undone", "taken over"
# What a file proposed and somebody refused, which changes no record.
REFUSED = "refused"
# Columns of a table of records that are not fields of the record.
ADMINISTRATIVE = ("record", "version_id", "retired")
Values = Mapping[str, Any]
# How many numbers a question to the database has at most.
AT_ONCE = 500


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
    with reading(engine) as connection:
        return all_found(connection, kind, retired=retired)


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


def all_found(connection: Connection, kind: RecordKind, *, retired: bool) -> list[Record]:
    """Return the records of a kind in a transaction, by key.

    Parameters
    ----------
    connection
        The transaction.
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
    >>> all_found(connection, GROUP, retired=True)  # doctest: +SKIP
    """
    question = select(kind.table).order_by(kind.table.c.record)
    if not retired:
        question = question.where(~kind.table.c.retired)
    return [record_of(kind, row) for row in connection.execute(question)]


def found_among(
    connection: Connection, kind: RecordKind, keys: Collection[str]
) -> dict[str, Record]:
    """Return records in a transaction by number, also retired ones.

    Parameters
    ----------
    connection
        The transaction.
    kind
        Their kind.
    keys
        Their numbers.

    Returns
    -------
    dict of str to Record
        Without the numbers of which there is no record.

    Examples
    --------
    >>> list(found_among(connection, GROUP, ["G001", "G999"]))  # doctest: +SKIP
    ['G001']
    """
    table, every = kind.table, sorted(set(keys))
    found_: dict[str, Record] = {}
    for at in range(0, len(every), AT_ONCE):
        question = select(table).where(table.c.record.in_(every[at : at + AT_ONCE]))
        found_ |= {row.record: record_of(kind, row) for row in connection.execute(question)}
    return found_


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
