"""Open the register's database, read it, and write it in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from data.access.viewer import Viewer
from data.errors import RegisterUnavailable
from data.messages import Message
from data.register.connections.faults import WITHOUT_LOG, said
from data.register.connections.watch import ChangeWatch
from data.register.editing.audit_row import MADE, write_noted

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# How long a save waits for others to end theirs, in seconds.
PATIENCE = 30
# How many connections to PostgreSQL a process keeps open, and how many more it opens for a moment:
# enough for each of many people who save together to wait for the lock and not for a connection.
KEPT_OPEN, MORE = 5, 35
# The PostgreSQL lock that lets one save after the other write, so that the numbers of changes grow
# in the order in which they are seen.
IN_TURN = 7_361_001
# The watch of each engine of SQLite, as long as the engine is in use.
_WATCHES: WeakKeyDictionary[Engine, ChangeWatch] = WeakKeyDictionary()


class _Connection(sqlite3.Connection):
    """A connection to SQLite, with the key of what stops it from writing; empty if nothing does."""

    unwritable = ""


def engine_of(address: str) -> Engine:
    """Return the engine of a database, which opens connections as they are needed.

    Parameters
    ----------
    address
        A URL of SQLAlchemy; of SQLite, or of PostgreSQL through psycopg.

    Returns
    -------
    Engine
        It never creates a file; `data.register.migration` does.

    Examples
    --------
    >>> engine_of("sqlite:////tmp/register.sqlite").dialect.name
    'sqlite'
    """
    path = sqlite_file(address)
    if path is None:
        return create_engine(
            address,
            pool_pre_ping=True,
            pool_size=KEPT_OPEN,
            max_overflow=MORE,
            pool_timeout=PATIENCE,
            connect_args={"connect_timeout": PATIENCE},
        )
    # A connection for each use: a file that was removed is noticed and not written to.
    engine = create_engine("sqlite://", creator=lambda: _opened(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    _WATCHES[engine] = ChangeWatch(path, lambda: _opened_for_writes(path))
    return engine


def change_mark(engine: Engine) -> tuple[int, ...] | None:
    """Return a mark that is another one after every change of the register, without reading it.

    Parameters
    ----------
    engine
        As from `engine_of`.

    Returns
    -------
    tuple of int or None
        None of PostgreSQL, and where it can't be told.

    Examples
    --------
    >>> change_mark(engine_of("postgresql+psycopg://milltir@db/milltir")) is None
    True
    """
    watch = _WATCHES.get(engine)
    return watch.mark() if watch else None


def sqlite_file(address: str) -> Path | None:
    """Return the file of a database in SQLite.

    Parameters
    ----------
    address
        A URL of SQLAlchemy.

    Returns
    -------
    Path or None
        None for another database.

    Examples
    --------
    >>> sqlite_file("postgresql+psycopg://milltir@db/milltir") is None
    True
    """
    url = make_url(address)
    return Path(url.database or "") if url.get_backend_name() == SQLITE else None


def _opened_for_writes(path: Path) -> _Connection | None:
    """Return a connection; None if none can write, as that would see no later change either."""
    connection = _opened(path)
    if not connection.unwritable:
        return connection
    connection.close()
    return None


def _opened(path: Path) -> _Connection:
    """Return a connection to a SQLite file that exists; one that only reads if none can write."""
    connection = _connected(path, "mode=rw")
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        connection.close()
        why, log = WITHOUT_LOG.get(error.sqlite_errorname), path.with_name(f"{path.name}-wal")
        if why is None or not path.is_file() or (log.exists() and log.stat().st_size):
            raise
        connection = _connected(path, "mode=ro&immutable=1")
        connection.unwritable = why
    connection.execute("PRAGMA foreign_keys = ON")
    # A save that was acknowledged survives a loss of power.
    connection.execute("PRAGMA synchronous = FULL")
    # What is erased is overwritten with zeros.
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _connected(path: Path, how: str) -> _Connection:
    connection = sqlite3.connect(
        *(f"{path.as_uri()}?{how}", PATIENCE),
        uri=True,
        check_same_thread=False,
        factory=_Connection,
    )
    # SQLAlchemy begins transactions, not this module, which would begin one too late.
    connection.isolation_level = None
    return connection


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    writes = connection.get_execution_options().get("writes", False)
    why = getattr(connection.connection.dbapi_connection, "unwritable", "")
    if writes and why:
        raise RegisterUnavailable(problem=Message(why))
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that sees one state of the register.

    Parameters
    ----------
    engine
        The register.

    Yields
    ------
    Connection
        In a transaction that is rolled back.

    Raises
    ------
    RegisterUnavailable
        If the database can't be read.

    Examples
    --------
    >>> with reading(engine) as connection:  # doctest: +SKIP
    ...     connection.scalar(select(func.count()).select_from(CHANGES))
    """
    with said(), engine.connect() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine, by: Viewer | None = None) -> Iterator[Connection]:
    """Open a transaction that writes; it is committed at the end, or rolled back after an error.

    Saves are made one after the other, so that none reads what another is about to change. What is
    changed in it has one row in the audit.

    Parameters
    ----------
    engine
        The register.
    by
        Who writes; None for a command.

    Yields
    ------
    Connection
        In a transaction.

    Raises
    ------
    RegisterUnavailable
        If the database can't be written to. Nothing was saved then.

    Examples
    --------
    >>> with writing(engine) as connection:  # doctest: +SKIP
    ...     connection.execute(update(GROUPS).values(kind="rural_watch"))
    """
    options: dict[str, Any] = {"writes": True, MADE: []}
    with said(), engine.execution_options(**options).begin() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": IN_TURN})
        yield connection
        write_noted(connection, by)


def server_version(engine: Engine) -> tuple[str, str]:
    """Return the name of the database and its version.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    tuple of str
        Such as "sqlite" and "3.46.1".

    Examples
    --------
    >>> server_version(engine)  # doctest: +SKIP
    ('postgresql', '17.2')
    """
    with reading(engine) as connection:
        numbers = getattr(connection.dialect, "server_version_info", None) or ()
    return engine.dialect.name, ".".join(map(str, numbers))
