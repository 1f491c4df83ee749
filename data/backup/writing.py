"""Write a backup of a home while the app goes on."""

import datetime as dt
import errno
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from data.backup.contents import (
    EXPORT,
    LIST,
    SQLITE_COPY,
    Backup,
    Entry,
    files_of,
)
from data.errors import BrokenRelease, NoRelease, NotBackedUp, StorageFull, WouldOverwrite
from data.files.durable import DRAFT, storage_errors, sync_names
from data.files.locks import state_lock
from data.program import program_version
from data.register.backup import back_up
from data.register.database import sqlite_file
from data.register.migration import exists, latest_version, open_register
from data.register.transfer import export
from data.release.checksum import verify
from data.release.history import History
from data.release.history_file import mend_history, read_history
from data.release.manifest import FORMAT as RELEASE_FORMAT
from data.settings import Settings

# TRIES: how often a backup is begun because a release or an upload was deleted meanwhile.
TRIES = 3
AT_A_TIME = 1 << 20
# STORED: endings of files that are compressed already.
STORED = (".parquet", ".zip", ".xlsx", ".ods", ".pdf", ".png", ".pptx", ".docx")


def back_up_home(settings: Settings, file: Path) -> tuple[Backup, tuple[BrokenRelease, ...]]:
    """Write a home with its register into one archive, while the app and its people go on.

    Each file is whole: releases and uploads never change, other files are replaced in one step, and
    the register is copied as it is at one moment.

    Parameters
    ----------
    settings
        The home's paths, and the address of its register.
    file
        The archive, which must not exist yet.

    Returns
    -------
    Backup
        What is in it.
    tuple of BrokenRelease
        The releases that are damaged, and so not in it.

    Raises
    ------
    WouldOverwrite
        If the archive exists.
    NotBackedUp
        If there is no room for it, if it would be in the home itself, or if releases are deleted
        all the time.
    RegisterUnavailable, LostHistory
        If the register can't be read, or if it isn't known which releases were current.

    Examples
    --------
    >>> back_up_home(load_settings(), Path("milltir.zip"))  # doctest: +SKIP
    """
    if file.exists():
        raise WouldOverwrite(folder=file.parent, files=file.name)
    if file.resolve().is_relative_to(settings.home.resolve()):
        raise NotBackedUp(file=file, why=f"it would be in {settings.home} itself")
    draft = file.with_name(f".{file.name}{DRAFT}")
    try:
        with storage_errors(file.parent):
            for _ in range(TRIES):
                try:
                    found = _write(settings, draft)
                except FileNotFoundError as gone:
                    if not gone.filename or Path(gone.filename) == draft:
                        raise
                    continue
                draft.replace(file)
                sync_names(file.parent)
                return found
    except StorageFull as fault:
        why = f"the disk that holds {file.parent} is full"
        raise NotBackedUp(file=file, why=why) from fault
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    raise NotBackedUp(file=file, why="its files were deleted or renamed while they were copied")


def _write(settings: Settings, draft: Path) -> tuple[Backup, tuple[BrokenRelease, ...]]:
    with (
        open(draft, "wb", opener=_for_owner) as stream,
        tempfile.TemporaryDirectory(dir=draft.parent, prefix=".backup-") as folder,
    ):
        with zipfile.ZipFile(stream, "w", strict_timestamps=False) as archive:
            entries: dict[str, Entry] = {}
            register, copied = _register_in(settings, Path(folder))
            if copied:
                entries[copied.name] = _add(archive, copied, copied.name)
            with state_lock(settings):
                mend_history(settings)
                history = _history(settings)
                paths = list(files_of(settings, history, sqlite_file(settings.register_address)))
                if settings.served.exists():
                    served = settings.served
                    entries[served.name] = _add(archive, served, served.name)
            damaged = _damaged(settings, history)
            for path in paths:
                name = path.relative_to(settings.home).as_posix()
                if not any(name.startswith(f"releases/{one.facts['release']}/") for one in damaged):
                    entries[name] = _add(archive, path, name)
            backup = _listed(entries, register, history)
            archive.writestr(LIST, backup.as_text(), zipfile.ZIP_DEFLATED)
        stream.flush()
        os.fsync(stream.fileno())
    return backup, tuple(damaged)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _register_in(settings: Settings, folder: Path) -> tuple[str, Path | None]:
    """Copy the register into a folder; return its version, or an empty one if there is none."""
    if not exists(settings.register_address):
        return "", None
    engine = open_register(settings.register_address)
    path = sqlite_file(settings.register_address)
    copy = folder / (SQLITE_COPY if path else EXPORT)
    if path:
        back_up(engine, path, copy)
    else:
        export(engine, copy)
    engine.dispose()
    return latest_version(), copy


def _history(settings: Settings) -> History:
    try:
        return read_history(settings)
    except NoRelease:
        return History()


def _damaged(settings: Settings, history: History) -> list[BrokenRelease]:
    """Return the releases that are there and damaged."""
    damaged = []
    for folder in sorted(
        settings.releases / name for name in {entry.release for entry in history.entries}
    ):
        there = folder.exists()
        try:
            if there:
                verify(folder)
        except BrokenRelease as fault:
            if not folder.exists():
                raise FileNotFoundError(errno.ENOENT, "deleted meanwhile", str(folder)) from fault
            damaged.append(fault)
    return damaged


def _listed(entries: dict[str, Entry], register: str, history: History) -> Backup:
    kept: Sequence[str] = sorted({n.split("/")[1] for n in entries if n.startswith("releases/")})
    return Backup(
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        program=program_version(),
        release_format=RELEASE_FORMAT,
        register=register,
        current=history.current if history.current in kept else "",
        releases=tuple(kept),
        files=entries,
    )


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> Entry:
    """Copy a file into the archive; return its size and its checksum."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        info.compress_type = (
            zipfile.ZIP_STORED if path.suffix.lower() in STORED else zipfile.ZIP_DEFLATED
        )
        with archive.open(info, "w", force_zip64=True) as target:
            while part := source.read(AT_A_TIME):
                digest.update(part)
                size += len(part)
                target.write(part)
    return Entry(size=size, sha256=digest.hexdigest())
