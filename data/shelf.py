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
from data.manifest import MANIFEST, Manifest, read_manifest
from data.settings import Settings
from data.store import verify

BUILDING = ".building-"
RELEASES_KEPT = 3
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
        raise NotWritable(folder=fault.filename or folder, problem=fault.strerror) from fault


def flush(folder: Path) -> None:
    """On the disk before it is named: a power cut must not leave a current release of zeros."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def stands(target: Path) -> bool:
    """Whether the very same release is already there, whole."""
    try:
        verify(target)
    except BrokenRelease:
        return False
    return True


def make_current(release: str, settings: Settings) -> None:
    """The one step that every viewer sees, and sees whole or not at all."""
    served = settings.current.read_text("utf-8") if settings.current.exists() else ""
    if served.strip() not in ("", release):
        settings.previous.write_text(served, encoding="utf-8")
    draft = settings.current.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(release + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(settings.current)


def before(settings: Settings) -> Manifest | None:
    """The release to go back to, where there is one that can be read."""
    try:
        name = settings.previous.read_text(encoding="utf-8").strip()
        return read_manifest(settings.releases / name) if name else None
    except (OSError, BrokenRelease):
        return None


def go_back(settings: Settings) -> str:
    """Make the release before the current one current again; the same again brings it back."""
    try:
        name = settings.previous.read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise NothingBefore(folder=settings.home) from fault
    verify(settings.releases / name)
    make_current(name, settings)
    return name


def sweep(settings: Settings) -> None:
    """What builds that were cut off have left behind."""
    for folder in settings.releases.glob(f"{BUILDING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def prune(current: str, settings: Settings) -> None:
    """Keep the newest few releases, to fall back on and for those who still look at them."""
    others = [p for p in settings.releases.iterdir() if p.is_dir() and p.name != current]
    dated = [p for p in others if (p / MANIFEST).exists()]
    newest_first = sorted(dated, key=lambda p: (p / MANIFEST).stat().st_mtime, reverse=True)
    for folder in newest_first[RELEASES_KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
