"""The releases on the disk: which are kept from deletion, and making one of them current."""

import logging
from dataclasses import dataclass
from pathlib import Path

from data.errors import BrokenRelease, OtherRelease
from data.files.digested_json import read_json, write_json
from data.files.disk_use import bytes_in
from data.files.durable import storage_errors
from data.files.locks import state_lock
from data.release.checksum import verify
from data.release.history import CHOSEN
from data.release.history_file import read_history, write_history
from data.release.manifest import Manifest, read_manifest
from data.settings import Settings

RELEASES = "releases"


@dataclass(frozen=True, kw_only=True)
class StoredRelease:
    """A release on the disk."""

    manifest: Manifest
    bytes: int
    is_current: bool
    # Whether an undo makes it current.
    is_previous: bool
    is_kept: bool


def stored_releases(settings: Settings) -> list[StoredRelease]:
    """Return the releases on the disk that were or are current, the current one first.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    list of StoredRelease
        The others by when they were built, the latest first; without those that can't be read.

    Raises
    ------
    ReleaseError
        If there is none, or if nobody knows which one is current.

    Examples
    --------
    >>> [one.manifest.release for one in stored_releases(load_settings())]  # doctest: +SKIP
    ['2026-09-1a2b3c4d5e', '2026-08-5e4d3c2b1a']
    """
    history, found = read_history(settings), []
    kept = kept_releases(settings) or frozenset()
    for name in {entry.release for entry in history.entries}:
        folder = settings.releases / name
        try:
            manifest = read_manifest(folder)
        except BrokenRelease:
            continue
        one = StoredRelease(
            manifest=manifest,
            bytes=bytes_in(folder),
            is_current=name == history.current,
            is_previous=name == history.previous,
            is_kept=name in kept,
        )
        found.append(one)
    found.sort(key=lambda one: (one.is_current, one.manifest.built_at), reverse=True)
    return found


def choose_release(settings: Settings, release: str, *, expected: str) -> None:
    """Make a release on the disk current, which an undo reverses.

    Parameters
    ----------
    settings
        The installation's paths.
    release
        Its name.
    expected
        The release that is current, as far as the person knows who chooses.

    Raises
    ------
    OtherRelease
        If another one is current by now; nothing has changed then.
    BrokenRelease
        If it is damaged or was never current; nothing has changed then.

    Examples
    --------
    >>> choose_release(settings, "2026-08-5e4d3c2b1a", expected=now)  # doctest: +SKIP
    """
    read_history(settings)
    with storage_errors(settings.home), state_lock(settings):
        history = read_history(settings)
        if history.current != expected:
            raise OtherRelease(release=history.current)
        known = release in {entry.release for entry in history.entries}
        verify(settings.releases / (release if known else "-"))
        if release != history.current:
            write_history(history.with_release(release, CHOSEN), settings)


def kept_releases(settings: Settings) -> frozenset[str] | None:
    """Return the releases that somebody wants to keep.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    frozenset of str or None
        None if that can't be read: then any may be one of them.

    Examples
    --------
    >>> kept_releases(load_settings())  # doctest: +SKIP
    frozenset()
    """
    try:
        return frozenset(map(str, read_json(settings.kept_releases)[RELEASES]))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, KeyError, TypeError) as fault:
        logging.getLogger("milltir").warning("which releases are kept can't be read: %s", fault)
        return None


def keep_release(settings: Settings, release: str, *, keep: bool) -> None:
    """Keep a release from deletion, or let it be deleted as others are.

    Parameters
    ----------
    settings
        The installation's paths.
    release
        Its name.
    keep
        Whether it is kept.

    Examples
    --------
    >>> keep_release(settings, "2026-08-5e4d3c2b1a", keep=True)  # doctest: +SKIP
    """
    with storage_errors(settings.home), state_lock(settings):
        there = {name for name in kept_releases(settings) or () if _is_there(name, settings)}
        now = there | {release} if keep else there - {release}
        write_json(settings.kept_releases, {RELEASES: sorted(now)})


def rename_kept(settings: Settings, names: dict[str, str]) -> None:
    """Keep releases under the names that an erasure has given them; the caller has the state lock.

    Parameters
    ----------
    settings
        The installation's paths.
    names
        The new name of each release that has another one.

    Examples
    --------
    >>> rename_kept(settings, {"2026-08-5e4d3c2b1a": "2026-08-1a2b3c4d5e"})  # doctest: +SKIP
    """
    kept = kept_releases(settings)
    if kept and kept & set(names):
        write_json(settings.kept_releases, {RELEASES: sorted(names.get(n, n) for n in kept)})


def _is_there(release: str, settings: Settings) -> bool:
    return Path(release).name == release and (settings.releases / release).is_dir()
