"""Upload trials that are neither accepted nor discarded.

They are found by a marker file beside the upload's folder, which names the release built with it,
and deleted when they can no longer be accepted. An accepted upload has no marker.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from data.release.switch import ON_TRIAL
from data.settings import Settings

MARKER = ".trial"


@dataclass(frozen=True, kw_only=True)
class PendingTrial:
    """A trial release that is not yet accepted or discarded."""

    upload: str
    release: str


def record_trial(trial: PendingTrial, settings: Settings) -> None:
    """Write the marker of a trial.

    It is written before the files, with no release, so that an interrupted upload is swept too.

    Parameters
    ----------
    trial
        The upload and its release.
    settings
        The installation's paths.

    Examples
    --------
    >>> record_trial(PendingTrial(upload="1a2b", release=""), settings)  # doctest: +SKIP
    """
    settings.uploads.mkdir(parents=True, exist_ok=True)
    _marker_of(trial.upload, settings).write_text(trial.release, encoding="utf-8")


def remove_record(trial: PendingTrial, settings: Settings) -> None:
    """Delete the marker of a trial; its files stay.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Examples
    --------
    >>> remove_record(trial, settings)  # doctest: +SKIP
    """
    _marker_of(trial.upload, settings).unlink(missing_ok=True)


def pending_trials(settings: Settings) -> list[PendingTrial]:
    """Return the trials that can still be accepted.

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
    return [trial for trial in _recorded_trials(settings) if _can_be_accepted(trial, settings)]


def sweep_uploads(settings: Settings) -> None:
    """Delete the files of trials that can't be accepted any more: they may hold personal data.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> sweep_uploads(load_settings())  # doctest: +SKIP
    """
    for trial in _recorded_trials(settings):
        if not _can_be_accepted(trial, settings):
            shutil.rmtree(settings.uploads / trial.upload, ignore_errors=True)
            remove_record(trial, settings)


def _recorded_trials(settings: Settings) -> list[PendingTrial]:
    markers = sorted(settings.uploads.glob(f"*{MARKER}"), key=lambda path: path.stat().st_mtime)
    return [
        PendingTrial(upload=path.stem, release=path.read_text("utf-8").strip()) for path in markers
    ]


def _can_be_accepted(trial: PendingTrial, settings: Settings) -> bool:
    if not trial.release or not (settings.uploads / trial.upload).is_dir():
        return False
    return (settings.releases / trial.release / ON_TRIAL).exists()


def _marker_of(upload: str, settings: Settings) -> Path:
    return settings.uploads / f"{upload}{MARKER}"
