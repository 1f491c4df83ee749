"""Builds a release from source files, beside the current one, and switches to it atomically."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from data.build.browser_files import write_browser_files
from data.build.category_groups import Groupings
from data.build.config import BuildPlan
from data.build.input_fingerprint import already_built, digest_of
from data.build.load import Progress, load_all
from data.build.prune_cache import POINTS, prune_parse_cache, remove_drafts
from data.build.published_survey import published_survey
from data.build.recognise import recognise
from data.build.stated_addresses import StatedAddresses
from data.build.stated_similar import StatedSimilar
from data.build.write_release import write_release
from data.errors import BrokenRelease, LessThanBefore, NothingChanged
from data.executor import Executor, Serial
from data.files.digested_json import read_json, write_json
from data.files.durable import storage_errors, sync_files, sync_names
from data.files.locks import build_lock, state_lock
from data.forces.stated_breaks import StatedBreak
from data.load_report.report import LoadReport
from data.messages import Message
from data.police.writing.workspace import Notice
from data.release.current import current_or_none
from data.release.manifest import MANIFEST, Manifest, read_manifest
from data.release.prune import PLAN, prune
from data.release.switch import is_same_release, make_current
from data.settings import Settings

BUILDING = ".building-"


def _quiet(share: float, what: str) -> None:
    """Default progress callback: do nothing."""


def build_release(
    sources: Sequence[Path],
    settings: Settings,
    *,
    area: str = "",
    groups: Groupings | None = None,
    similar: StatedSimilar | None = None,
    addresses: StatedAddresses | None = None,
    breaks: Sequence[StatedBreak] = (),
    progress: Progress = _quiet,
    notice: Notice = lambda words: None,
    executor: Executor | None = None,
    prepare: Callable[[], None] | None = None,
    confirm: Callable[[Manifest], bool] | None = None,
    trial: Path | None = None,
    finish: Callable[[Manifest], None] = lambda manifest: None,
    again: bool = True,
) -> Manifest:
    """Build a release from files, folders and zips, and make it current.

    If anything fails, the current release stays current.

    Parameters
    ----------
    sources
        Files, folders and zips.
    settings
        The installation's paths.
    area
        Name or code of the area; by default the area of the files.
    groups
        The partnership's own groups of types.
    similar
        The areas that the partnership states as most like an area.
    addresses
        The addresses of the own Milltir of authorities and partnerships.
    breaks
        Recording breaks that a person has confirmed or overruled.
    progress
        Called with the share done (0 to 1) and a text.
    notice
        Called with what the user should know before the police files are read.
    executor
        Runs the monthly tasks; by default one after another.
    prepare
        Writes the sources before they are read, under the same lock.
    confirm
        Called with the manifest of the new release before it becomes current, under the same lock;
        if it returns False, the release is deleted. It is called again if meanwhile another release
        has become current. None for no question.
    trial
        The folder that a trial release is put in, which doesn't become current. None to make the
        release current.
    finish
        Called with the manifest of a trial release when it is there, under the same lock.
    again
        Build even if the result would equal the current release.

    Returns
    -------
    Manifest
        The manifest of the release.

    Raises
    ------
    NothingChanged
        If the result would equal the current release, and `again` is False.
    LessThanBefore
        If `confirm` returned False.
    SourceError
        If a file can't be used.
    BuildError
        If another build is running or the disk can't be written to.

    Examples
    --------
    >>> build_release([Path("downloads")], load_settings(), area="Newport")  # doctest: +SKIP
    """
    with storage_errors(settings.home), build_lock(settings):
        remove_what_was_interrupted(settings)
        if prepare:
            prepare()
        plan = BuildPlan(
            area=area,
            sources=tuple(sources),
            groups=groups or {},
            similar=similar or {},
            addresses=addresses or {},
            breaks=tuple(breaks),
        )
        inputs_digest = digest_of(
            sources, area, plan.groups, breaks, similar, addresses, executor=executor
        )
        same = None if again else already_built(inputs_digest, PLAN, settings)
        if same:
            raise NothingChanged(release=same.release, day=same.built_at[:10])
        beside = (trial or settings.releases) / f"{BUILDING}{os.getpid()}"
        try:
            beside.mkdir()
            manifest = _written(
                beside, plan, settings, inputs_digest, executor or Serial(), progress, notice
            )
            if trial:
                beside.rename(trial / manifest.release)
                sync_names(trial)
                finish(manifest)
            else:
                _serve(beside, manifest, settings, confirm)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        if not trial:
            prune_parse_cache(settings)
        progress(1.0, f"release {manifest.release} is {'ready' if trial else 'current'}")
        return manifest


def _written(
    beside: Path,
    plan: BuildPlan,
    settings: Settings,
    inputs_digest: str,
    executor: Executor,
    progress: Progress,
    notice: Notice,
) -> Manifest:
    """Write a release into a folder, and return its manifest."""
    progress(0.0, "looking at the files")
    inputs, report = recognise(plan.sources), LoadReport(beside)
    loaded = load_all(
        inputs,
        plan.area,
        release=beside,
        parse_cache=settings.parse_cache,
        today=settings.today,
        answers_months=settings.retention.answers_months,
        incidents_months=settings.retention.incidents_months,
        report=report,
        breaks=plan.breaks,
        executor=executor,
        progress=lambda share, what: progress(share * 0.9, what),
        notice=notice,
    )
    progress(0.9, "drawing the shapes of maps")
    names = {
        one.authority: {"name_en": one.name_en, "name_cy": one.name_cy}
        for one in loaded.authorities
    }
    write_browser_files(loaded.tables, loaded.levels, beside, names)
    progress(0.93, "hiding small figures of surveys")
    tables = loaded.tables
    tables |= published_survey(beside, tables)
    progress(0.95, "writing the release")
    _write_plan(beside, plan, inputs=inputs_digest, points=loaded.boundaries_digest)
    return write_release(beside, inputs, loaded, report, plan)


def _serve(
    beside: Path,
    manifest: Manifest,
    settings: Settings,
    confirm: Callable[[Manifest], bool] | None,
) -> None:
    """Make a release current; ask again if the one that it was compared with no longer is."""
    while True:
        before = current_or_none(settings)
        if confirm and not confirm(manifest):
            raise LessThanBefore()
        with state_lock(settings):
            if confirm and current_or_none(settings) != before:
                continue
            target = settings.releases / manifest.release
            same = is_same_release(target)
            if same:
                _update(target, manifest, beside)
            make_current(manifest.release, settings, beside=None if same else beside)
            prune(settings)
            return


def remove_what_was_interrupted(settings: Settings) -> None:
    """Delete what interrupted builds and trials have left; the caller has the build lock.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> remove_what_was_interrupted(load_settings())  # doctest: +SKIP
    """
    for folder in settings.releases.glob(f"{BUILDING}*"):
        shutil.rmtree(folder, ignore_errors=True)
    remove_drafts(settings)
    with state_lock(settings):
        prune(settings, interrupted=True)


def _update(target: Path, manifest: Manifest, beside: Path) -> None:
    """Replace plan and manifest of a release with the same numbers; its date of building stays."""
    existing = read_manifest(target)
    replace(manifest, built_at=existing.built_at).write(beside)
    sync_files(beside)
    for name in (PLAN, MANIFEST):
        (beside / name).replace(target / name)
    sync_names(target)


def plan_of(release: str, settings: Settings) -> BuildPlan:
    """Return the plan of a release, so that it can be built again with more files.

    Parameters
    ----------
    release
        Name of the release.
    settings
        The installation's paths.

    Returns
    -------
    BuildPlan
        Area, sources, groups, similar areas, addresses and recording breaks.

    Raises
    ------
    BrokenRelease
        If its plan can't be read.

    Examples
    --------
    >>> plan_of("2025-06-1a2b3c4d5e", load_settings()).sources  # doctest: +SKIP
    """
    try:
        plan = read_json(settings.releases / release / PLAN)
        return BuildPlan(
            area=plan["area"],
            sources=tuple(map(Path, plan["sources"])),
            groups=plan.get("groups", {}),
            similar=plan.get("similar", {}),
            addresses=plan.get("addresses", {}),
            breaks=tuple(StatedBreak(**one) for one in plan.get("breaks", ())),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        problem = Message("release.no_plan")
        raise BrokenRelease(release=release, problem=problem) from fault


def _write_plan(beside: Path, plan: BuildPlan, *, inputs: str, points: str) -> None:
    """Write the plan beside the manifest, which must not show paths of this machine.

    `inputs` is the digest of the files, `points` what the cache of located points is named after.
    """
    content = {
        "area": plan.area,
        "sources": [str(path.resolve()) for path in plan.sources],
        "groups": plan.groups,
        "similar": plan.similar,
        "addresses": plan.addresses,
        "breaks": [asdict(one) for one in plan.breaks],
        "inputs": inputs,
        POINTS: points,
    }
    write_json(beside / PLAN, content)
