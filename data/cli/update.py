"""The monthly update on the command line."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from data.build.config import FILE_NAME, BuildPlan
from data.build.pipeline import plan_of
from data.cli.building import build_plan, plan_from
from data.cli.dry_run import check_files
from data.cli.national import require_national
from data.cli.progress import ProgressBar
from data.errors import MilltirError, SourceError
from data.executor.options import executor_of
from data.fetch import Download, bases_from, downloads_for
from data.fetch import fetch as download
from data.fetch.record import record_beside
from data.files.digested_json import read_json
from data.limits import FEWEST_RELEASES
from data.messages import Message
from data.release.current import current_or_none
from data.settings import Settings
from data.update import report as told
from data.update.programs import run_program
from data.update.report import UpdateReport
from data.update.run import Made, Steps, run_update

EXIT_CODES = {told.STOPPED: 1, told.HELD: 3, told.PARTLY: 4}


def update(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch what is new, build it, serve it if nothing is lost, make what is due, and report.

    Parameters
    ----------
    options
        `sources` or `config`, `area`, `into`, `no_fetch`, `dry_run`, `yes`, `keep`, `language`,
        `executor`, `cluster`.
    settings
        The installation's paths.

    Returns
    -------
    int
        Exit code: 0 if all is done, 1 if a step failed and nothing new is served, 3 if somebody has
        to confirm the new release, 4 if it is served but not everything could be made.

    Raises
    ------
    SourceError
        If nothing says which area or which files.

    Examples
    --------
    >>> update(options, load_settings())  # doctest: +SKIP
    0
    """
    if options.keep is not None:
        kept = replace(settings.retention, releases=max(options.keep, FEWEST_RELEASES))
        settings = replace(settings, retention=kept)
    folder = options.into or settings.fetched
    plan = _with_folder(_plan(options, settings), folder, wanted=not options.no_fetch)
    wanted = [] if options.no_fetch else downloads_for(_area(plan), months=[], bases=bases_from())
    if options.dry_run:
        return _dry_run(plan, wanted, folder, settings)
    with executor_of(options) as executor:
        steps = Steps(
            fetch=lambda: download(wanted, folder, progress=ProgressBar()) if wanted else (),
            check=lambda: _check(plan, settings),
            build=lambda confirm: build_plan(plan, settings, confirm=confirm, executor=executor),
            make=lambda report: _make(report, plan, settings),
        )
        report = run_update(steps, settings, yes=options.yes)
    _print(report, options.language, settings)
    return EXIT_CODES.get(report.outcome, 0)


def _plan(options: argparse.Namespace, settings: Settings) -> BuildPlan:
    """Return the plan of the command line or of milltir.toml, else that of the current release."""
    require_national(options.compare)
    try:
        return plan_from(options)
    except SourceError:
        current = current_or_none(settings)
        if current is None or options.config or Path(FILE_NAME).exists():
            raise
    plan = plan_of(current, settings)
    sources = (*plan.sources, *options.compare)
    return replace(plan, area=options.area or plan.area, sources=sources)


def _with_folder(plan: BuildPlan, folder: Path, *, wanted: bool) -> BuildPlan:
    """Return the plan with the folder of downloads among its sources."""
    known = {source.resolve() for source in plan.sources}
    if not wanted or folder.resolve() in known:
        return plan
    return replace(plan, sources=(folder, *plan.sources))


def _area(plan: BuildPlan) -> str:
    if not plan.area:
        expected, found = Message("update.area"), Message("found.none")
        raise SourceError(file="--area", expected=expected, found=found)
    return plan.area


def _check(plan: BuildPlan, settings: Settings) -> None:
    """Raise the first fault for which a build would stop."""
    faults = check_files(plan.sources, settings.today, area=plan.area).faults
    if faults:
        raise faults[0]


def _make(report: UpdateReport, plan: BuildPlan, settings: Settings) -> Made:
    """Find what has clearly changed since the release before, and make the stated packs."""
    changes = []
    before = report.before
    if before and report.months_added:
        asked = ["--release", before.release, "--month", before.last_month]
        changes = json.loads(run_program("components.packs.changes", asked, settings))
    packs: list[str] = []
    for order in plan.packs:
        printed = run_program("components.packs", order.arguments, settings, folder=Path.cwd())
        packs.append(printed.strip())
    return Made(changes=changes, packs=packs)


def _dry_run(plan: BuildPlan, wanted: list[Download], folder: Path, settings: Settings) -> int:
    """Print what would be asked for and what a build of the files that are there would do."""
    for one in wanted:
        print(f"{_stored(folder / one.name):>28}  {one.name}  {one.what}")
    there = [source for source in plan.sources if source.exists()]
    result = check_files(there, settings.today, area=plan.area)
    print("\n".join(result.lines))
    for order in plan.packs:
        print(f"{'would be made':>28}  {' '.join(order.arguments)}")
    return 1 if result.faults else 0


def _stored(file: Path) -> str:
    """Return since when a file is stored."""
    try:
        return f"asked again, from {read_json(record_beside(file))['retrieved'][:10]}"
    except (OSError, ValueError, KeyError):
        return "would be downloaded"


def _print(report: UpdateReport, language: str, settings: Settings) -> None:
    """Print the report in words, and write it beside its JSON."""
    try:
        print(run_program("components.news", ["write", "--language", language], settings), end="")
    except MilltirError as error:
        print(f"update: {report.outcome}; the report can't be worded: {error}", file=sys.stderr)
