"""Finds the release to serve: the current one, or the one served before it that is intact."""

from collections.abc import Callable
from pathlib import Path

from data.errors import BrokenRelease
from data.release.history import read_history
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
        The name.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    LostHistory
        If it isn't known which release is current.

    Examples
    --------
    >>> current_release(load_settings())  # doctest: +SKIP
    """
    return read_history(settings).current


def open_store(
    settings: Settings, opened: Callable[[Path], Store] = Store
) -> tuple[Store, BrokenRelease | None]:
    """Open the current release; if it is broken, the one that was current before it and is intact.

    A release that nobody accepted, or that an undo left, is never opened.

    Parameters
    ----------
    settings
        The installation's paths.
    opened
        Opens the release in a folder; the app's remembers what it has opened.

    Returns
    -------
    tuple[Store, BrokenRelease or None]
        The release, and the error of the current one if another is served.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    LostHistory
        If it isn't known which release is current.
    BrokenRelease
        If no release is intact.

    Examples
    --------
    >>> store, broken = open_store(load_settings())  # doctest: +SKIP
    """
    current, *earlier = read_history(settings).serviceable
    try:
        return opened(settings.releases / current), None
    except BrokenRelease as broken:
        for name in earlier:
            try:
                return opened(settings.releases / name), broken
            except BrokenRelease:
                continue
        raise
