"""Sources -> a release: written beside the current one, current in one atomic step."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from data.build.category_groups import Groupings
from data.build.config import BuildPlan
from data.build.input_fingerprint import already_built, digest_of
from data.build.load import Progress, load_all
from data.build.recognise import recognise
from data.build.write_release import write_release
from data.errors import BrokenRelease, NothingChanged
from data.executor import Executor, Serial
from data.load_report.report import LoadReport
from data.messages import Message
from data.release.manifest import MANIFEST, Manifest, read_manifest
from data.release.pending_trials import sweep_uploads
from data.release.switch import (
    BUILDING,
    ON_TRIAL,
    build_lock,
    is_same_release,
    make_current,
    prune,
    remove_abandoned_builds,
    storage_errors,
)
from data.settings import Settings

PLAN = "plan.json"


def _quiet(share: float, what: str) -> None:
    """The progress of someone who isn't watching."""


def build_release(
    sources: Sequence[Path],
    settings: Settings,
    *,
    area: str = "",
    groups: Groupings | None = None,
    progress: Progress = _quiet,
    executor: Executor | None = None,
    prepare: Callable[[], None] | None = None,
    serve: bool = True,
    again: bool = True,
) -> Manifest:
    """Build a release for an area from files, folders and zips, and make it current.

    Whatever goes wrong on the way, and whenever, the release that was current stays so.
    `prepare` writes the sources first, under the same lock, where they are made and not brought.
    Without `serve` the release is built to be looked at, and the current one stays. Unless
    `again` is asked, NothingChanged is raised where the current one would only be made anew.
    """
    with storage_errors(settings.home), build_lock(settings):
        remove_abandoned_builds(settings)
        sweep_uploads(settings)
        if prepare:
            prepare()
        inputs_digest = digest_of(sources, area, groups or {})
        same = None if again else already_built(inputs_digest, PLAN, settings)
        if same:
            raise NothingChanged(release=same.release, day=same.built_at[:10])
        beside = settings.releases / f"{BUILDING}{os.getpid()}"
        try:
            beside.mkdir()
            progress(0.0, "looking at the files")
            inputs, report = recognise(sources), LoadReport(beside)
            loaded = load_all(
                inputs,
                area,
                release=beside,
                kept=settings.kept,
                today=settings.today,
                report=report,
                executor=executor or Serial(),
                progress=lambda share, what: progress(share * 0.9, what),
            )
            progress(0.9, "writing the release")
            _keep_plan(beside, sources, area, groups or {}, inputs_digest)
            manifest = write_release(beside, inputs, loaded, report, groups or {})
            target = settings.releases / manifest.release
            if is_same_release(target):
                if serve:
                    _bring_up_to_date(target, manifest, beside)
            else:
                if not serve:
                    (beside / ON_TRIAL).touch()
                shutil.rmtree(target, ignore_errors=True)
                beside.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        if serve:
            make_current(manifest.release, settings)
            prune(manifest.release, settings)
            sweep_uploads(settings)
        progress(1.0, f"release {manifest.release} is {'current' if serve else 'ready'}")
        return manifest


def _bring_up_to_date(target: Path, manifest: Manifest, beside: Path) -> None:
    """The same numbers came out: what may have changed is what they were asked of, and how."""
    stood = read_manifest(target)
    replace(manifest, built_at=stood.built_at).write(beside)
    for name in (PLAN, MANIFEST):
        (beside / name).replace(target / name)


def plan_of(release: str, settings: Settings) -> BuildPlan:
    """What a release was built from, so that it can be built again with something more."""
    try:
        kept = json.loads((settings.releases / release / PLAN).read_text(encoding="utf-8"))
        return BuildPlan(
            area=kept["area"],
            sources=tuple(map(Path, kept["sources"])),
            groups=kept.get("groups", {}),
        )
    except (OSError, ValueError, KeyError) as fault:
        problem = Message("release.no_plan")
        raise BrokenRelease(release=release, problem=problem) from fault


def _keep_plan(
    beside: Path, sources: Sequence[Path], area: str, groups: Groupings, inputs: str
) -> None:
    """Where the files were is nobody's business but this machine's: it stays off the manifest."""
    places = [str(path.resolve()) for path in sources]
    kept = {"area": area, "sources": places, "groups": groups, "inputs": inputs}
    (beside / PLAN).write_text(json.dumps(kept), encoding="utf-8")
