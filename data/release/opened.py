"""A release that the app serves: opened once, and verified again only after its files changed."""

import math
import time
from pathlib import Path
from threading import Lock

from data.errors import BrokenRelease
from data.release.checksum import ReleaseFiles, Stamp, stamp_of
from data.release.manifest import MANIFEST
from data.release.store import Store

# Seconds after which a file that could not be opened is tried again, as it need not be damaged.
TRY_AGAIN = 60.0


class OpenRelease:
    """A release, and what its last verification found: its store, or what is broken in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._found: Store | BrokenRelease | None = None
        # The stamps of its files before the verification, and when to repeat it in any case.
        self._stamps: dict[str, Stamp | None] = {}
        self._due = -math.inf

    def store(self) -> Store:
        """Return the store, or raise BrokenRelease; verify the release if a file has changed."""
        with self._lock:
            if self._found is None or self._due <= time.monotonic() or self._has_changed():
                self._found = self._verified()
            return _store_or_raise(self._found)

    def latest(self) -> Store:
        """Return what `store` returned last, or raise what it raised, without any look at the disk.

        The store itself looks at each file before it reads it.
        """
        return self.store() if self._found is None else _store_or_raise(self._found)

    def doubt(self) -> None:
        """Let the next call of `store` verify the release, though no file seems to have changed.

        If it was found to be broken already, that stands.
        """
        with self._lock:
            if isinstance(self._found, Store):
                self._due = -math.inf

    def _has_changed(self) -> bool:
        folder = str(self._folder)
        return any(stamp_of(f"{folder}/{name}") != stamp for name, stamp in self._stamps.items())

    def _verified(self) -> Store | BrokenRelease:
        self._stamps = {MANIFEST: stamp_of(self._folder / MANIFEST)}
        self._due = math.inf
        try:
            files = ReleaseFiles(self._folder)
            self._stamps = files.stamps
            return Store(self._folder, files)
        except BrokenRelease as fault:
            cause = fault.__cause__
            if isinstance(cause, OSError) and not isinstance(cause, FileNotFoundError):
                self._due = time.monotonic() + TRY_AGAIN
            return fault


def _store_or_raise(found: Store | BrokenRelease) -> Store:
    if isinstance(found, BrokenRelease):
        # A new one each time: an exception that is raised again collects tracebacks.
        raise BrokenRelease(**found.facts)
    return found
