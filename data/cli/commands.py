"""The commands of the command line."""

import argparse
import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.build.config import FILE_NAME, BuildPlan, read_config
from data.build.pipeline import build_release
from data.cli.dry_run import check_files
from data.cli.precheck import WITHOUT_RESIDENTS, counted
from data.cli.progress import ProgressBar
from data.contracts.templates import write_template
from data.errors import NoRelease, NothingChanged, ReleaseError, SourceError
from data.fetch import bases_from, downloads_for
from data.fetch import fetch as download
from data.load_report.report import FileReport
from data.months import months_between
from data.provenance.compare_releases import source_difference
from data.release.current import current_release, open_store
from data.release.manifest import Manifest, read_manifest
from data.release.switch import restore_previous
from data.sample import write_sources
from data.schema import MONTH
from data.settings import Settings
from data.sources.registry import source_of
from data.uploads.not_carried_over import uploads_in_release, uploads_not_in_release

# Options for source files, all treated alike: a file's kind is recognised from its content.
GIVEN = (
    "police",
    "boundaries",
    "lookups",
    "population",
    "deprivation",
    "perceptions",
    "groups",
    "orders",
)


def sample(options: argparse.Namespace, settings: Settings) -> None:
    """Write the fictional county's files and build a release from them.

    Parameters
    ----------
    options
        `if_none`: do nothing if there is a release.
    settings
        The installation's paths.

    Examples
    --------
    >>> sample(argparse.Namespace(if_none=True), load_settings())  # doctest: +SKIP
    """
    if options.if_none and _has_release(settings):
        return
    bar, sources = ProgressBar(), settings.sample_sources

    def write() -> None:
        shutil.rmtree(sources, ignore_errors=True)
        sources.mkdir(parents=True)
        write_sources(sources, lambda share, what: bar(share * 0.5, what))

    build_release(
        [sources],
        settings,
        prepare=write,
        progress=lambda share, what: bar(0.5 + share * 0.5, what),
    )


def build(options: argparse.Namespace, settings: Settings) -> None:
    """Build a release from the files of the command line, or from milltir.toml.

    Parameters
    ----------
    options
        `sources` or `config`, `area`, `again`.
    settings
        The installation's paths.

    Examples
    --------
    >>> build(options, load_settings())  # doctest: +SKIP
    """
    plan, before = _plan(options), _current_manifest(settings)
    brought = uploads_in_release(settings)
    try:
        manifest = build_release(
            plan.sources,
            settings,
            area=plan.area,
            groups=plan.groups,
            progress=ProgressBar(),
            again=options.again,
        )
    except NothingChanged as same:
        print(same)
        return
    print(f"release {manifest.release}: {manifest.title_en}", end="")
    print(f", {manifest.first_month} to {manifest.last_month}")
    if not manifest.has_residents:
        print(WITHOUT_RESIDENTS)
    _print_left_out(manifest)
    _print_unrecognised(manifest)
    _warn_of_uploads_not_in_release(uploads_not_in_release(brought, manifest))
    _warn_of_lost_sources(before, manifest)


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Print what a build would do with the files.

    Parameters
    ----------
    options
        `sources` or `config`.
    settings
        The installation's paths.

    Returns
    -------
    int
        Exit code 1 if a build would refuse a file, else 0.

    Examples
    --------
    >>> check(options, load_settings())  # doctest: +SKIP
    """
    result = check_files(_plan(options).sources, settings.today)
    print("\n".join(result.lines))
    if result.faults:
        print(f"a build would stop at {counted(len(result.faults), 'file')}", file=sys.stderr)
    return 1 if result.faults else 0


def print_release(options: argparse.Namespace, settings: Settings) -> None:
    """Print the contents of the current release.

    Parameters
    ----------
    options
        `json`: print the whole manifest.
    settings
        The installation's paths.

    Examples
    --------
    >>> print_release(argparse.Namespace(json=True), load_settings())  # doctest: +SKIP
    """
    store, broken = open_store(settings)
    manifest = store.manifest
    if options.json:
        print(json.dumps(manifest.as_dict(), ensure_ascii=False, indent=1))
        return
    if broken:
        print(broken)
    print(f"release  {manifest.release} ({manifest.title_en}), built {manifest.built_at}")
    print(f"months   {manifest.first_month} to {manifest.last_month}", end="")
    print(f", missing {', '.join(manifest.missing_months) or 'none'}")
    for name, table in manifest.tables.items():
        print(f"{name:16} {table['rows']:>9,} rows")


def fetch(options: argparse.Namespace, settings: Settings) -> None:
    """Download public files, except those that are unchanged.

    Parameters
    ----------
    options
        `area`, `months` and the folder `into`.
    settings
        The installation's paths.

    Examples
    --------
    >>> fetch(options, load_settings())  # doctest: +SKIP
    """
    folder = options.into or settings.fetched
    wanted = downloads_for(options.area, months=_months(options.months), bases=bases_from())
    for fetched in download(wanted, folder, progress=ProgressBar()):
        print(f"{fetched.outcome.value:>12}  {fetched.path.name}  {fetched.download.what}")
    print(f"Build with: python -m data build --area {options.area!r} {folder}")


def template(options: argparse.Namespace, settings: Settings) -> None:
    """Write the template, an example and the contract of a table.

    Parameters
    ----------
    options
        `kind` of table and `folder`.
    settings
        Not used.

    Examples
    --------
    >>> template(argparse.Namespace(kind="groups", folder=Path()), settings)  # doctest: +SKIP
    """
    del settings
    for path in write_template(options.kind, options.folder):
        print(path)


def _months(text: str) -> list[str]:
    """Return the months of "2024-01..2025-06", or none for the latest archive."""
    if not text:
        return []
    first, _, last = text.partition("..")
    for month in (first, last or first):
        if not re.match(MONTH, month):
            raise SourceError(
                file="--months", expected="months such as 2024-01..2025-06", found=text
            )
    return list(months_between(first, last or first))


def undo(options: argparse.Namespace, settings: Settings) -> None:
    """Make the previous release current.

    Parameters
    ----------
    options
        Not used.
    settings
        The installation's paths.

    Examples
    --------
    >>> undo(argparse.Namespace(), load_settings())  # doctest: +SKIP
    """
    del options
    left = _current_manifest(settings)
    then = read_manifest(settings.releases / restore_previous(settings))
    print(f"release {then.release} is current again: {then.title_en}", end="")
    print(f", {then.first_month} to {then.last_month}")
    if left is None:
        return
    difference = source_difference(left, then)
    for word, sources in (("lost", difference.lost), ("gained", difference.gained)):
        if sources:
            print(f"sources {word}: {', '.join(sources)}")


def _plan(options: argparse.Namespace) -> BuildPlan:
    """Return the plan from the command line's files, or else from milltir.toml."""
    named = [*options.sources, *(path for kind in GIVEN for path in getattr(options, kind))]
    if named:
        return BuildPlan(area=options.area, sources=tuple(named))
    plan = read_config(options.config or Path(FILE_NAME))
    return replace(plan, area=options.area or plan.area)


def _print_left_out(manifest: Manifest) -> None:
    """Print rows left out by kind and reason; the page of the sources lists them by file."""
    totals: dict[tuple[str, str], int] = {}
    for account in manifest.files:
        for why, rows in account.left_out.items():
            totals[account.kind, why] = totals.get((account.kind, why), 0) + rows
    for (kind, why), rows in sorted(totals.items(), key=lambda item: -item[1]):
        print(f"left out {rows:>9,} row{' ' if rows == 1 else 's'} of {kind}: {why}")


def _print_unrecognised(manifest: Manifest) -> None:
    """Print the files that weren't recognised, with the reason."""
    files = manifest.unrecognised
    if files:
        print(f"left alone {counted(len(files), 'file')}:")
    for one in files:
        print(f"  {one.file}: {one.reason}")


def _warn_of_uploads_not_in_release(accounts: Sequence[FileReport]) -> None:
    """Warn about uploaded files that the new release doesn't contain."""
    if not accounts:
        return
    named = ", ".join(f"{source_of(account.kind)} ({account.file})" for account in accounts)
    print(f"warning: not in this release, though brought in on the page: {named}", file=sys.stderr)
    print("         python -m data undo serves them again", file=sys.stderr)


def _warn_of_lost_sources(before: Manifest | None, manifest: Manifest) -> None:
    """Warn about sources that the release before had rows of, and the new one hasn't."""
    if before is None or before.area_code != manifest.area_code:
        return
    if lost := source_difference(before, manifest).lost:
        print(
            f"warning: the release before had, and this one hasn't: {', '.join(lost)}",
            file=sys.stderr,
        )
        print("         python -m data undo serves it again", file=sys.stderr)


def _current_manifest(settings: Settings) -> Manifest | None:
    """Return the manifest of the current release, None if there is none that can be read."""
    try:
        return read_manifest(settings.releases / current_release(settings))
    except ReleaseError:
        return None


def _has_release(settings: Settings) -> bool:
    """Return whether there is a release, even broken: the sample must not replace own data."""
    try:
        current_release(settings)
    except NoRelease:
        return False
    return True
