"""Erases records: after it nothing in MILLTIR_HOME has them, and each release has a new name.

A crash in the middle leaves what was current; the next erasure of the same record does the rest.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from data.build.pipeline import BUILDING
from data.erasure.erasure_log import log_erasure
from data.erasure.places import Outcome, Search, search
from data.erasure.register_records import erase_in_register
from data.erasure.releases import write_anew
from data.erasure.removal import Removal
from data.erasure.uploaded_files import apply_change
from data.errors import NotErased
from data.files.durable import DRAFT, REMOVED, remove_folder, storage_errors, sync_names
from data.files.locks import build_lock, state_lock
from data.release.history import History
from data.release.history_file import read_history, write_history
from data.release.manifest import read_manifest
from data.release.pending_trials import RECORD, find_trial, record_trial
from data.release.prune import prune
from data.release.stored import rename_kept
from data.settings import Settings

BEGUN, DONE = "begun", "done"


def find(removal: Removal, settings: Settings, *, thorough: bool = True) -> Search:
    """Return where something that would be erased is; nothing is changed.

    Parameters
    ----------
    removal
        What would be erased.
    settings
        The installation's paths.
    thorough
        Whether trials are searched too, and releases that can't be read are named.

    Returns
    -------
    Search
        Releases, files and trials.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    BrokenRelease
        If the current release or the one before it can't be read, and so not searched.

    Examples
    --------
    >>> bool(find(removal, load_settings()))  # doctest: +SKIP
    True
    """
    return search(removal, settings, read_history(settings), thorough=thorough)


def erase(removal: Removal, settings: Settings, *, thorough: bool = True) -> Search:
    """Erase records from releases, uploaded files and trials, and delete caches that may have them.

    Parameters
    ----------
    removal
        What is erased.
    settings
        The installation's paths.
    thorough
        Whether trials with such records are thrown away, and releases that can't be read; otherwise
        they stay as they are.

    Returns
    -------
    Search
        What was found before.

    Raises
    ------
    NotErased
        If something is still there afterwards.
    BrokenRelease
        If the current release or the one before it can't be read, and so not searched.
    BuildError
        If a build is running, or the disk can't be written to.

    Examples
    --------
    >>> erase(removal, load_settings())  # doctest: +SKIP
    """
    with _locked(settings):
        history = read_history(settings)
        found = search(removal, settings, history, thorough=thorough)
        if not found:
            return found
        log_erasure(removal.what, BEGUN, found, settings)
        _erase(removal, found, history, settings)
        rest = _what_is_left(removal, settings, thorough=thorough)
        if rest:
            raise NotErased(where=", ".join(rest))
        log_erasure(removal.what, DONE, found, settings)
        return found


@contextmanager
def _locked(settings: Settings) -> Iterator[None]:
    """Hold both locks; what interrupted acts have left is deleted first, as it may have records."""
    with storage_errors(settings.home), build_lock(settings), state_lock(settings):
        for folder in settings.releases.glob(f"{BUILDING}*"):
            shutil.rmtree(folder)
        for draft in settings.uploads.rglob(f".*{DRAFT}"):
            draft.unlink()
        shutil.rmtree(settings.former_browser_folder, ignore_errors=True)
        prune(settings, interrupted=True)
        yield


def _erase(removal: Removal, found: Search, history: History, settings: Settings) -> None:
    erase_in_register(removal, found.register, settings)
    for upload in found.trials:
        # First the trial: without it the next act deletes what is left of the upload.
        remove_folder(settings.trials / upload)
        remove_folder(settings.uploads / upload)
    # First the files without rows: their words are known from the rows, which are still there.
    for change in found.files:
        if change.new is None and not change.rows:
            apply_change(change)
    names = dict(_rewritten(removal, found, settings))
    _rename(names, history, settings)
    for name in found.releases:
        remove_folder(settings.releases / name)
    for change in found.files:
        apply_change(change)


def _what_is_left(removal: Removal, settings: Settings, *, thorough: bool) -> list[str]:
    """Return where the records still are, and folders that could not be deleted."""
    again = search(removal, settings, read_history(settings), thorough=thorough)
    stay = (Outcome.OUTSIDE, Outcome.UNSEARCHED)
    inside = [place for place in again.places(settings) if place.outcome not in stay]
    parents = (settings.releases, settings.trials, settings.uploads)
    undeleted = [folder for parent in parents for folder in parent.glob(f"{REMOVED}*")]
    if settings.former_browser_folder.exists():
        undeleted.append(settings.former_browser_folder)
    return sorted({place.where for place in inside} | {folder.name for folder in undeleted})


def _rewritten(removal: Removal, found: Search, settings: Settings) -> Iterator[tuple[str, str]]:
    """Write each release anew beside the old one, and yield its old and its new name."""
    for name, removed in found.releases.items():
        if removed is None:
            continue
        beside = write_anew(settings.releases / name, removal, removed, found.digests)
        target = settings.releases / read_manifest(beside).release
        if target.exists():  # An erasure that was interrupted has written it.
            remove_folder(target)
        beside.rename(target)
        yield name, target.name
    sync_names(settings.releases)


def _rename(names: dict[str, str], history: History, settings: Settings) -> None:
    """Let the history name the new releases in place of the old ones, in one atomic step."""
    entries = tuple(
        replace(entry, release=names.get(entry.release, entry.release)) for entry in history.entries
    )
    if entries != history.entries:
        write_history(History(entries), settings)
    rename_kept(settings, names)
    # Trials that were built on a release are still built on it.
    for folder in settings.trials.glob("[!.]*/"):
        trial = find_trial(folder.name, settings) if (folder / RECORD).exists() else None
        if trial and trial.base in names:
            record_trial(replace(trial, base=names[trial.base]), settings)
