"""The release that is served."""

from pathlib import Path

from components.queries.cache import CacheKey, remember
from data.errors import BrokenRelease
from data.release.current import current_release, open_store
from data.release.manifest import MANIFEST
from data.release.store import Store
from data.settings import load_settings


def store() -> Store:
    """Return the store of the release that is served."""
    return _serving()[0]


def fallen_back_from() -> BrokenRelease | None:
    """Return the fault of the current release if an older one is served instead."""
    return _serving()[1]


def _serving() -> tuple[Store, BrokenRelease | None]:
    """Return the store of the current release, opened once, and its fault.

    An older release that is served instead is looked up again in each call, until the current one
    is repaired.
    """
    settings = load_settings()
    folder = settings.releases / current_release(settings)
    try:
        stamp = (folder / MANIFEST).stat().st_mtime_ns
        return _open_named(str(folder), stamp), None
    except (BrokenRelease, OSError):
        return open_store(settings)


def store_of(key: CacheKey) -> Store:
    """Return the store of the release in the key, even if a newer release has become current."""
    serving = store()
    if serving.manifest.release == key.release:
        return serving
    return _open_named(str(load_settings().releases / key.release), 0)


@remember(4)
def _open_named(folder: str, stamp: int) -> Store:
    del stamp  # A release that was mended in place has another one.
    return Store(Path(folder))
