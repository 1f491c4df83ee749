"""The release being served."""

from pathlib import Path

from components.queries.cache import CacheKey, remember
from data.errors import BrokenRelease
from data.release.current import current_release, open_store
from data.release.manifest import MANIFEST
from data.release.store import Store
from data.settings import load_settings


def store() -> Store:
    """The release being served."""
    return _serving()[0]


def fallen_back_from() -> BrokenRelease | None:
    """What is wrong with the current release, where an older one serves in its place."""
    return _serving()[1]


def _serving() -> tuple[Store, BrokenRelease | None]:
    """The current release, opened once; a fallback is looked for anew until it is mended."""
    settings = load_settings()
    folder = settings.releases / (current_release(settings) or "nothing")
    try:
        stamp = (folder / MANIFEST).stat().st_mtime_ns
        return _open_named(str(folder), stamp), None
    except (BrokenRelease, OSError):
        return open_store(settings)


def store_of(key: CacheKey) -> Store:
    """The release that a question names, even where a newer one became current meanwhile."""
    serving = store()
    if serving.manifest.release == key.release:
        return serving
    return _open_named(str(load_settings().releases / key.release), 0)


@remember(4)
def _open_named(folder: str, stamp: int) -> Store:
    del stamp  # A release that was mended in place has another one.
    return Store(Path(folder))
