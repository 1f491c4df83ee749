"""Restore a backup: what was there is moved aside, and back if anything fails."""

import datetime as dt
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.access.ending import end_sign_ins
from data.backup.contents import EXPORT, SQLITE_COPY, Backup
from data.backup.exchange import exchange
from data.backup.journal import UNPACKED, undo_unfinished
from data.backup.unpacking import read_list, unpack
from data.errors import MilltirError, NotRestored, StorageFull
from data.files.durable import make_private, storage_errors
from data.files.locks import build_lock, state_lock
from data.register.backup import copy_up_to_date
from data.register.transfer import from_export
from data.release.history_file import mend_history
from data.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a restoration has done."""

    backup: Backup
    # Where the parts of the home are that were there before; None if it was empty.
    aside: Path | None
    # Erasures of this home after the backup was made: it has these records again.
    erased_since: tuple[str, ...]


def restore_home(file: Path, settings: Settings) -> Restored:
    """Put a backup in the place of a home and its register, all of it or nothing.

    Parameters
    ----------
    file
        The archive that `back_up_home` wrote, from either database.
    settings
        The home's paths, and the address of its register. The home need not exist.

    Returns
    -------
    Restored
        What was done.

    Raises
    ------
    NotRestored
        If the archive can't be used. The home is as it was.
    BuildRunning, ChangeRunning, RegisterUnavailable, NotWritable
        If a build or another act is running, or if the register or the home can't be written to.
        The home is as it was.

    Examples
    --------
    >>> restore_home(Path("milltir.zip"), load_settings()).backup.current  # doctest: +SKIP
    """
    undo_unfinished(settings)
    backup = read_list(file, settings)
    unpacked = settings.home / UNPACKED
    try:
        with storage_errors(settings.home), build_lock(settings), state_lock(settings):
            shutil.rmtree(unpacked, ignore_errors=True)
            make_private(unpacked)
            try:
                unpack(file, backup, unpacked, settings)
                register = _register_in(unpacked, file, settings)
                since = _merge_erasures(unpacked, settings)
                aside = exchange(unpacked, register, settings)
            finally:
                shutil.rmtree(unpacked, ignore_errors=True)
            with suppress(OSError):
                mend_history(settings)
            # A backup may be older than the end of a sign-in; who is here signs in again.
            with suppress(MilltirError):
                end_sign_ins(settings, dt.datetime.now(dt.UTC))
    except StorageFull as fault:
        why = f"the disk of {settings.home} is full"
        raise NotRestored(file=file, why=why, home=settings.home) from fault
    return Restored(backup=backup, aside=aside, erased_since=since)


def _register_in(unpacked: Path, file: Path, settings: Settings) -> Path | None:
    """Return the register of a backup as a file in SQLite, of the version of this program."""
    copy, text = unpacked / SQLITE_COPY, unpacked / EXPORT
    new = unpacked / ".register.sqlite"
    try:
        if copy.exists():
            copy_up_to_date(copy, new)
            copy.unlink()
        elif text.exists():
            from_export(text, new)
            text.unlink()
        else:
            return None
    except MilltirError as fault:
        raise NotRestored(file=file, why=str(fault).rstrip("."), home=settings.home) from fault
    return new


def _merge_erasures(unpacked: Path, settings: Settings) -> tuple[str, ...]:
    """Add this home's later erasures to the log of the backup; return when and what they were.

    The log is written in any case: a running app takes it as the sign to forget what it has read.
    """
    log = unpacked / settings.erasures.name
    old = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    now = settings.erasures
    found = now.read_text(encoding="utf-8").splitlines() if now.exists() else []
    later = [line for line in found if line not in set(old)]
    log.write_text("".join(f"{line}\n" for line in (*old, *later)), encoding="utf-8")
    done = []
    for line in later:
        with suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            done += [f"{entry['at']} {entry['what']}"] if entry["state"] == "done" else []
    return tuple(done)
