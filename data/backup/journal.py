"""What a restoration is about to move, written down first, so that a kill can be undone."""

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from data.backup.contents import EXPORT
from data.errors import ChangeRunning
from data.files.durable import remove_folder, replace_file, storage_errors, sync_names
from data.files.locks import build_lock, is_held, state_lock
from data.register.database import engine_of, reading
from data.settings import Settings

# UNPACKED: the folder of the home in which a backup is unpacked.
UNPACKED = ".restoring"
# WAIT: seconds for the database to notice that the process of a transaction has ended.
WAIT = 30.0


@dataclass(frozen=True, kw_only=True)
class Journal:
    """What is moved: all names are those of files and folders directly in the home."""

    # The folder to which what was there is moved.
    aside: str
    # What was there; of it, the folders with nothing in them, which are deleted and made again.
    old: tuple[str, ...] = ()
    old_empty: tuple[str, ...] = ()
    # What comes out of the backup.
    new: tuple[str, ...] = ()
    # The register's file, where it is put aside, and whether there was one; empty for PostgreSQL.
    register: str = ""
    register_aside: str = ""
    had_register: bool = False
    # The number of the transaction in PostgreSQL that replaces the register.
    transaction: str = ""


def write_journal(journal: Journal, settings: Settings) -> None:
    """Write the journal; from here on a restoration that is stopped is undone by the next start.

    Parameters
    ----------
    journal
        What is about to be moved.
    settings
        The home's paths.

    Examples
    --------
    >>> write_journal(Journal(aside="before-restore-20260101"), load_settings())  # doctest: +SKIP
    """
    replace_file(settings.restoration, json.dumps(asdict(journal)))


def end_journal(settings: Settings) -> None:
    """Delete the journal: the restoration is done, or undone.

    Parameters
    ----------
    settings
        The home's paths.

    Examples
    --------
    >>> end_journal(load_settings())  # doctest: +SKIP
    """
    settings.restoration.unlink(missing_ok=True)
    sync_names(settings.home)


def undo_unfinished(settings: Settings) -> bool:
    """Put a home back as it was before a restoration that was killed half way.

    Where the transaction in PostgreSQL had ended, the restoration is finished instead: all files
    were in their places before it.

    Parameters
    ----------
    settings
        The home's paths, and the address of its register.

    Returns
    -------
    bool
        Whether there was one. False while another process restores.

    Raises
    ------
    ChangeRunning, RegisterUnavailable
        If the database does not say what became of the transaction. Nothing has been moved.

    Examples
    --------
    >>> undo_unfinished(load_settings())  # doctest: +SKIP
    False
    """
    if not settings.restoration.exists() or is_held(settings.build_lock):
        return False
    with (
        storage_errors(settings.home),
        build_lock(settings, unfinished=True),
        state_lock(settings, unfinished=True),
    ):
        try:
            content = json.loads(settings.restoration.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return False
        lists = {name: tuple(content[name]) for name in ("old", "old_empty", "new")}
        journal = Journal(**{**content, **lists})
        if not (journal.transaction and _committed(journal.transaction, settings)):
            _move_back(journal, settings)
        remove_folder(settings.home / UNPACKED)
        end_journal(settings)
    return True


def transaction_number(connection: Connection) -> str:
    """Return the number of the current transaction in PostgreSQL.

    Parameters
    ----------
    connection
        A connection within a transaction.

    Returns
    -------
    str
        The number, by which the database says later what became of it.

    Examples
    --------
    >>> transaction_number(connection)  # doctest: +SKIP
    '748'
    """
    return str(connection.scalar(text("SELECT pg_current_xact_id()::text")))


def _committed(transaction: str, settings: Settings) -> bool:
    engine = engine_of(settings.register_address)
    state, until = "in progress", time.monotonic() + WAIT
    asked = text("SELECT pg_xact_status(CAST(:transaction AS xid8))")
    try:
        while state == "in progress" and time.monotonic() < until:
            with reading(engine) as connection:
                state = str(connection.scalar(asked, {"transaction": transaction}))
    finally:
        engine.dispose()
    if state == "in progress":
        raise ChangeRunning(folder=settings.home)
    return state == "committed"


def _move_back(journal: Journal, settings: Settings) -> None:
    """Undo each move that was made; which ones were can be seen from where things are."""
    home, unpacked, aside = settings.home, settings.home / UNPACKED, settings.home / journal.aside
    for name in journal.new:
        if (home / name).exists() and not (unpacked / name).exists():
            unpacked.mkdir(exist_ok=True)
            (home / name).rename(unpacked / name)
    if journal.register:
        _move_register_back(journal)
    else:
        for export in aside.glob(f"*{EXPORT}*"):  # Or its draft.
            export.unlink()
    for name in journal.old:
        if (aside / name).exists():
            (aside / name).rename(home / name)
    for name in journal.old_empty:
        (home / name).mkdir(exist_ok=True)
    sync_names(home)
    with suppress(OSError):
        aside.rmdir()


def _move_register_back(journal: Journal) -> None:
    file, before = Path(journal.register), Path(journal.register_aside)
    # A log beside a database would be taken for a part of whatever has its name.
    logs = [
        (before.with_name(f"{before.name}{end}"), file.with_name(f"{file.name}{end}"))
        for end in ("-wal", "-shm")
    ]
    if before.exists():
        for _, log in logs if file.exists() else ():
            log.unlink(missing_ok=True)
        before.replace(file)
    elif not journal.had_register:
        file.unlink(missing_ok=True)
    for old, log in logs:
        if old.exists():
            old.replace(log)
    file.with_name(f"{file.name}.new").unlink(missing_ok=True)
