"""What the commands of the command line do."""

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
from data.cli.progress import ProgressBar
from data.cli.wording import counted
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
"""Names for the same heap: what a file is, is seen from what is in it."""


def sample(asked: argparse.Namespace, settings: Settings) -> None:
    """Write the fictional county's files and build them."""
    if asked.if_none and _has_release(settings):
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


def build(asked: argparse.Namespace, settings: Settings) -> None:
    """Build from what was named, or from milltir.toml."""
    plan, brought, before = _plan(asked), uploads_in_release(settings), _served_now(settings)
    try:
        manifest = build_release(
            plan.sources,
            settings,
            area=plan.area,
            groups=plan.groups,
            progress=ProgressBar(),
            again=asked.again,
        )
    except NothingChanged as same:
        print(same)
        return
    print(f"release {manifest.release}: {manifest.title_en}", end="")
    print(f", {manifest.first_month} to {manifest.last_month}")
    _say_left_out(manifest)
    _say_left_alone(manifest)
    _say_left_behind(uploads_not_in_release(brought, manifest))
    _say_gone(before, manifest)


def check(asked: argparse.Namespace, settings: Settings) -> int:
    """Say what a build would do with the files; 1 where it would refuse one of them."""
    found = check_files(_plan(asked).sources, settings.today)
    print("\n".join(found.lines))
    if found.faults:
        print(f"a build would stop at {counted(len(found.faults), 'file')}", file=sys.stderr)
    return 1 if found.faults else 0


def print_release(asked: argparse.Namespace, settings: Settings) -> None:
    """Say what the current release holds."""
    store, broken = open_store(settings)
    manifest = store.manifest
    if asked.json:
        print(json.dumps(manifest.as_dict(), ensure_ascii=False, indent=1))
        return
    if broken:
        print(broken)
    print(f"release  {manifest.release} ({manifest.title_en}), built {manifest.built_at}")
    print(f"months   {manifest.first_month} to {manifest.last_month}", end="")
    print(f", missing {', '.join(manifest.missing_months) or 'none'}")
    for name, table in manifest.tables.items():
        print(f"{name:16} {table['rows']:>9,} rows")


def fetch(asked: argparse.Namespace, settings: Settings) -> None:
    """Download what is public; what is there already, and unchanged, is left alone."""
    folder = asked.into or settings.fetched
    wanted = downloads_for(asked.area, months=_months(asked.months), bases=bases_from())
    for fetched in download(wanted, folder, progress=ProgressBar()):
        print(f"{fetched.outcome.value:>12}  {fetched.path.name}  {fetched.download.what}")
    print(f"Build with: python -m data build --area {asked.area!r} {folder}")


def template(asked: argparse.Namespace, settings: Settings) -> None:
    """Write a table's template, an example and its contract."""
    del settings
    for path in write_template(asked.kind, asked.folder):
        print(path)


def _months(asked: str) -> list[str]:
    """ "2024-01..2025-06" as its months; nothing for whatever is the latest."""
    if not asked:
        return []
    first, _, last = asked.partition("..")
    for month in (first, last or first):
        if not re.match(MONTH, month):
            raise SourceError(
                file="--months", expected="months such as 2024-01..2025-06", found=asked
            )
    return list(months_between(first, last or first))


def undo(asked: argparse.Namespace, settings: Settings) -> None:
    """Serve the release that was current before."""
    del asked
    left = _served_now(settings)
    then = read_manifest(settings.releases / restore_previous(settings))
    print(f"release {then.release} is current again: {then.title_en}", end="")
    print(f", {then.first_month} to {then.last_month}")
    if left is None:
        return
    found = source_difference(left, then)
    for word, sources in (("lost", found.lost), ("gained", found.gained)):
        if sources:
            print(f"sources {word}: {', '.join(sources)}")


def _plan(asked: argparse.Namespace) -> BuildPlan:
    """Files named on the command line, or else the partnership's milltir.toml."""
    named = [*asked.sources, *(path for kind in GIVEN for path in getattr(asked, kind))]
    if named:
        return BuildPlan(area=asked.area, sources=tuple(named))
    plan = read_config(asked.config or Path(FILE_NAME))
    return replace(plan, area=asked.area or plan.area)


def _say_left_out(manifest: Manifest) -> None:
    """By kind and reason; the page on data and sources has it file by file."""
    totals: dict[tuple[str, str], int] = {}
    for account in manifest.files:
        for why, rows in account.left_out.items():
            totals[account.kind, why] = totals.get((account.kind, why), 0) + rows
    for (kind, why), rows in sorted(totals.items(), key=lambda item: -item[1]):
        print(f"left out {rows:>9,} row{' ' if rows == 1 else 's'} of {kind}: {why}")


def _say_left_alone(manifest: Manifest) -> None:
    """Files that nothing recognised, each with what it lacks."""
    files = manifest.left_alone
    if files:
        print(f"left alone {counted(len(files), 'file')}:")
    for one in files:
        print(f"  {one.file}: {one.reason}")


def _say_left_behind(accounts: Sequence[FileReport]) -> None:
    """A build stands on what it is given alone, and not on what came in through the page."""
    if not accounts:
        return
    named = ", ".join(f"{source_of(account.kind)} ({account.file})" for account in accounts)
    print(f"warning: not in this release, though brought in on the page: {named}", file=sys.stderr)
    print("         python -m data undo serves them again", file=sys.stderr)


def _say_gone(before: Manifest | None, manifest: Manifest) -> None:
    """A file that came empty, or not at all, takes away what the release before could show."""
    if before is None or before.area_code != manifest.area_code:
        return
    if lost := source_difference(before, manifest).lost:
        print(
            f"warning: the release before had, and this one hasn't: {', '.join(lost)}",
            file=sys.stderr,
        )
        print("         python -m data undo serves it again", file=sys.stderr)


def _served_now(settings: Settings) -> Manifest | None:
    """None where there is no release that can be read: that is no reason not to go on."""
    try:
        return read_manifest(settings.releases / current_release(settings))
    except ReleaseError:
        return None


def _has_release(settings: Settings) -> bool:
    """Even a broken one: the sample county must never take the place of someone's own data."""
    try:
        current_release(settings)
    except NoRelease:
        return False
    return True
