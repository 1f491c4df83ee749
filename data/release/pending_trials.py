"""Trials: releases built from uploaded files that nobody has accepted yet.

A trial lies in `trials/<upload>`: its record and its release. Of an accepted trial the history has
the upload, and of a discarded one the record has another name: each is one atomic step. No record
says "accepted", so that no crash can leave two files of which each says something else.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from data.errors import ReleaseError, TrialDecided
from data.files.durable import make_private, replace_file, sync_names
from data.messages import Message
from data.release.history import History
from data.release.history_file import read_history
from data.release.manifest import MANIFEST
from data.settings import Settings

RECORD, DISCARDED_RECORD = "trial.json", "discarded.json"


class TrialState(StrEnum):
    """What has become of a trial."""

    # Its release is being built, or its build was interrupted.
    BUILDING = "building"
    PENDING = "pending"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"
    # Another release than the one that it was built on is current.
    OVERTAKEN = "overtaken"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class PendingTrial:
    """A trial: its upload, its release, and the release that was current when it was built."""

    upload: str
    # Empty while it is being built.
    release: str
    base: str
    # When it was recorded, in UTC.
    at: str = ""


def record_trial(trial: PendingTrial, settings: Settings) -> PendingTrial:
    """Write the record of a trial in one atomic step; the caller has the state lock.

    It is written before the files, without a release, so that an interrupted upload is found.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    PendingTrial
        The trial as it was recorded.

    Examples
    --------
    >>> trial = PendingTrial(upload="1a2b", release="", base="2025-06-1a2b3c4d5e")
    >>> record_trial(trial, settings)  # doctest: +SKIP
    """
    recorded = PendingTrial(
        upload=trial.upload,
        release=trial.release,
        base=trial.base,
        at=dt.datetime.now(dt.UTC).isoformat(),
    )
    make_private(settings.trials)
    folder = settings.trials / trial.upload
    make_private(folder)
    replace_file(folder / RECORD, json.dumps(asdict(recorded)) + "\n")
    return recorded


def record_discarded(upload: str, settings: Settings) -> None:
    """Record in one atomic step that a trial was discarded; the caller has the state lock.

    Its record gets another name, for which even a full disk has room.

    Parameters
    ----------
    upload
        The upload.
    settings
        The installation's paths.

    Examples
    --------
    >>> record_discarded("1a2b", settings)  # doctest: +SKIP
    """
    folder = settings.trials / upload
    (folder / RECORD).replace(folder / DISCARDED_RECORD)
    sync_names(folder)


def find_trial(upload: str, settings: Settings) -> PendingTrial | None:
    """Return the trial of an upload, whatever has become of it.

    Parameters
    ----------
    upload
        The upload.
    settings
        The installation's paths.

    Returns
    -------
    PendingTrial or None
        None if there is no record of it that can be read.

    Examples
    --------
    >>> find_trial("1a2b", load_settings())  # doctest: +SKIP
    """
    for name in (RECORD, DISCARDED_RECORD):
        try:
            text = (settings.trials / upload / name).read_text(encoding="utf-8")
            return PendingTrial(**json.loads(text))
        except (OSError, ValueError, TypeError):
            continue
    return None


def state_of(upload: str, settings: Settings, history: History | None = None) -> TrialState:
    """Return what has become of a trial.

    Parameters
    ----------
    upload
        The upload.
    settings
        The installation's paths.
    history
        The releases that were current; read if it isn't given.

    Returns
    -------
    TrialState
        `GONE` if nothing is known of it.

    Examples
    --------
    >>> state_of("1a2b", load_settings())  # doctest: +SKIP
    """
    history = history or _history(settings)
    if history.accepted(upload):
        return TrialState.ACCEPTED
    trial = find_trial(upload, settings)
    if trial is None:
        return TrialState.GONE
    if (settings.trials / upload / DISCARDED_RECORD).exists():
        return TrialState.DISCARDED
    if not trial.release:
        return TrialState.BUILDING
    if trial.base != history.current:
        return TrialState.OVERTAKEN
    whole = (folder_of(trial, settings) / MANIFEST).exists()
    whole = whole and (settings.uploads / upload).is_dir()
    return TrialState.PENDING if whole else TrialState.GONE


def folder_of(trial: PendingTrial, settings: Settings) -> Path:
    """Return the folder of a trial's release.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    Path
        In `trials`; in `releases` if its acceptance was interrupted between two steps.

    Examples
    --------
    >>> folder_of(trial, settings)  # doctest: +SKIP
    """
    folder = settings.trials / trial.upload / trial.release
    return folder if folder.is_dir() else settings.releases / trial.release


def pending_trials(settings: Settings) -> list[PendingTrial]:
    """Return the trials that can be accepted.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    list[PendingTrial]
        Newest last.

    Examples
    --------
    >>> pending_trials(load_settings())  # doctest: +SKIP
    """
    history = _history(settings)
    trials = [
        trial
        for folder in settings.trials.glob("[!.]*")
        if state_of(folder.name, settings, history) == TrialState.PENDING
        and (trial := find_trial(folder.name, settings))
    ]
    return sorted(trials, key=lambda trial: trial.at)


def decided(upload: str, settings: Settings) -> TrialDecided:
    """Return the error that says what has become of a trial, for those who decide on it later.

    Parameters
    ----------
    upload
        The upload.
    settings
        The installation's paths.

    Returns
    -------
    TrialDecided
        The error.

    Examples
    --------
    >>> raise decided("1a2b", settings)  # doctest: +SKIP
    """
    history = _history(settings)
    accepted = history.accepted(upload)
    if accepted:
        serving = accepted.release == history.current
        key = "trial.in_service" if serving else "trial.accepted"
        problem = Message(key, release=accepted.release, at=_clock(accepted.at))
    elif state_of(upload, settings, history) == TrialState.OVERTAKEN:
        problem = Message("trial.overtaken", release=history.current)
    elif state_of(upload, settings, history) == TrialState.DISCARDED:
        problem = Message("trial.discarded")
    else:
        problem = Message("trial.gone")
    return TrialDecided(problem=problem)


def _clock(at: str) -> str:
    """Return day and time at this machine, as both languages write them."""
    return dt.datetime.fromisoformat(at).astimezone().strftime("%d/%m/%Y, %H:%M")


def _history(settings: Settings) -> History:
    """Return the history; empty if it is lost: then nothing is pending."""
    try:
        return read_history(settings)
    except ReleaseError:
        return History()
