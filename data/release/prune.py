"""Deletes what can't be used any more: trials, uploaded files, old releases and what is of them.

Every deletion of an upload or a release is decided here. The caller has the state lock.
"""

import datetime as dt
import logging
import shutil
from pathlib import Path

from data.errors import LostHistory, NoRelease
from data.files.derived_file import prune_derived
from data.files.digested_json import read_json
from data.files.durable import remove_folder, remove_rest
from data.release.history import History
from data.release.history_file import mend_history, read_history
from data.release.manifest import MANIFEST
from data.release.pending_trials import TrialState, find_trial, pending_trials, state_of
from data.release.stored import kept_releases
from data.settings import Settings

# MOST_DISCARDED: the number of records of discarded trials, which tell other viewers about it.
MOST_DISCARDED = 20
PLAN = "plan.json"
# WAITING: the states in which a trial needs its files.
WAITING = (TrialState.BUILDING, TrialState.PENDING)


def prune(settings: Settings, *, interrupted: bool = False) -> None:
    """Delete trials that can't be accepted, files that nothing uses, and old releases.

    The releases that were current last stay, for undo and for viewers who still look at them. What
    can't be deleted now is deleted another time.

    Parameters
    ----------
    settings
        The installation's paths.
    interrupted
        Delete trials that are being built too. Only for who has the build lock: then none is, and
        those that seem so were interrupted.

    Examples
    --------
    >>> prune(load_settings())  # doctest: +SKIP
    """
    try:
        history = read_history(settings)
    except NoRelease:
        history = History()
    except LostHistory:  # Nobody knows what is used.
        return
    try:
        mend_history(settings)
        spared = _prune_trials(history, settings, interrupted=interrupted)
        _prune_releases(history, spared, settings)
        _prune_uploads(history, settings)
    except OSError as fault:
        logging.getLogger("milltir").warning("not everything old could be deleted: %s", fault)


def uploads_in_use(settings: Settings, history: History) -> set[str] | None:
    """Return the uploads that a release or a trial needs.

    Parameters
    ----------
    settings
        The installation's paths.
    history
        The releases that were current.

    Returns
    -------
    set[str] or None
        None if a release's plan can't be read: then each upload may be in use.

    Examples
    --------
    >>> uploads_in_use(settings, history)  # doctest: +SKIP
    """
    trials = [folder.name for folder in settings.trials.glob("[!.]*")]
    used = {name for name in trials if state_of(name, settings, history) in WAITING}
    for release in settings.releases.glob("*"):
        try:
            sources = read_json(release / PLAN)["sources"]
            folders = [Path(source) for source in sources]
        except (OSError, ValueError, KeyError, TypeError):
            if (release / MANIFEST).exists():
                return None
            continue
        # By their names, because the home may have been moved since.
        used |= {path.name for path in folders if path.parent.name == settings.uploads.name}
    return used


def _prune_trials(history: History, settings: Settings, *, interrupted: bool) -> set[str]:
    """Delete trials that can't be accepted; return the releases of the others."""
    remove_rest(settings.trials)
    spared = {trial.release for trial in pending_trials(settings)}
    needed = spared | {entry.release for entry in history.entries}
    discarded = []
    for folder in settings.trials.glob("[!.]*"):
        state, trial = state_of(folder.name, settings, history), find_trial(folder.name, settings)
        if state == TrialState.PENDING or (state == TrialState.BUILDING and not interrupted):
            continue
        if trial and trial.release and trial.release not in needed:
            # An interrupted acceptance has moved it there.
            remove_folder(settings.releases / trial.release)
        if state == TrialState.DISCARDED and trial and trial.base == history.current:
            discarded.append(trial)
            for inside in folder.glob("*/"):
                shutil.rmtree(inside, ignore_errors=True)
        else:
            remove_folder(folder)
    discarded.sort(key=lambda trial: trial.at)
    for trial in discarded[:-MOST_DISCARDED]:
        remove_folder(settings.trials / trial.upload)
    return spared


def _prune_releases(history: History, spared: set[str], settings: Settings) -> None:
    """Delete the releases that are neither among the last ones served nor in `spared`."""
    remove_rest(settings.releases)
    kept = kept_releases(settings)
    if kept is None:
        return
    order = (history.current, history.previous, *history.serviceable)
    spared = (
        spared | kept | set(list(dict.fromkeys(filter(None, order)))[: settings.retention.releases])
    )
    known = {entry.release for entry in history.entries}
    for folder in settings.releases.glob("[!.]*"):
        unknown = folder.name not in known and settings.served_damaged.exists()
        if folder.is_dir() and folder.name not in spared and not unknown:
            remove_folder(folder)
    prune_derived(settings.derived, {folder.name for folder in settings.releases.glob("[!.]*")})
    shutil.rmtree(settings.former_browser_folder, ignore_errors=True)


def _recent(upload: str, settings: Settings, history: History) -> bool:
    """Return whether an upload was accepted so lately that it is stored without being used."""
    accepted = history.accepted(upload)
    days = settings.retention.uploads_days
    if accepted is None or not days:
        return False
    when = dt.datetime.fromisoformat(accepted.at)
    return dt.datetime.now(dt.UTC) - when < dt.timedelta(days=days)


def _prune_uploads(history: History, settings: Settings) -> None:
    """Delete the files of uploads that nothing uses: they may hold personal data."""
    remove_rest(settings.uploads)
    used = uploads_in_use(settings, history)
    for path in settings.uploads.glob("[!.]*"):
        if used is None:
            unused = state_of(path.name, settings, history) == TrialState.DISCARDED
        else:
            unused = path.name not in used and not _recent(path.name, settings, history)
        if unused and path.is_dir():
            remove_folder(path)
        elif unused:
            path.unlink(missing_ok=True)
