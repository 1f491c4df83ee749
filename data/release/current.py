"""Finds the release to serve: the current one, or the one served before it that is intact."""

from collections.abc import Callable
from pathlib import Path

from data.errors import BrokenRelease, ReleaseError
from data.release.history_file import read_history
from data.release.manifest import MANIFEST, Manifest, read_manifest
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


def current_or_none(settings: Settings) -> str | None:
    """Return the name of the current release, or None if there is none or it isn't known.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    str or None
        The name.

    Examples
    --------
    >>> current_or_none(load_settings())  # doctest: +SKIP
    """
    try:
        return current_release(settings)
    except ReleaseError:
        return None


def current_manifest(settings: Settings) -> Manifest | None:
    """Return the manifest of the current release.

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
    >>> current_manifest(load_settings())  # doctest: +SKIP
    """
    return readable(current_or_none(settings), settings)


def readable(release: str | None, settings: Settings) -> Manifest | None:
    """Return the manifest of a release.

    Parameters
    ----------
    release
        Its name; None or empty for none.
    settings
        The installation's paths.

    Returns
    -------
    Manifest or None
        None if there is no such release, or if its manifest can't be read.

    Examples
    --------
    >>> readable("2025-06-1a2b3c4d5e", load_settings())  # doctest: +SKIP
    """
    try:
        return read_manifest(settings.releases / release) if release else None
    except ReleaseError:
        return None


def was_current(release: str, settings: Settings) -> bool:
    """Return whether a release is or was current, and is still in the folder of releases.

    Parameters
    ----------
    release
        Name of the release.
    settings
        The installation's paths.

    Returns
    -------
    bool
        False for a trial.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    LostHistory
        If it isn't known which releases were current.

    Examples
    --------
    >>> was_current("no-such-release", load_settings())  # doctest: +SKIP
    False
    """
    accepted = any(entry.release == release for entry in read_history(settings).entries)
    return accepted and (settings.releases / release / MANIFEST).is_file()


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
