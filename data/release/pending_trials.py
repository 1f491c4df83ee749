"""Trials that wait for a yes or a no: found from what lies there, and swept once nobody can say it.

A note beside an upload's folder names the release made with it; an upload that was kept has none.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from data.release.switch import ON_TRIAL
from data.settings import Settings

NOTE = ".trial"


@dataclass(frozen=True, kw_only=True)
class PendingTrial:
    """A release that waits for a yes or a no."""

    upload: str
    release: str


def record_trial(trial: PendingTrial, settings: Settings) -> None:
    """Written before the files, with no release yet: one that is cut off is swept too."""
    settings.uploads.mkdir(parents=True, exist_ok=True)
    _note_of(trial.upload, settings).write_text(trial.release, encoding="utf-8")


def remove_record(trial: PendingTrial, settings: Settings) -> None:
    """It waits no longer; its files stay as they are."""
    _note_of(trial.upload, settings).unlink(missing_ok=True)


def pending_trials(settings: Settings) -> list[PendingTrial]:
    """Every trial that can still be kept, the newest last."""
    return [trial for trial in _noted(settings) if _can_be_kept(trial, settings)]


def sweep_uploads(settings: Settings) -> None:
    """Drop the files of trials that can't be kept any more: they may hold personal data."""
    for trial in _noted(settings):
        if not _can_be_kept(trial, settings):
            shutil.rmtree(settings.uploads / trial.upload, ignore_errors=True)
            remove_record(trial, settings)


def _noted(settings: Settings) -> list[PendingTrial]:
    notes = sorted(settings.uploads.glob(f"*{NOTE}"), key=lambda path: path.stat().st_mtime)
    return [
        PendingTrial(upload=path.stem, release=path.read_text("utf-8").strip()) for path in notes
    ]


def _can_be_kept(trial: PendingTrial, settings: Settings) -> bool:
    if not trial.release or not (settings.uploads / trial.upload).is_dir():
        return False
    return (settings.releases / trial.release / ON_TRIAL).exists()


def _note_of(upload: str, settings: Settings) -> Path:
    return settings.uploads / f"{upload}{NOTE}"
