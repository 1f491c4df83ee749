"""The folder of releases: one build at a time, and one atomic step from one release to the next."""

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
ON_TRIAL = "on-trial"
"""Lies in a release that was built to be looked at and was never served."""
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
    """One build at a time; the lock falls away with its process, however that ends."""
    settings.releases.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.home / "build.lock", timeout=0):
            yield
    except Timeout as held:
        raise BuildRunning(folder=settings.home) from held


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """What the operating system says about a disk, in Milltir's own errors."""
    try:
        yield
    except MilltirError:
        raise
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise StorageFull(folder=folder) from fault
        problem = WHY_NOT.get(fault.errno or 0) or str(fault.strerror)
        raise NotWritable(folder=fault.filename or folder, problem=problem) from fault


def fsync_folder(folder: Path) -> None:
    """On the disk before it is named: a power cut must not leave a current release of zeros."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def is_same_release(target: Path) -> bool:
    """Whether the very same release is already there, whole."""
    try:
        verify(target)
    except BrokenRelease:
        return False
    return True


def make_current(release: str, settings: Settings) -> None:
    """The one step that every viewer sees, and sees whole or not at all."""
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
    """The release to go back to, where there is one that can be read."""
    name = _named_in(settings.previous)
    try:
        return read_manifest(settings.releases / name) if name else None
    except BrokenRelease:
        return None


def restore_previous(settings: Settings) -> str:
    """Make the release before the current one current again; the same again brings it back."""
    name = _named_in(settings.previous)
    if not name:
        raise NothingBefore(folder=settings.home)
    verify(settings.releases / name)
    make_current(name, settings)
    return name


def remove_abandoned_builds(settings: Settings) -> None:
    """What builds that were cut off have left behind."""
    for folder in settings.releases.glob(f"{BUILDING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def prune(current: str, settings: Settings) -> None:
    """Keep the newest few that were served, to fall back on and for those who still look at them.

    What undo returns to stays, however old. What was only tried out counts for nothing, and
    goes: it was built on what was served before.
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
