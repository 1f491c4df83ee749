"""Sources -> a release: written beside the current one, current in one atomic step."""

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from data.config import BuildPlan
from data.errors import BrokenRelease, NothingChanged
from data.executor import Executor, Serial
from data.facts import Fact
from data.groupings import Groupings
from data.inputs import ABOUT, LSOAS, OTHER, WARDS, Inputs, recognise
from data.load import Loaded, Progress, load_all
from data.manifest import FORMAT, MANIFEST, Manifest, read_manifest
from data.rights import rights_by_source, rights_of_all, source_of
from data.settings import Settings
from data.shelf import (
    BUILDING,
    ON_TRIAL,
    build_lock,
    flush,
    make_current,
    prune,
    stands,
    storage_errors,
    sweep,
)
from data.sources.further import KIND_OF
from data.sources.report import LoadReport
from data.unchanged import already_built, digest_of
from data.unrecognised import left_alone
from data.waiting import sweep_uploads

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
        sweep(settings)
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
            manifest = _write(beside, inputs, loaded, report, groups or {})
            target = settings.releases / manifest.release
            if stands(target):
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
        problem = Fact("release.no_plan")
        raise BrokenRelease(release=release, problem=problem) from fault


def _keep_plan(
    beside: Path, sources: Sequence[Path], area: str, groups: Groupings, inputs: str
) -> None:
    """Where the files were is nobody's business but this machine's: it stays off the manifest."""
    places = [str(path.resolve()) for path in sources]
    kept = {"area": area, "sources": places, "groups": groups, "inputs": inputs}
    (beside / PLAN).write_text(json.dumps(kept), encoding="utf-8")


def _write(
    beside: Path, inputs: Inputs, loaded: Loaded, report: LoadReport, groups: Groupings
) -> Manifest:
    tables = {name: _write_table(beside, name, table) for name, table in loaded.tables.items()}
    for name, rows in loaded.written.items():
        tables[name] = {"rows": rows, **_fingerprint(beside / f"{name}.parquet")}
    arrays = {path.stem: _fingerprint(path) for path in sorted(beside.glob("*.npy"))}
    manifest = _manifest(inputs, loaded, report, tables, arrays, groups)
    manifest.write(beside)
    flush(beside)
    return manifest


def _write_table(beside: Path, name: str, table: pd.DataFrame) -> dict[str, Any]:
    path = beside / f"{name}.parquet"
    table.to_parquet(path, index=False, compression="zstd")
    return {"rows": len(table), **_fingerprint(path)}


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def _manifest(
    inputs: Inputs,
    loaded: Loaded,
    report: LoadReport,
    tables: dict[str, dict[str, Any]],
    arrays: dict[str, dict[str, Any]],
    groups: Groupings,
) -> Manifest:
    about, area = loaded.about, loaded.area
    parts = {**tables, **arrays}
    ingredients = [f"format {FORMAT}", area.code]
    ingredients += [f"{name} {parts[name]['sha256']}" for name in sorted(parts)]
    ingredients += sorted(f"{account.file} {account.sha256}" for account in report.files)
    ingredients += [member.sha256() for member in inputs.all(ABOUT)]
    sources = rights_by_source(about, _sources_in(report))
    ingredients.append(json.dumps([sources, loaded.forces, groups], sort_keys=True))
    digest = hashlib.sha256("\n".join(ingredients).encode()).hexdigest()
    return Manifest(
        release=f"{loaded.months[-1]}-{digest[:10]}",
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        title_en=about.get("title_en", area.name_en),
        title_cy=about.get("title_cy", area.name_cy),
        fictional=bool(about.get("fictional", False)),
        rights=rights_of_all(about),
        sources=sources,
        counted_to=str(about.get("counted_to", "")),
        area_code=area.code,
        boundaries="; ".join(_stem(inputs, kind) for kind in _kinds_of_areas(loaded)),
        levels=loaded.levels,
        first_month=loaded.months[0],
        last_month=loaded.months[-1],
        gaps=tuple(loaded.gaps),
        missing_months=_missing_everywhere(loaded),
        forces=tuple(loaded.forces),
        files=tuple(report.files),
        tables=tables,
        arrays=arrays,
        groups=groups,
        left_alone=left_alone(inputs.all(OTHER)),
    )


def _kinds_of_areas(loaded: Loaded) -> list[str]:
    return [WARDS, LSOAS, *(KIND_OF[level] for level in loaded.levels if level in KIND_OF)]


def _stem(inputs: Inputs, kind: str) -> str:
    member = inputs.one(kind)
    assert member
    return Path(member.name).stem.replace("_", " ")


def _missing_everywhere(loaded: Loaded) -> tuple[str, ...]:
    """The months in which not one force of the area published whole."""
    gaps = {(gap.force, gap.month) for gap in loaded.gaps}
    return tuple(
        month for month in loaded.months if all((force, month) in gaps for force in loaded.forces)
    )


def _sources_in(report: LoadReport) -> list[str]:
    return sorted({source_of(account.kind) for account in report.files})
