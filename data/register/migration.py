"""Create the register's database, and bring it to the version of the program."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine

from data.errors import RegisterUnavailable
from data.files.durable import close_to_others, storage_errors
from data.messages import Message
from data.register.database import engine_of, reading, sqlite_file, writing

FOLDER = Path(__file__).parent / "migrations"


def open_register(address: str) -> Engine:
    """Return the register, created or brought to the version of the program if need be.

    Parameters
    ----------
    address
        A URL of SQLAlchemy; of SQLite, or of PostgreSQL through psycopg.

    Returns
    -------
    Engine
        The register.

    Raises
    ------
    RegisterUnavailable
        If it can't be opened, or if it is of a newer version of the program.

    Examples
    --------
    >>> open_register("sqlite:////tmp/register.sqlite").dialect.name  # doctest: +SKIP
    'sqlite'
    """
    engine = engine_of(address)
    if file := sqlite_file(address):
        create_file(file)
    bring_up_to_date(engine)
    return engine


def bring_up_to_date(engine: Engine) -> None:
    """Bring an open register to the version of the program, if another program has changed it.

    Parameters
    ----------
    engine
        The register.

    Raises
    ------
    RegisterUnavailable
        If it is of a newer version of the program.

    Examples
    --------
    >>> bring_up_to_date(engine)  # doctest: +SKIP
    """
    if version(engine) != latest_version():
        migrate(engine)


def exists(address: str) -> bool:
    """Return whether there is a register; it is created by the first save.

    Parameters
    ----------
    address
        A URL of SQLAlchemy; of SQLite, or of PostgreSQL through psycopg.

    Returns
    -------
    bool
        A database in PostgreSQL is always there.

    Examples
    --------
    >>> exists("sqlite:////nowhere/register.sqlite")
    False
    """
    file = sqlite_file(address)
    return file is None or file.exists()


def version(engine: Engine) -> str:
    """Return the version of the register's tables.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    str
        Empty without any table.

    Examples
    --------
    >>> version(engine)  # doctest: +SKIP
    '0001'
    """
    with reading(engine) as connection:
        return _version(connection)


def latest_version() -> str:
    """Return the version of the tables that this program works with.

    Returns
    -------
    str
        The version.

    Examples
    --------
    >>> latest_version() >= "0001"
    True
    """
    return str(_steps().get_current_head())


def migrate(
    engine: Engine, between: Callable[[], None] = lambda: None, *, to: str = "head"
) -> tuple[str, str]:
    """Bring the register to the version of the program, in one transaction.

    Parameters
    ----------
    engine
        The register.
    between
        Called after the last step and before the transaction ends.
    to
        An earlier version to stop at, for reading what was written in that version.

    Returns
    -------
    tuple of str
        The version before and now. If it is interrupted the database is as it was.

    Raises
    ------
    RegisterUnavailable
        If the register is of a newer version of the program. Nothing is changed then.

    Examples
    --------
    >>> migrate(engine)  # doctest: +SKIP
    ('', '0001')
    """
    with writing(engine) as connection:
        before = _version(connection)
        known = {step.revision for step in _steps().walk_revisions()}
        if before and before not in known:
            raise RegisterUnavailable(problem=Message("register.newer", version=before))
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except CommandError as error:
            newer = before if to == "head" else to
            raise RegisterUnavailable(problem=Message("register.newer", version=newer)) from error
        between()
        return before, _version(connection)


def _version(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def create_file(path: Path) -> None:
    """Create an empty database that others can't read, if there is none; in WAL mode.

    Parameters
    ----------
    path
        The database's file.

    Examples
    --------
    >>> create_file(Path("register.sqlite"))  # doctest: +SKIP
    """
    if path.exists():
        return
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        close_to_others(path.parent)
        # Written beside it and linked, so that nobody finds half a file, or replaces another's.
        new = path.with_name(f"{path.name}.{os.getpid()}.new")
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        new.chmod(0o600)
        with suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
