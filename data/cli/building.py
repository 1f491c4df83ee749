"""Build a release on the command line: from its files, or from milltir.toml."""

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from data.audit.entry import BUILT
from data.audit.storage import record_of_command
from data.build.config import FILE_NAME, BuildPlan, read_config
from data.build.pipeline import build_release
from data.cli.build_report import print_build, warn_of_uploads_not_in_release
from data.cli.confirmation import confirm_losses
from data.cli.derived import store_derived
from data.cli.erasure import print_deleted
from data.cli.national import require_national
from data.cli.progress import ProgressBar
from data.erasure.retention import apply_retention
from data.errors import NothingChanged, ReleaseError
from data.executor import Executor
from data.executor.options import executor_of
from data.load_report.report import FileReport
from data.messages import Message
from data.police.ingest import LOCATED_AGAIN, READ_AGAIN
from data.provenance.release_losses import release_losses
from data.register.migration import exists, open_register
from data.register.seed import remove_seeds
from data.release.current import current_manifest
from data.release.manifest import Manifest
from data.settings import COMMAND, Settings
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


def build(options: argparse.Namespace, settings: Settings) -> None:
    """Build a release from the files of the command line, or from milltir.toml.

    Parameters
    ----------
    options
        `sources` or `config`, `area`, `again`. `yes`: don't ask before a release with less than the
        current one becomes current. `executor`, `cluster`: where the files are parsed.
    settings
        The installation's paths.

    Examples
    --------
    >>> build(options, load_settings())  # doctest: +SKIP
    """
    before = current_manifest(settings)
    confirm = confirm_losses(settings, yes=options.yes)
    try:
        with executor_of(options) as executor:
            manifest = build_plan(
                plan_from(options),
                settings,
                confirm=confirm,
                again=options.again,
                executor=executor,
            )
    except NothingChanged as same:
        print(same)
        return
    if before and release_losses(before, manifest):
        print(f"{COMMAND} undo serves the release before again", file=sys.stderr)


def build_plan(
    plan: BuildPlan,
    settings: Settings,
    *,
    confirm: Callable[[Manifest], bool],
    again: bool = False,
    executor: Executor | None = None,
) -> Manifest:
    """Build a release and serve it, and print what it has and what was left out.

    What has been stored long enough is deleted before. The sample county's entries in the register
    are deleted once a release of real files is served. What is costly of the release is stored.

    Parameters
    ----------
    plan
        What to build, from which files.
    settings
        The installation's paths.
    confirm
        Called with the manifest before the release becomes current; see `build_release`.
    again
        Build even if the result would equal the current release.
    executor
        Runs the tasks of single files; by default one after another.

    Returns
    -------
    Manifest
        The manifest of the release.

    Raises
    ------
    NothingChanged, LessThanBefore, SourceError, BuildError
        As `build_release` does.

    Examples
    --------
    >>> build_plan(plan, load_settings(), confirm=lambda manifest: True)  # doctest: +SKIP
    """
    with suppress(ReleaseError):  # Nothing has been built yet, or what was can't be read.
        if deleted := apply_retention(settings):
            print_deleted(deleted, settings)
    brought: list[FileReport] = []

    def confirmed(manifest: Manifest) -> bool:
        # Asked at the end: meanwhile somebody may have brought in files on the page.
        brought[:] = uploads_in_release(settings)
        return confirm(manifest)

    manifest = build_release(
        plan.sources,
        settings,
        area=plan.area,
        groups=plan.groups,
        similar=plan.similar,
        addresses=plan.addresses,
        breaks=plan.breaks,
        progress=ProgressBar(),
        notice=_print_notice,
        confirm=confirmed,
        again=again,
        executor=executor,
    )
    if not manifest.fictional and exists(settings.register_address):
        remove_seeds(open_register(settings.register_address))
    record_of_command(BUILT, manifest.release, settings)
    store_derived(settings)
    print_build(manifest, settings)
    warn_of_uploads_not_in_release(uploads_not_in_release(brought, manifest))
    return manifest


def plan_from(options: argparse.Namespace) -> BuildPlan:
    """Return the plan from the command line's files, or else from milltir.toml.

    Files beside `--config` take the place of its sources; its packs, groups and breaks stay. The
    national counts of `--compare` are added to either.

    Parameters
    ----------
    options
        `sources`, the options of `GIVEN`, `compare`, `config` and `area`.

    Returns
    -------
    BuildPlan
        The plan.

    Raises
    ------
    SourceError
        If neither files nor a milltir.toml that can be read are there, or if a file to compare with
        has no national counts.

    Examples
    --------
    >>> plan_from(options).area  # doctest: +SKIP
    'Newport'
    """
    named = [*options.sources, *(path for kind in GIVEN for path in getattr(options, kind))]
    compared: list[Path] = options.compare
    require_national(compared)
    if named and not options.config:
        return BuildPlan(area=options.area, sources=(*named, *compared))
    plan = read_config(options.config or Path(FILE_NAME), files=named)
    area = options.area or plan.area
    return replace(plan, area=area, sources=(*plan.sources, *compared))


def _print_notice(words: Message) -> None:
    kind = "note" if words.key in (READ_AGAIN, LOCATED_AGAIN) else "warning"
    print(f"{kind}: {words}", file=sys.stderr)
