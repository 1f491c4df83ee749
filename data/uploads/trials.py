"""Trial releases of uploaded files: build, describe, accept or discard.

A trial is a whole release, built from the sources of the current one and the new files. Therefore
it shows exactly what would be served.
"""

import shutil
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import pandas as pd

from data.build.explain_unrecognised import why_unrecognised
from data.build.load import Progress
from data.build.pipeline import build_release, plan_of
from data.build.recognise import recognise
from data.errors import SourceError
from data.file_kinds import ABOUT, OTHER
from data.files.archive import Member
from data.load_report.report import FileReport, name_of
from data.messages import Message
from data.provenance.unmatched_wards import unmatched_names
from data.release.checksum import verify
from data.release.current import current_release
from data.release.manifest import Manifest, read_manifest
from data.release.pending_trials import (
    PendingTrial,
    pending_trials,
    record_trial,
    remove_record,
    sweep_uploads,
)
from data.release.store import Store
from data.release.switch import ON_TRIAL, build_lock, make_current, prune, storage_errors
from data.settings import Settings
from data.sources.registry import source_of


def build_trial(
    files: Mapping[str, bytes], settings: Settings, *, progress: Progress
) -> PendingTrial:
    """Build a trial release with the files; if it fails, the files are deleted.

    Parameters
    ----------
    files
        Content by name.
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
        If a file can't be used.

    Examples
    --------
    >>> build_trial({"a.csv": b"..."}, settings, progress=ProgressBar())  # doctest: +SKIP
    """
    if not files:
        raise _no_upload(Message("file_expected.one"), Message("found.none"))
    plan = plan_of(current_release(settings), settings)
    upload = uuid.uuid4().hex[:12]
    folder = settings.uploads / upload

    def write() -> None:
        record_trial(PendingTrial(upload=upload, release=""), settings)
        folder.mkdir()
        for name, content in files.items():
            (folder / _plain_name(name)).write_bytes(content)

    try:
        manifest = build_release(
            [*plan.sources, folder],
            settings,
            area=plan.area,
            groups=plan.groups,
            progress=progress,
            prepare=write,
            serve=False,
        )
    except SourceError as error:
        _delete_upload(upload, settings)
        raise _without_folder(error, folder) from error
    except BaseException:
        _delete_upload(upload, settings)
        raise
    return _record_unless_pending(PendingTrial(upload=upload, release=manifest.release), settings)


def manifest_of(trial: PendingTrial, settings: Settings) -> Manifest:
    """Return the manifest of a trial release.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    Manifest
        Its manifest.

    Examples
    --------
    >>> manifest_of(trial, settings).last_month  # doctest: +SKIP
    """
    return read_manifest(settings.releases / trial.release)


def accounts_of(trial: PendingTrial, settings: Settings) -> list[FileReport]:
    """Return the reports of the uploaded files.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    list[FileReport]
        Rows used and left out of each.

    Examples
    --------
    >>> accounts_of(trial, settings)  # doctest: +SKIP
    """
    folder = settings.uploads / trial.upload
    names = {path.name for path in folder.iterdir()}
    accounts = manifest_of(trial, settings).files
    return [a for a in accounts if a.file in names or a.file.split(": ")[0] in names]


def unmatched_of(trial: PendingTrial, settings: Settings) -> pd.DataFrame:
    """Return the ward names in the uploaded files that match no ward.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    pandas.DataFrame
        As from `unmatched_names`.

    Examples
    --------
    >>> unmatched_of(trial, settings)  # doctest: +SKIP
    """
    return unmatched_names(pd.concat(rows_left_out_of(trial, settings)))


def files_not_read(trial: PendingTrial, settings: Settings) -> dict[str, Message]:
    """Return the uploaded files of which no row was read, and why.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    dict[str, Message]
        Reason by file name.

    Examples
    --------
    >>> files_not_read(trial, settings)  # doctest: +SKIP
    """
    read = {account.file for account in accounts_of(trial, settings)}
    found = recognise([settings.uploads / trial.upload]).found
    return {
        name_of(member): _why_unread(kind, member)
        for kind, members in found.items()
        for member in members
        if name_of(member) not in read
    }


def _why_unread(kind: str, member: Member) -> Message:
    if kind == OTHER:
        return Message("unread.strange", why=why_unrecognised(member))
    return Message("unread.about" if kind == ABOUT else "unread.replaced")


def changed_sources(trial: PendingTrial, settings: Settings) -> dict[str, tuple[int, int]]:
    """Return the sources whose number of used rows would change.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    dict[str, tuple[int, int]]
        Rows used in the current release and in the trial.

    Examples
    --------
    >>> changed_sources(trial, settings)  # doctest: +SKIP
    """
    now, then = (
        _used_by_source(manifest)
        for manifest in (
            read_manifest(settings.releases / current_release(settings)),
            manifest_of(trial, settings),
        )
    )
    both = {source: (now[source], then[source]) for source in {**now, **then}}
    return {source: rows for source, rows in both.items() if rows[0] != rows[1]}


def rows_left_out_of(trial: PendingTrial, settings: Settings) -> Iterator[pd.DataFrame]:
    """Yield the stored rows of the uploaded files that would be left out.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Yields
    ------
    pandas.DataFrame
        A part of the table `left_out` of these files.

    Examples
    --------
    >>> rows_left_out_of(trial, settings)  # doctest: +SKIP
    """
    files = {account.file for account in accounts_of(trial, settings)}
    return Store(settings.releases / trial.release).left_out_parts(files=files)


def changes_nothing(trial: PendingTrial, settings: Settings) -> bool:
    """Return whether the trial equals the current release.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    bool
        True if both have the same content.

    Examples
    --------
    >>> changes_nothing(trial, settings)  # doctest: +SKIP
    """
    return trial.release == current_release(settings)


def accept(trial: PendingTrial, settings: Settings) -> None:
    """Make the trial release current; `restore_previous` reverses it.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Raises
    ------
    BrokenRelease
        If the trial release is damaged.

    Examples
    --------
    >>> accept(trial, settings)  # doctest: +SKIP
    """
    with storage_errors(settings.home), build_lock(settings):
        verify(settings.releases / trial.release)
        # Before it becomes current: with a marker left over, files in use would be swept.
        if (settings.releases / trial.release / ON_TRIAL).exists():
            remove_record(trial, settings)
        else:  # It was served before and uses the files that were uploaded then.
            _delete_upload(trial.upload, settings)
        make_current(trial.release, settings)
        prune(trial.release, settings)
        sweep_uploads(settings)


def discard(trial: PendingTrial, settings: Settings) -> None:
    """Delete the uploaded files, and the trial release unless it was served before.

    Parameters
    ----------
    trial
        The trial.
    settings
        The installation's paths.

    Examples
    --------
    >>> discard(trial, settings)  # doctest: +SKIP
    """
    _delete_upload(trial.upload, settings)
    if (settings.releases / trial.release / ON_TRIAL).exists():
        shutil.rmtree(settings.releases / trial.release, ignore_errors=True)


def _record_unless_pending(trial: PendingTrial, settings: Settings) -> PendingTrial:
    """Record the trial, or return the pending one with the same result."""
    earlier = [other for other in pending_trials(settings) if other.release == trial.release]
    if earlier:
        _delete_upload(trial.upload, settings)
        return earlier[-1]
    record_trial(trial, settings)
    return trial


def _delete_upload(upload: str, settings: Settings) -> None:
    shutil.rmtree(settings.uploads / upload, ignore_errors=True)
    remove_record(PendingTrial(upload=upload, release=""), settings)


def _used_by_source(manifest: Manifest) -> Counter[str]:
    used = Counter[str]()
    for account in manifest.files:
        used[source_of(account.kind)] += account.used
    return used


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


def _no_upload(expected: Message, found: str) -> SourceError:
    return SourceError(file=Message("file.upload"), expected=expected, found=found)


def _plain_name(name: str) -> Path:
    """Return the last part of a name, because a browser may send a path; never a hidden file."""
    last = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
    if not last:
        raise _no_upload(Message("file_expected.named"), name)
    return Path(last)
