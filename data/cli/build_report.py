"""What a build prints of the release that it made: what was left out, passed over and hidden."""

import json
import sys
from collections.abc import Sequence

import pandas as pd

from data.cli.coverage_report import describe_breaks, describe_gaps
from data.cli.precheck import WITHOUT_RESIDENTS, counted
from data.cli.survey_lines import survey_lines
from data.disclosure.survey import hidden_figures
from data.load_report.reasons import PASSED_OVER, Reason
from data.load_report.report import FileReport
from data.release.manifest import Manifest
from data.settings import COMMAND, Settings
from data.sources.registry import source_of

# How many files that were passed over are named.
MOST_NAMED = 20


def print_build(manifest: Manifest, settings: Settings) -> None:
    """Print what a new release has, and what of its files isn't in it.

    Parameters
    ----------
    manifest
        The new release's.
    settings
        The installation's paths.

    Examples
    --------
    >>> print_build(manifest, load_settings())  # doctest: +SKIP
    release 2026-09-3599745a4d: Gwent, 2022-07 to 2025-06
    """
    print(f"release {manifest.release}: {manifest.title_en}", end="")
    print(f", {manifest.first_month} to {manifest.last_month}")
    for line in (*describe_gaps(manifest), *describe_breaks(manifest)):
        print(line)
    _warn_of_absent_authorities(manifest)
    if not manifest.has_residents:
        print(WITHOUT_RESIDENTS)
    _print_left_out(manifest)
    _print_passed_over(manifest)
    _print_unknown_postcodes(manifest, settings)
    _print_surveys(manifest)
    _print_hidden(manifest, settings)
    _print_unrecognised(manifest)


def warn_of_uploads_not_in_release(accounts: Sequence[FileReport]) -> None:
    """Warn about uploaded files that the new release doesn't contain.

    Parameters
    ----------
    accounts
        The reports of these files in the release before.

    Examples
    --------
    >>> warn_of_uploads_not_in_release([])
    """
    if not accounts:
        return
    named = ", ".join(f"{source_of(account.kind)} ({account.file})" for account in accounts)
    print(f"warning: not in this release, though brought in on the page: {named}", file=sys.stderr)
    print(f"         {COMMAND} undo serves them again", file=sys.stderr)


def _warn_of_absent_authorities(manifest: Manifest) -> None:
    """Warn that the boundaries lack authorities that belong to the area."""
    if absent := [authority["name_en"] for authority in manifest.absent_authorities]:
        named = ", ".join(absent)
        print(
            f"warning: belongs to the area, but the boundaries have no ward of it: {named}",
            file=sys.stderr,
        )


def _print_left_out(manifest: Manifest) -> None:
    """Print rows left out by kind and reason; the page of the sources lists them by file."""
    totals: dict[tuple[str, str], int] = {}
    for account in manifest.files:
        for why, rows in account.left_out.items():
            totals[account.kind, why] = totals.get((account.kind, why), 0) + rows
    for (kind, why), rows in sorted(totals.items(), key=lambda item: -item[1]):
        print(f"left out {rows:>9,} row{' ' if rows == 1 else 's'} of {kind}: {why}")


def _print_passed_over(manifest: Manifest) -> None:
    """Print the police files that are not used, because their month is used from another file."""
    lines = [
        f"  {account.file} ({account.force} {account.month}): {why}"
        for account in manifest.files
        for why in PASSED_OVER
        if why in account.left_out
    ]
    if lines:
        print(f"passed over {counted(len(lines), 'month')} that other files hold:")
        print("\n".join(lines[:MOST_NAMED]))
    if len(lines) > MOST_NAMED:
        print(f"  and {counted(len(lines) - MOST_NAMED, 'other')}")


def _print_unknown_postcodes(manifest: Manifest, settings: Settings) -> None:
    """Print the postcodes of groups that the postcode file doesn't have."""
    if not any(Reason.UNKNOWN_POSTCODE in account.notes for account in manifest.files):
        return
    table = settings.releases / manifest.release / "left_out.parquet"
    rows = pd.read_parquet(table, filters=[("reason", "==", str(Reason.UNKNOWN_POSTCODE))])
    for file, row, record in zip(rows["file"], rows["row"], rows["record"], strict=True):
        postcode = json.loads(record).get("postcode", "")
        print(f"{file}, row {row}: no such postcode in this area: {postcode}; listed without point")


def _print_surveys(manifest: Manifest) -> None:
    """Print the unknown topics of each survey, and its answers that aren't on their scale."""
    for account in manifest.files:
        if lines := survey_lines(account):
            print(f"survey {account.file}:")
            print("\n".join(lines))


def _print_hidden(manifest: Manifest, settings: Settings) -> None:
    """Print how many figures of surveys are hidden, and how many of them for others' sake."""
    found = hidden_figures(settings.releases / manifest.release)
    if found.number:
        print(
            f"hidden {counted(found.number, 'figure')} of surveys: "
            f"{found.number - found.more:,} of few answers, "
            f"{found.more:,} so that these can't be worked out, "
            f"{found.by_solver:,} of which only the solver found to be needed"
        )


def _print_unrecognised(manifest: Manifest) -> None:
    """Print the files that weren't recognised, with the reason."""
    files = manifest.unrecognised
    if files:
        print(f"left alone {counted(len(files), 'file')}:")
    for one in files:
        print(f"  {one.file}: {one.reason}")
