"""The folder of releases: the build lock, and the atomic switch to another release."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import (
    BrokenRelease,
    BuildRunning,
    MilltirError,
    NothingBefore,
    NotWritable,
    StorageFull,
)
from data.messages import Message
from data.release.checksum import verify
from data.release.manifest import MANIFEST, Manifest, read_manifest
from data.settings import Settings

BUILDING = ".building-"
# Marker file in a trial release that was never served.
ON_TRIAL = "on-trial"
RELEASES_KEPT = 3
WHY_NOT = {
    errno.EACCES: Message("disk.denied"),
    errno.EPERM: Message("disk.denied"),
    errno.EROFS: Message("disk.read_only"),
    errno.ENOTDIR: Message("disk.no_folder"),
    errno.EEXIST: Message("disk.no_folder"),
}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def build_lock(settings: Settings) -> Iterator[None]:
    """Hold the build lock; it is released when the process ends.

    Parameters
    ----------
    settings
        The installation's paths.

    Yields
    ------
    None
        While the process has the lock.

    Raises
    ------
    BuildRunning
        If another process holds it.

    Examples
    --------
    >>> with build_lock(settings):  # doctest: +SKIP
    ...     make_current("2025-06-1a2b3c4d5e", settings)
    """
    settings.releases.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.home / "build.lock", timeout=0):
            yield
    except Timeout as locked:
        raise BuildRunning(folder=settings.home) from locked


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Convert the operating system's disk errors to Milltir's errors.

    Parameters
    ----------
    folder
        The folder for messages.

    Yields
    ------
    None
        While the block runs.

    Raises
    ------
    StorageFull, NotWritable
        Instead of OSError.

    Examples
    --------
    >>> with storage_errors(Path("x")):
    ...     raise OSError(errno.ENOSPC, "full")
    Traceback (most recent call last):
    data.errors.StorageFull: ...
    """
    try:
        yield
    except (MilltirError, BrokenPipeError):  # The reader of the output has ended, not the disk.
        raise
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise StorageFull(folder=folder) from fault
        problem = WHY_NOT.get(fault.errno or 0) or str(fault.strerror)
        raise NotWritable(folder=fault.filename or folder, problem=problem) from fault


def fsync_folder(folder: Path) -> None:
    """Call fsync on every file of the folder, so that a power failure can't leave empty files.

    Parameters
    ----------
    folder
        A release that isn't current yet.

    Examples
    --------
    >>> fsync_folder(Path("releases/.building-1"))  # doctest: +SKIP
    """
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def is_same_release(target: Path) -> bool:
    """Return whether a folder is an intact release.

    Parameters
    ----------
    target
        The folder, named after the content of the release.

    Returns
    -------
    bool
        False if it is missing or damaged.

    Examples
    --------
    >>> is_same_release(Path("no-such-release"))
    False
    """
    try:
        verify(target)
    except BrokenRelease:
        return False
    return True


def make_current(release: str, settings: Settings) -> None:
    """Make a release current in one atomic step.

    Parameters
    ----------
    release
        Name of an intact release.
    settings
        The installation's paths.

    Examples
    --------
    >>> make_current("2025-06-1a2b3c4d5e", settings)  # doctest: +SKIP
    """
    served = _named_in(settings.current)
    if served not in ("", release):
        settings.previous.write_text(served + "\n", encoding="utf-8")
    draft = settings.current.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(release + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(settings.current)
    (settings.releases / release / ON_TRIAL).unlink(missing_ok=True)


def previous_release(settings: Settings) -> Manifest | None:
    """Return the release that `restore_previous` would make current.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    Manifest or None
        None if there is none that can be read.

    Examples
    --------
    >>> previous_release(load_settings())  # doctest: +SKIP
    """
    name = _named_in(settings.previous)
    try:
        return read_manifest(settings.releases / name) if name else None
    except BrokenRelease:
        return None


def restore_previous(settings: Settings) -> str:
    """Make the previous release current; calling it again reverses this.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    str
        Name of the release that is current now.

    Raises
    ------
    NothingBefore
        If there is no previous release.

    Examples
    --------
    >>> restore_previous(load_settings())  # doctest: +SKIP
    """
    name = _named_in(settings.previous)
    if not name:
        raise NothingBefore(folder=settings.home)
    verify(settings.releases / name)
    make_current(name, settings)
    return name


def remove_abandoned_builds(settings: Settings) -> None:
    """Delete the folders of interrupted builds.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> remove_abandoned_builds(load_settings())  # doctest: +SKIP
    """
    for folder in settings.releases.glob(f"{BUILDING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def prune(current: str, settings: Settings) -> None:
    """Delete old releases and all trial releases.

    The newest releases that were served stay, for undo and for viewers who still look at them.
    Trial releases are deleted, because they were built on the release before.

    Parameters
    ----------
    current
        Name of the current release.
    settings
        The installation's paths.

    Examples
    --------
    >>> prune("2025-06-1a2b3c4d5e", load_settings())  # doctest: +SKIP
    """
    spared = {current, _named_in(settings.previous)}
    others = [p for p in settings.releases.iterdir() if p.is_dir() and p.name not in spared]
    tried = [p for p in others if (p / ON_TRIAL).exists()]
    served = [p for p in others if p not in tried and (p / MANIFEST).exists()]
    newest_first = sorted(served, key=lambda p: (p / MANIFEST).stat().st_mtime, reverse=True)
    for folder in tried + newest_first[RELEASES_KEPT - len(spared - {""}) :]:
        shutil.rmtree(folder, ignore_errors=True)
    _prune_geometry(settings)


def _prune_geometry(settings: Settings) -> None:
    """Remove what browsers were given of releases that are no longer on the disk."""
    for folder in settings.geometry.glob("*"):
        if not (settings.releases / folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _named_in(pointer: Path) -> str:
    try:
        return pointer.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
