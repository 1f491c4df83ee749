"""What files said of records when it was last decided about them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from data.register.records import RecordKind
from data.register.tables import FILE_ROWS

Rows = Mapping[str, Mapping[str, Any]]


def seen_in_files(connection: Connection, kind: RecordKind) -> dict[str, Mapping[str, Any]]:
    """Return what files said of each record when that was last decided.

    Parameters
    ----------
    connection
        The transaction.
    kind
        The kind.

    Returns
    -------
    dict
        The fields of each record, by number.

    Examples
    --------
    >>> seen_in_files(connection, GROUP)["G001"]["name_en"]  # doctest: +SKIP
    'Youth club'
    """
    rows = connection.execute(select(FILE_ROWS).where(FILE_ROWS.c.kind == kind.name))
    return {row.record: row.fields for row in rows}


def remember_rows(
    connection: Connection, kind: RecordKind, rows: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Remember what a file says of records, or that it doesn't have one any more.

    Parameters
    ----------
    connection
        In a transaction that writes.
    kind
        The kind.
    rows
        The fields of the file's records, by number; None for a record that it doesn't have.

    Examples
    --------
    >>> remember_rows(connection, GROUP, {"G001": None})  # doctest: +SKIP
    """
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
