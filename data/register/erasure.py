"""Erase records of the register with their whole history, for good."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from data.register.database import SQLITE, reading, writing
from data.register.editing.edits import timestamp
from data.register.records import RecordKind
from data.register.tables import AUDIT, AUDIT_OPEN, CHANGES, FILE_ROWS

ERASED = "erased"
# Which rows of a table of the register are erased; its first column has the records' numbers.
Decide = Callable[[pd.DataFrame], pd.Series]


def records_with(engine: Engine, kind: RecordKind, number: str, decide: Decide) -> frozenset[str]:
    """Return the records that are erased: as they are, as they ever were, or as a file has them.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind of record.
    number
        The name of the column for the record's number.
    decide
        Which rows are erased.

    Returns
    -------
    frozenset of str
        The numbers of the records.

    Examples
    --------
    >>> records_with(engine, GROUP, "group_id", removal_of_a_name)  # doctest: +SKIP
    frozenset({'G001'})
    """
    rows: list[dict[str, Any]] = []
    with reading(engine) as connection:
        for row in connection.execute(select(kind.table)):
            rows.append({number: row.record, **{name: getattr(row, name) for name in kind.fields}})
        of_kind = CHANGES.c.kind == kind.name
        for change in connection.execute(select(CHANGES).where(of_kind)):
            states = filter(None, (change.before, change.after))
            rows += [{number: change.record, **state} for state in states]
        seen = select(FILE_ROWS).where(FILE_ROWS.c.kind == kind.name)
        rows += [{number: row.record, **row.fields} for row in connection.execute(seen)]
    table = pd.DataFrame(rows, columns=[number, *kind.fields])
    return frozenset(table.loc[decide(table), number].astype(str))


def erase_records(engine: Engine, kind: RecordKind, numbers: Collection[str]) -> None:
    """Delete records and every change of them; the history says only that something was erased.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind of record.
    numbers
        The numbers of the records; without any nothing is done.

    Examples
    --------
    >>> erase_records(engine, GROUP, ["G001"])  # doctest: +SKIP
    """
    erase_of_kinds(engine, [(kind, numbers)])


def erase_of_kinds(engine: Engine, numbers: Iterable[tuple[RecordKind, Collection[str]]]) -> None:
    """Delete records of several kinds and every change of them, and compact the database once.

    Parameters
    ----------
    engine
        The register.
    numbers
        The numbers of the records with their kinds; a kind without any stays as it is.

    Examples
    --------
    >>> erase_of_kinds(engine, [(GROUP, ["G001"]), (ORDER, [])])  # doctest: +SKIP
    """
    given = [(kind, list(of_kind)) for kind, of_kind in numbers if of_kind]
    if not given:
        return
    with writing(engine) as connection:
        for kind, of_kind in given:
            _delete(connection, kind, of_kind)
            connection.execute(
                insert(CHANGES).values(
                    at=timestamp(),
                    who="",
                    kind=kind.name,
                    record="",
                    action=ERASED,
                    version_id=0,
                    before=None,
                    after={},
                )
            )
    _compact(engine)


def editors_with(engine: Engine, redacted: Callable[[str], str]) -> frozenset[str]:
    """Return the names of people in the history and the audit that would be replaced.

    Parameters
    ----------
    engine
        The register.
    redacted
        Returns a name as it would be stored.

    Returns
    -------
    frozenset of str
        The names.

    Examples
    --------
    >>> editors_with(engine, lambda who: who.replace("J. Rees", "…"))  # doctest: +SKIP
    frozenset({'J. Rees'})
    """
    with reading(engine) as connection:
        names = {
            name
            for table in (CHANGES, AUDIT)
            for name in connection.scalars(select(table.c.who).distinct())
        }
    return frozenset(name for name in names if redacted(name) != name)


def erase_editors(engine: Engine, redacted: Callable[[str], str]) -> None:
    """Replace names of people in the history and in the audit.

    Parameters
    ----------
    engine
        The register.
    redacted
        Returns a name as it is stored from now on.

    Examples
    --------
    >>> erase_editors(engine, lambda who: who.replace("J. Rees", "…"))  # doctest: +SKIP
    """
    names = editors_with(engine, redacted)
    with writing(engine) as connection:
        connection.execute(insert(AUDIT_OPEN).values(until="", renames=1))
        for name in names:
            for table in (CHANGES, AUDIT):
                own = table.c.who == name
                connection.execute(update(table).where(own).values(who=redacted(name)))
        connection.execute(delete(AUDIT_OPEN))
    _compact(engine)


def _delete(connection: Connection, kind: RecordKind, numbers: list[str]) -> None:
    changes = (CHANGES.c.kind == kind.name) & CHANGES.c.record.in_(numbers)
    # A change that takes back another one of the same record would stop its deletion.
    connection.execute(update(CHANGES).where(changes).values(undoes=None))
    connection.execute(delete(CHANGES).where(changes))
    seen = (FILE_ROWS.c.kind == kind.name) & FILE_ROWS.c.record.in_(numbers)
    connection.execute(delete(FILE_ROWS).where(seen))
    connection.execute(delete(kind.table).where(kind.table.c.record.in_(numbers)))


def _compact(engine: Engine) -> None:
    """Let nothing of what was deleted stay in the database's files."""
    own = engine.execution_options(isolation_level="AUTOCOMMIT")
    with own.connect() as connection:
        if engine.dialect.name == SQLITE:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.execute(text("VACUUM FULL"))
