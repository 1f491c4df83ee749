"""Finds the release to serve: the current one, or the newest intact one."""

from pathlib import Path

from data.errors import BrokenRelease, NoRelease
from data.messages import Message
from data.release.manifest import MANIFEST
from data.release.store import Store
from data.settings import Settings


def current_release(settings: Settings) -> str:
    """Return the name of the current release.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    str
        The name; empty if releases exist but the pointer file is lost.

    Raises
    ------
    NoRelease
        If nothing has been built yet.

    Examples
    --------
    >>> current_release(load_settings())  # doctest: +SKIP
    """
    try:
        return settings.current.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        if any(settings.releases.glob(f"*/{MANIFEST}")):
            return ""
        raise NoRelease(folder=settings.home) from fault


def open_store(settings: Settings) -> tuple[Store, BrokenRelease | None]:
    """Open the current release, or the newest intact one if it is broken.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    tuple[Store, BrokenRelease or None]
        The release, and the error of the current one if another is served.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    BrokenRelease
        If no release is intact.

    Examples
    --------
    >>> store, broken = open_store(load_settings())  # doctest: +SKIP
    """
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
