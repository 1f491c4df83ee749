"""Makes a release current, and the one before it again; the caller has the state lock."""

from pathlib import Path

from data.errors import BrokenRelease, NothingBefore, OtherRelease, ReleaseError
from data.files.durable import remove_folder, storage_errors, sync_names
from data.files.locks import state_lock
from data.release.checksum import verify
from data.release.history import (
    BUILT,
    REDONE,
    UNDONE,
)
from data.release.history_file import history_or_new, read_history, write_history
from data.release.manifest import Manifest, read_manifest
from data.settings import Settings


def is_same_release(target: Path) -> bool:
    """Return whether a folder is an intact release.

    Parameters
    ----------
    target
        The folder, named after the content of the release.

    Returns
    -------
    bool
        False if it is missing or damaged.

    Examples
    --------
    >>> is_same_release(Path("no-such-release"))
    False
    """
    try:
        verify(target)
    except BrokenRelease:
        return False
    return True


def make_current(
    release: str,
    settings: Settings,
    *,
    beside: Path | None = None,
    how: str = BUILT,
    upload: str = "",
) -> None:
    """Make a release current in one atomic step; the caller has the state lock.

    Parameters
    ----------
    release
        Name of an intact release.
    settings
        The installation's paths.
    beside
        Where the release lies on the same disk, to be moved to its place; None if it is there.
    how
        How it became current: `BUILT` or `ACCEPTED`.
    upload
        The upload that was accepted with it.

    Examples
    --------
    >>> make_current("2025-06-1a2b3c4d5e", settings)  # doctest: +SKIP
    """
    history = history_or_new(settings)
    if beside:
        _put(beside, settings.releases / release)
    if upload or history.current != release:
        history = history.with_release(release, how, upload)
    write_history(history, settings)


def _put(beside: Path, target: Path) -> None:
    """Move a release to its place; a damaged one of the same name is deleted."""
    if target.exists():
        remove_folder(target)
    beside.rename(target)
    sync_names(target.parent)
    sync_names(beside.parent)


def previous_release(settings: Settings) -> Manifest | None:
    """Return the release that `restore_previous` would make current.

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
    >>> previous_release(load_settings())  # doctest: +SKIP
    """
    try:
        name = read_history(settings).previous
        return read_manifest(settings.releases / name) if name else None
    except ReleaseError:
        return None


def restore_previous(settings: Settings, *, expected: str = "") -> str:
    """Make the previous release current; calling it again reverses this.

    Parameters
    ----------
    settings
        The installation's paths.
    expected
        The release that the viewer was told would become current; empty if nobody was told.

    Returns
    -------
    str
        Name of the release that is current now.

    Raises
    ------
    NothingBefore
        If there is no previous release.
    BrokenRelease
        If it is damaged; nothing has changed then.
    OtherRelease
        If another release than the expected one would become current; nothing has changed then.

    Examples
    --------
    >>> restore_previous(load_settings())  # doctest: +SKIP
    """
    read_history(settings)  # Where there is no release, no folder is made for the lock.
    with storage_errors(settings.home), state_lock(settings):
        history = read_history(settings)
        name = history.previous
        if expected not in ("", name):
            raise OtherRelease(release=history.current)
        if not name:
            raise NothingBefore(folder=settings.home)
        verify(settings.releases / name)
        how = REDONE if history.undone else UNDONE
        write_history(history.with_release(name, how), settings)
        return name
