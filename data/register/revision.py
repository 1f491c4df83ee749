"""The state of the register, by its latest change: cached answers are of one state."""

from collections.abc import Collection

from sqlalchemy import Connection, Engine, func, select, union_all

from data.register.database import reading
from data.register.tables import CHANGES


def revision(engine: Engine) -> int:
    """Return the number of the latest change.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    int
        0 without any change.

    Examples
    --------
    >>> revision(engine)  # doctest: +SKIP
    412
    """
    with reading(engine) as connection:
        return connection.scalar(select(func.max(CHANGES.c.id))) or 0


def state(engine: Engine, kinds: Collection[str]) -> str:
    """Return the state of some kinds of records; a cached answer is of one state.

    Parameters
    ----------
    engine
        The register.
    kinds
        The kinds.

    Returns
    -------
    str
        The number and the time of the latest change: after a backup was restored, the same number
        is given to another change. Empty without any.

    Examples
    --------
    >>> state(engine, ["groups"])  # doctest: +SKIP
    '412 2026-11-30T02:33:19.744+00:00'
    """
    with reading(engine) as connection:
        return state_in(connection, kinds)


def state_in(connection: Connection, kinds: Collection[str]) -> str:
    """Return the state of some kinds of records in a transaction.

    Parameters
    ----------
    connection
        The transaction.
    kinds
        The kinds.

    Returns
    -------
    str
        As from `state`.

    Examples
    --------
    >>> state_in(connection, ["groups"])  # doctest: +SKIP
    '412 2026-11-30T02:33:19.744+00:00'
    """
    question = select(CHANGES.c.id, CHANGES.c.at).order_by(CHANGES.c.id.desc()).limit(1)
    # One part for each kind, which the index answers without reading the history.
    parts = [select(question.where(CHANGES.c.kind == kind).subquery()) for kind in kinds]
    latest = max((tuple(row) for row in connection.execute(union_all(*parts))), default=None)
    return f"{latest[0]} {latest[1]}" if latest else ""
