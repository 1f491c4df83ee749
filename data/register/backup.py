"""Back up a register in SQLite, and restore it."""

import datetime as dt
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Engine

from data.errors import RegisterUnavailable, WouldOverwrite
from data.files.durable import storage_errors
from data.messages import Message
from data.register.database import SQLITE, engine_of, writing
from data.register.migration import migrate


def back_up(engine: Engine, path: Path, file: Path) -> None:
    """Write a copy of the register, as it is at one moment, while others go on saving.

    Parameters
    ----------
    engine
        The register.
    path
        Its file.
    file
        The copy, which must not exist yet.

    Raises
    ------
    WouldOverwrite
        If the copy exists.
    RegisterUnavailable
        If the register is in PostgreSQL, which has its own tools.

    Examples
    --------
    >>> back_up(engine, Path("register.sqlite"), Path("copy.sqlite"))  # doctest: +SKIP
    """
    _require_sqlite(engine)
    if file.exists():
        raise WouldOverwrite(folder=file.parent, files=file.name)
    new = file.with_name(f"{file.name}.new")
    with storage_errors(file.parent), writing(engine):
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(new)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        new.chmod(0o600)
        new.replace(file)


def restore(path: Path, file: Path) -> Path:
    """Put a backup in the place of the register.

    Parameters
    ----------
    path
        The register's file.
    file
        The backup.

    Returns
    -------
    Path
        Where the register that was there before is now; the register's own file without one.

    Raises
    ------
    RegisterUnavailable
        If the file isn't a whole backup of a register that this program can use. Nothing is changed
        then.

    Examples
    --------
    >>> restore(Path("register.sqlite"), Path("copy.sqlite"))  # doctest: +SKIP
    """
    if not file.is_file():
        raise RegisterUnavailable(
            problem=Message(
                "register.not_a_backup", file=str(file), why=Message("found.nothing_there")
            )
        )
    new = path.with_name(f"{path.name}.new")
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        copy_up_to_date(file, new)
        before = path
        if path.exists():
            at = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S-%f")
            before = path.with_name(f"{path.stem}.before-{at}{path.suffix}")
            set_aside(path, before)
        new.replace(path)
        return before


def copy_up_to_date(file: Path, new: Path) -> None:
    """Copy a backup in SQLite, and bring the copy to the version of this program.

    Parameters
    ----------
    file
        The backup.
    new
        The copy, which doesn't exist yet.

    Raises
    ------
    RegisterUnavailable
        If the file isn't a whole backup of a register that this program can use. There is no copy
        then.

    Examples
    --------
    >>> copy_up_to_date(Path("copy.sqlite"), Path("register.sqlite.new"))  # doctest: +SKIP
    """
    try:
        _copy_whole(file, new)
        engine = engine_of(f"sqlite:///{new}")
        migrate(engine)
        engine.dispose()
    except (sqlite3.DatabaseError, RegisterUnavailable) as error:
        new.unlink(missing_ok=True)
        raise RegisterUnavailable(
            problem=Message("register.not_a_backup", file=str(file), why=str(error))
        ) from error
    new.chmod(0o600)


def set_aside(path: Path, to: Path) -> None:
    """Move a register in SQLite, with what is in its log.

    Parameters
    ----------
    path
        The register's file.
    to
        Its new path on the same disk.

    Examples
    --------
    >>> set_aside(Path("register.sqlite"), Path("register.before.sqlite"))  # doctest: +SKIP
    """
    # What is in the log belongs to the file that is moved away. A damaged one is moved as it is.
    with closing(sqlite3.connect(path)) as old, suppress(sqlite3.DatabaseError):
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.replace(to)
    for end in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{end}").replace(to.with_name(f"{to.name}{end}"))


def _copy_whole(file: Path, new: Path) -> None:
    """Copy a database, after a look at every page and that it has the register's tables."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(new)) as to:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        source.execute("SELECT max(id) FROM changes")
        source.backup(to)
        to.execute("PRAGMA journal_mode = WAL")


def _require_sqlite(engine: Engine) -> None:
    if engine.dialect.name != SQLITE:
        raise RegisterUnavailable(problem=Message("register.of_sqlite"))
