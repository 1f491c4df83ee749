"""Which release is served: the current one, or the newest that is whole."""

from pathlib import Path

from data.errors import BrokenRelease, NoRelease
from data.messages import Message
from data.release.manifest import MANIFEST
from data.release.store import Store
from data.settings import Settings


def current_release(settings: Settings) -> str:
    """The name of the release to serve; NoRelease where none was ever built."""
    try:
        return settings.current.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        if any(settings.releases.glob(f"*/{MANIFEST}")):
            return ""
        raise NoRelease(folder=settings.home) from fault


def open_store(settings: Settings) -> tuple[Store, BrokenRelease | None]:
    """The current release; where it is broken, the newest that isn't, and what was wrong."""
    name = current_release(settings)
    try:
        if not name:
            raise BrokenRelease(release="current", problem=Message("release.name_lost"))
        return Store(settings.releases / name), None
    except BrokenRelease as broken:
        for folder in _newest_first(settings):
            try:
                return Store(folder), broken
            except BrokenRelease:
                continue
        raise


def _newest_first(settings: Settings) -> list[Path]:
    written = settings.releases.glob(f"*/{MANIFEST}")
    manifests = sorted(written, key=lambda path: path.stat().st_mtime, reverse=True)
    return [m.parent for m in manifests if not m.parent.name.startswith(".")]
