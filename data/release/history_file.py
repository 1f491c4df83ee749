"""The file `served.json`, in which the releases that were current are.

It is replaced in one atomic step, has its own digest and a copy. Nothing is asked of the times of
files.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from data.errors import BrokenRelease, LostHistory, NoRelease, RestorationUnfinished
from data.files.durable import replace_file, sync_names, write_draft
from data.release.history import BUILT, UNDONE, History, Served
from data.release.manifest import MANIFEST, read_manifest
from data.settings import Settings

DAMAGE = (ValueError, TypeError, KeyError)
NAME = re.compile(r"[^./\\][^/\\]*")


def read_history(settings: Settings) -> History:
    """Return the releases that were current.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    History
        From `served.json`, or from its copy if it is damaged; of homes of older versions, which
        have neither, from their two files.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    LostHistory
        If there are releases, and nothing whole that says which one is current.
    RestorationUnfinished
        If a restoration has moved it away and not yet put another in its place.

    Examples
    --------
    >>> read_history(load_settings()).current  # doctest: +SKIP
    """
    damaged = False
    for file in (settings.served, settings.served_copy):
        try:
            history = _parsed(file.read_bytes())
        except FileNotFoundError:
            continue
        except (OSError, *DAMAGE):
            damaged = True
            continue
        if history.entries:
            return history
        raise NoRelease(folder=settings.home)
    if settings.restoration.exists():
        raise RestorationUnfinished(folder=settings.home)
    older = None if damaged else _of_older_version(settings)
    if older:
        return older
    if damaged or any(settings.releases.glob(f"[!.]*/{MANIFEST}")):
        raise LostHistory(file=settings.served.name)
    raise NoRelease(folder=settings.home)


def write_history(history: History, settings: Settings) -> None:
    """Replace the history in one atomic step; the caller has the state lock.

    Parameters
    ----------
    history
        The history, which names the current release and all before it.
    settings
        The installation's paths.

    Examples
    --------
    >>> write_history(history.with_release("2025-06-1a2b3c4d5e", BUILT), settings)  # doctest: +SKIP
    """
    mend_history(settings)
    draft = write_draft(settings.served, _written(history.entries))
    # The copy is there only while it equals the file: an older one would name what was undone.
    settings.served_copy.unlink(missing_ok=True)
    sync_names(settings.home)
    draft.replace(settings.served)
    sync_names(settings.home)
    with suppress(OSError):  # It is done: what follows can be done by a later act.
        mend_history(settings)
        for pointer in (settings.current, settings.previous):
            pointer.unlink(missing_ok=True)


def mend_history(settings: Settings) -> None:
    """Write the history's copy if it isn't the same, or the history if only the copy is whole.

    The caller has the state lock.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> mend_history(load_settings())  # doctest: +SKIP
    """
    served, copy = (_whole(file) for file in (settings.served, settings.served_copy))
    if served is None and copy is not None:
        replace_file(settings.served, copy)
    if served is not None and copy != served:
        with suppress(OSError):  # Without a copy the file is as good.
            replace_file(settings.served_copy, served)


def history_or_new(settings: Settings) -> History:
    """Return the history that a release is added to; a new one if there is none.

    Before the first release has its place, an empty history is written: a release without any would
    look as if the history were lost. A damaged file is set aside, and while that is there, releases
    of which nothing is known are not deleted.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    History
        The history.

    Examples
    --------
    >>> history_or_new(load_settings()).entries  # doctest: +SKIP
    """
    try:
        return read_history(settings)
    except NoRelease:
        if not settings.served.exists():
            write_history(History(), settings)
        return History()
    except LostHistory:
        if settings.served.exists():
            settings.served.replace(settings.served_damaged)
        else:
            settings.served_damaged.touch()
        return History()


def _whole(file: Path) -> str | None:
    """Return the content of a file if it is as it was written, or None."""
    try:
        content = file.read_bytes()
        _parsed(content)
    except (OSError, *DAMAGE):
        return None
    return content.decode()


def _parsed(content: bytes) -> History:
    """Return the entries of a file; raise ValueError if it isn't as it was written."""
    first, _, rest = content.partition(b"\n")
    if first.decode() != _first_line(rest):
        raise ValueError("not as it was written")
    return History(tuple(Served(**entry) for entry in json.loads(content)["entries"]))


def _written(entries: Iterable[Served]) -> str:
    rows = ",\n".join(json.dumps(asdict(entry)) for entry in entries)
    rest = f'"entries": [\n{rows}\n]}}\n'
    return f"{_first_line(rest.encode())}\n{rest}"


def _first_line(rest: bytes) -> str:
    """Return the first line of the file, which has the digest of the others."""
    return f'{{"sha256": "{hashlib.sha256(rest).hexdigest()}",'


def _of_older_version(settings: Settings) -> History | None:
    """Return the history of a home whose two files name the current and the previous release."""
    names = []
    for pointer in (settings.previous, settings.current):
        try:
            names.append(pointer.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            names.append("")
    previous, current = names
    if not NAME.fullmatch(current):
        return None
    entries = [Served(release=current, at="", how=BUILT)]
    if NAME.fullmatch(previous) and previous != current:
        undone = _built_at(previous, settings) > _built_at(current, settings)
        # After an undo the previous release is the later one: it was withdrawn.
        if undone:
            entries = [*entries, Served(release=previous, at="", how=BUILT)]
            entries.append(Served(release=current, at="", how=UNDONE))
        else:
            entries = [Served(release=previous, at="", how=BUILT), *entries]
    return History(tuple(entries))


def _built_at(release: str, settings: Settings) -> str:
    try:
        return read_manifest(settings.releases / release).built_at
    except BrokenRelease:
        return ""
