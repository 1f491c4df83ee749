"""Releases of one small file, and trials of them, to test what becomes current."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from data.build.pipeline import _serve
from data.files.locks import state_lock
from data.release.manifest import Manifest, read_manifest
from data.release.pending_trials import PendingTrial, record_trial
from data.release.prune import PLAN
from data.settings import Settings
from tests.conftest import settings_in

PART = "areas.parquet"


def write_release(folder: Path, name: str, *sources: Path) -> Path:
    """Write a release that can be verified and opened, with a plan of these sources."""
    release = folder / name
    release.mkdir(parents=True)
    (release / PART).write_bytes(name.encode())
    digest = hashlib.sha256(name.encode()).hexdigest()
    Manifest(
        release=name,
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        title_en="Halwyn",
        title_cy="Halwyn",
        fictional=True,
        rights={},
        area_code="E1",
        boundaries="",
        first_month="2026-08",
        last_month="2026-09",
        gaps=(),
        missing_months=(),
        files=(),
        tables={"areas": {"rows": 1, "bytes": len(name), "sha256": digest}},
        arrays={},
    ).write(release)
    plan = {"area": "", "sources": [str(source) for source in sources], "groups": {}}
    (release / PLAN).write_text(json.dumps(plan))
    return release


def write_built(settings: Settings, name: str, *sources: Path) -> Callable[[], None]:
    """Write a release as a build does; return the end of the build, which makes it current."""
    write_release(settings.releases, f".building-{name}", *sources)
    beside = settings.releases / f".building-{name}"
    manifest = replace(read_manifest(beside), release=name)
    manifest.write(beside)

    def finish() -> None:
        _serve(beside, manifest, settings, None)
        shutil.rmtree(beside, ignore_errors=True)

    return finish


def try_out(settings: Settings, upload: str, name: str, base: str) -> PendingTrial:
    """Make a pending trial of one uploaded file."""
    files = settings.uploads / upload
    files.mkdir(parents=True)
    (files / "groups.csv").write_text("group_id\n1\n")
    trial = PendingTrial(upload=upload, release="", base=base)
    with state_lock(settings):
        record_trial(trial, settings)
        write_release(settings.trials / upload, name, files)
        return record_trial(PendingTrial(upload=upload, release=name, base=base), settings)


def home_with(folder: Path, *names: str) -> Settings:
    """Return the settings of a home in which these releases became current, in this order."""
    settings = settings_in(folder)
    for name in names:
        write_built(settings, name)()
    return settings


def damage(settings: Settings, name: str) -> None:
    """Damage the part of a release."""
    (settings.releases / name / PART).write_bytes(b"damaged")


def files_in(settings: Settings) -> set[str]:
    """Return the names of everything in a home, locks excepted."""
    paths = (path.relative_to(settings.home) for path in settings.home.rglob("*"))
    return {str(path) for path in paths if path.suffix != ".lock"}
