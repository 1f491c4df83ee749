"""The commands of the command line."""

import argparse
import json
import re
import shutil
import sys

from data.audit.entry import SWITCHED
from data.audit.storage import record_of_command
from data.build.pipeline import build_release
from data.cli.building import plan_from
from data.cli.confirmation import (
    ask_folder,
    confirm_losses,
    describe_losses,
)
from data.cli.coverage_report import describe_breaks, describe_gaps
from data.cli.derived import store_derived
from data.cli.disclosure import check_release
from data.cli.dry_run import check_files
from data.cli.precheck import counted
from data.cli.progress import ProgressBar
from data.contracts import CONTRACTS
from data.contracts.model import WORDS
from data.contracts.templates import write_template
from data.errors import LostHistory, NoRelease, SourceError
from data.fetch import BY_HAND, bases_from, downloads_for
from data.fetch import fetch as download
from data.months import months_between
from data.provenance.compare_releases import source_difference
from data.provenance.release_losses import release_losses
from data.register.migration import open_register
from data.register.seed import seed
from data.release.current import current_manifest, current_release, open_store
from data.release.manifest import read_manifest
from data.release.switch import restore_previous
from data.sample import write_sources
from data.schema import MONTH
from data.settings import COMMAND, Settings


def sample(options: argparse.Namespace, settings: Settings) -> None:
    """Write the fictional county's files and build a release from them.

    Parameters
    ----------
    options
        `if_none`: do nothing if there is a release. `yes`: don't ask before the fictional county
        replaces a release that has more.
    settings
        The installation's paths.

    Examples
    --------
    >>> sample(argparse.Namespace(if_none=True, yes=False), load_settings())  # doctest: +SKIP
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
        confirm=confirm_losses(settings, yes=options.yes),
    )
    seed(open_register(settings.register_address))
    store_derived(settings)


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Print what a build would do with the files.

    Parameters
    ----------
    options
        `sources` or `config`, `area`; or `disclosure`, to check what can be worked out of the
        hidden figures of a release instead.
    settings
        The installation's paths.

    Returns
    -------
    int
        Exit code 1 if a build would refuse a file, or if a hidden figure can be worked out, else 0.

    Examples
    --------
    >>> check(options, load_settings())  # doctest: +SKIP
    """
    if options.disclosure is not None:
        return check_release(options, settings)
    plan = plan_from(options)
    result = check_files(plan.sources, settings.today, area=plan.area)
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
    for line in (*describe_gaps(manifest), *describe_breaks(manifest)):
        print(line)
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
    print("For roads, water and woods on the map, download these yourself and unzip them:")
    for what, address in BY_HAND:
        print(f"{'':>12}  {what}: {address}")
    print(f"Build with: {COMMAND} build --area {options.area!r} {folder}")


def template(options: argparse.Namespace, settings: Settings) -> None:
    """Write the template, an example and the contract of a table.

    Parameters
    ----------
    options
        `kind` of table, `folder` (asked for at a terminal if missing) and `overwrite`.
    settings
        Not used.

    Examples
    --------
    >>> options = argparse.Namespace(kind="groups", folder=None, overwrite=False)
    >>> template(options, settings)  # doctest: +SKIP
    """
    del settings
    folder = options.folder or ask_folder(options.kind)
    for path in write_template(options.kind, folder, overwrite=options.overwrite):
        print(f"wrote {path}")
    print("The rows of the example are fictional: a build of real files refuses them.")
    for rule in CONTRACTS[options.kind].guidance:
        print(WORDS[f"guidance.{rule}"]["en"])


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
    left = current_manifest(settings)
    then = read_manifest(settings.releases / restore_previous(settings))
    record_of_command(SWITCHED, then.release, settings, what="undone")
    print(f"release {then.release} is current again: {then.title_en}", end="")
    print(f", {then.first_month} to {then.last_month}")
    if left is None:
        return
    if losses := release_losses(left, then):
        print(f"it has less than release {left.release}, which was current:")
        print("\n".join(describe_losses(losses)))
    if gained := source_difference(left, then).gained:
        print(f"sources gained: {', '.join(gained)}")


def _has_release(settings: Settings) -> bool:
    """Return whether there is a release, even broken: the sample must not replace own data."""
    try:
        current_release(settings)
    except NoRelease:
        return False
    except LostHistory:  # There are releases, which may be of own data.
        return True
    return True
