"""Trial releases of uploaded files: build, describe, accept or discard.

A trial is a whole release, built from the sources of the current one and the new files. Therefore
it shows exactly what would be served.
"""

import logging
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from data.build.load import Progress
from data.build.pipeline import build_release, plan_of
from data.erasure.retention import apply_retention
from data.errors import MilltirError, NotWritable, SourceError, TrialDecided
from data.files.durable import remove_folder, storage_errors
from data.files.locks import build_lock, state_lock
from data.messages import Message
from data.release.checksum import verify
from data.release.current import current_release
from data.release.history import ACCEPTED
from data.release.manifest import Manifest
from data.release.pending_trials import (
    PendingTrial,
    TrialState,
    decided,
    find_trial,
    folder_of,
    pending_trials,
    record_discarded,
    record_trial,
    state_of,
)
from data.release.prune import prune
from data.release.switch import is_same_release, make_current
from data.settings import Settings
from data.uploads.uploaded_files import require_room, write_uploaded

# DECIDABLE: the states in which a trial can be discarded.
DECIDABLE = (TrialState.PENDING, TrialState.OVERTAKEN)


def build_trial(
    files: Sequence[tuple[str, bytes]], settings: Settings, *, progress: Progress
) -> PendingTrial:
    """Build a trial release with the files; if it fails, the files are deleted.

    Parameters
    ----------
    files
        Name and content of each; two may have one name.
    settings
        The installation's paths.
    progress
        Called with the share done (0 to 1) and a text.

    Returns
    -------
    PendingTrial
        The trial; an earlier one if it has the same result.

    Raises
    ------
    SourceError
        If a file can't be used, or too many files wait for a decision.
    TrialDecided
        If another release has become current meanwhile.

    Examples
    --------
    >>> build_trial([("a.csv", b"...")], settings, progress=ProgressBar())  # doctest: +SKIP
    """
    base, upload = current_release(settings), uuid.uuid4().hex[:12]
    plan, folder = plan_of(base, settings), settings.uploads / upload
    started = PendingTrial(upload=upload, release="", base=base)
    found: list[PendingTrial] = []

    def write() -> None:
        with state_lock(settings):
            _require_base(started, settings)
            require_room([content for _, content in files], settings)
            record_trial(started, settings)
        write_uploaded(files, folder)

    def finish(manifest: Manifest) -> None:
        with state_lock(settings):
            _require_base(started, settings)
            same = [t for t in pending_trials(settings) if t.release == manifest.release]
            trial = PendingTrial(upload=upload, release=manifest.release, base=base)
            found.append(same[-1] if same else record_trial(trial, settings))

    try:
        build_release(
            [*plan.sources, folder],
            settings,
            area=plan.area,
            groups=plan.groups,
            similar=plan.similar,
            addresses=plan.addresses,
            breaks=plan.breaks,
            progress=progress,
            prepare=write,
            trial=settings.trials / upload,
            finish=finish,
        )
        (trial,) = found
        if trial.upload != upload:
            _delete_undecided(upload, settings)
        return trial
    except SourceError as error:
        _delete_undecided(upload, settings)
        raise _without_folder(error, folder) from error
    except BaseException:
        _delete_undecided(upload, settings)
        raise


def accept(trial: PendingTrial, settings: Settings) -> None:
    """Make the trial release current; `restore_previous` reverses it.

    If it is interrupted, the trial is either accepted or still pending.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Raises
    ------
    TrialDecided
        If it was accepted or discarded before, or another release has become current.
    BrokenRelease
        If the trial release is damaged.

    Examples
    --------
    >>> accept(trial, settings)  # doctest: +SKIP
    """
    with storage_errors(settings.home), state_lock(settings):
        if state_of(trial.upload, settings) != TrialState.PENDING:
            raise decided(trial.upload, settings)
        trial = find_trial(trial.upload, settings) or trial
        tried, place = folder_of(trial, settings), settings.releases / trial.release
        verify(tried)
        # A release that was served before stays, with the files that were uploaded then.
        beside = None if is_same_release(place) else tried
        make_current(trial.release, settings, beside=beside, how=ACCEPTED, upload=trial.upload)
        prune(settings)
    try:
        apply_retention(settings)
    except MilltirError as fault:  # It is accepted; the next build applies the rule.
        logging.getLogger("milltir").warning("retention: %s", fault)


def discard(trial: PendingTrial, settings: Settings) -> None:
    """Delete the uploaded files and the trial release.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Raises
    ------
    TrialDecided
        If it was accepted or discarded before.
    NotWritable
        If the files can't be deleted.

    Examples
    --------
    >>> discard(trial, settings)  # doctest: +SKIP
    """
    with storage_errors(settings.home), state_lock(settings):
        if state_of(trial.upload, settings) not in DECIDABLE:
            prune(settings)  # What couldn't be deleted then.
            raise decided(trial.upload, settings)
        record_discarded(trial.upload, settings)
        prune(settings)
        if (settings.uploads / trial.upload).exists():
            raise NotWritable(folder=settings.uploads, problem=Message("disk.denied"))


def remove_interrupted(settings: Settings) -> None:
    """Delete trials whose build was interrupted, with their files; none while a build runs.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> remove_interrupted(load_settings())  # doctest: +SKIP
    """
    with suppress(MilltirError, OSError), build_lock(settings), state_lock(settings):
        prune(settings, interrupted=True)


def _require_base(trial: PendingTrial, settings: Settings) -> None:
    """Raise TrialDecided if another release than the trial's base is current."""
    current = current_release(settings)
    if current != trial.base:
        raise TrialDecided(problem=Message("trial.overtaken", release=current))


def _delete_undecided(upload: str, settings: Settings) -> None:
    """Delete a trial that failed, unless another viewer has accepted it already."""
    with suppress(MilltirError, OSError), state_lock(settings):
        if state_of(upload, settings) in (TrialState.BUILDING, TrialState.PENDING):
            remove_folder(settings.trials / upload)
        prune(settings)


def _without_folder(error: SourceError, folder: Path) -> SourceError:
    """Return the error with the file's own name, without its path on the server."""
    facts = error.facts
    file = facts["file"]
    return SourceError(
        file=file if isinstance(file, Message) else file.replace(f"{folder}/", ""),
        where=facts["where"],
        expected=facts["expected"],
        found=facts["found"],
    )
