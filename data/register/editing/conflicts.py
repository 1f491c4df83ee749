"""Say who has saved a record in the meantime."""

from sqlalchemy import Connection, func, select

from data.errors import Conflict
from data.register.records import Record, RecordKind
from data.register.tables import CHANGES


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
