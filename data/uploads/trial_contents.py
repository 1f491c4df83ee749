"""What a trial would bring: its rows, the files that were not read, and what would change."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from data.build.explain_unrecognised import why_unrecognised
from data.build.recognise import recognise
from data.file_kinds import ABOUT, OTHER
from data.files.archive import Member, members_of
from data.load_report.report import FileReport, name_of
from data.messages import Message
from data.provenance.unmatched_wards import unmatched_names
from data.release.manifest import Manifest, read_manifest
from data.release.pending_trials import (
    PendingTrial,
    folder_of,
)
from data.release.store import Store
from data.settings import Settings
from data.sources.registry import source_of


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
    return read_manifest(folder_of(trial, settings))


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
    accounts = manifest_of(trial, settings).files
    names = {account.file for account in accounts}
    # By their content too: a file of an earlier upload may have the same name.
    brought = {
        (name_of(member), member.sha256())
        for member in members_of([settings.uploads / trial.upload])
        if name_of(member) in names
    }
    return [a for a in accounts if (a.file, a.sha256) in brought]


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


def changed_sources(
    shown: Manifest, trial: PendingTrial, settings: Settings
) -> dict[str, tuple[int, int]]:
    """Return the sources whose number of used rows would change.

    Parameters
    ----------
    shown
        The manifest of the release that is shown: an older one than the current if that is damaged.
    trial
        The trial.
    settings
        The installation's paths.

    Returns
    -------
    dict[str, tuple[int, int]]
        Rows used in the release that is shown and in the trial.

    Examples
    --------
    >>> changed_sources(shown, trial, settings)  # doctest: +SKIP
    """
    now, then = map(_used_by_source, (shown, manifest_of(trial, settings)))
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
    return Store(folder_of(trial, settings)).left_out_parts(files=files)


def _used_by_source(manifest: Manifest) -> Counter[str]:
    used = Counter[str]()
    for account in manifest.files:
        used[source_of(account.kind)] += account.used
    return used
