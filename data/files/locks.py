"""The two locks of MILLTIR_HOME: of a build, and of each change of what is current.

Who holds both took the build's first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import BuildRunning, ChangeRunning, MilltirError, RestorationUnfinished
from data.files.durable import make_private
from data.settings import Settings

# WAIT: seconds until an act gives up because another one hasn't ended.
WAIT = 30.0


@contextmanager
def build_lock(settings: Settings, *, unfinished: bool = False) -> Iterator[None]:
    """Hold the build lock; it is released when the process ends.

    Parameters
    ----------
    settings
        The installation's paths.
    unfinished
        Whether it is for undoing a restoration that was killed half way.

    Yields
    ------
    None
        While the process has the lock.

    Raises
    ------
    BuildRunning
        If another process holds it.
    RestorationUnfinished
        If a restoration was killed half way.

    Examples
    --------
    >>> with build_lock(settings):  # doctest: +SKIP
    ...     build()
    """
    make_private(settings.home)
    make_private(settings.releases)
    lock = FileLock(settings.build_lock, timeout=0)
    with _held(lock, settings, BuildRunning(folder=settings.home), unfinished=unfinished):
        yield


def is_held(lock: Path) -> bool:
    """Return whether a process holds a lock; it is tried for a moment.

    Parameters
    ----------
    lock
        The file of the lock.

    Returns
    -------
    bool
        False if there is no such file, or if it can't be opened.

    Examples
    --------
    >>> is_held(Path("no-such.lock"))
    False
    """
    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


@contextmanager
def state_lock(settings: Settings, *, unfinished: bool = False) -> Iterator[None]:
    """Hold the lock of what is current and of trials; wait until another act has ended.

    Parameters
    ----------
    settings
        The installation's paths.
    unfinished
        Whether it is for undoing a restoration that was killed half way.

    Yields
    ------
    None
        While the process has the lock.

    Raises
    ------
    ChangeRunning
        If another act hasn't ended after `WAIT` seconds.
    RestorationUnfinished
        If a restoration was killed half way.

    Examples
    --------
    >>> with state_lock(settings):  # doctest: +SKIP
    ...     make_current("2025-06-1a2b3c4d5e", settings)
    """
    make_private(settings.home)
    lock = FileLock(settings.state_lock, timeout=WAIT)
    with _held(lock, settings, ChangeRunning(folder=settings.home), unfinished=unfinished):
        yield


@contextmanager
def _held(
    lock: FileLock, settings: Settings, otherwise: MilltirError, *, unfinished: bool
) -> Iterator[None]:
    """Hold a lock; raise an error if another process has it, or a restoration was killed."""
    try:
        lock.acquire()
    except Timeout as locked:
        raise otherwise from locked
    try:
        if settings.restoration.exists() and not unfinished:
            raise RestorationUnfinished(folder=settings.home)
        yield
    finally:
        lock.release()
