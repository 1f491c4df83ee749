"""Real open data, if present: a release accounts for every published row."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.load_report.reasons import Reason
from data.police.parsed_month import ENDING
from data.release.coverage.recording_breaks import RULE
from data.release.current import current_release
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, LSOA, WARD
from tests.cases import every_case
from tests.conftest import PROJECT, real_sources, settings_in

# A force has a hundred thousand rows; `tests/pages/test_real_release.py` is in the usual run.
pytestmark = pytest.mark.slow

AUTHORITIES = ("Blaenau Gwent", "Monmouthshire")
PUBLISHED_ROWS = 202_374


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("real-home")


def totals(manifest: Manifest) -> tuple[int, Counter[str], Counter[str]]:
    police = [account for account in manifest.files if account.kind == "police"]
    left_out, notes = Counter[str](), Counter[str]()
    for account in police:
        assert account.reconciles, account.file
        left_out.update(account.left_out)
        notes.update(account.notes)
    return sum(account.read for account in police), left_out, notes


@pytest.fixture(scope="module")
def gwent(real_data: Path, home: Path) -> Manifest:
    return build_release(real_sources(real_data), settings_in(home), area="Gwent")


def test_the_whole_of_gwent_reconciles_to_the_row(gwent: Manifest) -> None:
    read, left_out, notes = totals(gwent)
    used = sum(account.used for account in gwent.files if account.kind == "police")
    assert read == PUBLISHED_ROWS == used + left_out.total()
    assert left_out[Reason.NO_LOCATION] / read == pytest.approx(0.0139, abs=5e-5)
    # The files have 735 repeated IDs; rows without a location, or outside the area, are counted
    # under that reason.
    assert 715 <= left_out[Reason.PUBLISHED_AGAIN] <= 741
    assert 0 < left_out[Reason.OUTSIDE_THE_AREA] < 1_400
    # Of 911 rows in the files, those that are used.
    assert notes[Reason.STATED_ONLY_2011] == 890


def test_the_two_recording_breaks_of_gwent_are_found_and_nothing_else(gwent: Manifest) -> None:
    found = [(one.force, one.category, one.first, one.last) for one in gwent.breaks]
    assert found == [
        ("gwent", "burglary", "2023-04", "2023-09"),
        ("gwent", "criminal-damage-arson", "2023-10", ""),
    ]
    assert all(one.showing == one.authorities == 5 for one in gwent.breaks)
    assert gwent.breaks_rule == RULE


def test_every_ward_of_gwent_has_residents_and_incidents(gwent: Manifest, home: Path) -> None:
    store = Store(settings_in(home).releases / gwent.release)
    residents = store.residents(WARD)
    assert residents.notna().all() and (residents > 500).all()
    assert residents.sum() == pytest.approx(store.residents(LSOA).sum())
    months = store.complete_months()
    assert len(months) == 36 and gwent.gaps == ()
    totals = [store.counts(level, months, CATEGORIES).sum() for level in (COUNTY, WARD, LSOA)]
    assert len(set(totals)) == 1


@every_case("area", AUTHORITIES)
def test_authorities_of_gwent_reconcile_too(real_data: Path, home: Path, area: str) -> None:
    manifest = build_release(real_sources(real_data), settings_in(home), area=area)
    read, left_out, _ = totals(manifest)
    assert read == PUBLISHED_ROWS
    assert manifest.gaps == ()
    assert manifest.title_en == area and left_out[Reason.OUTSIDE_THE_AREA] > 100_000


def test_second_build_uses_the_cache(real_data: Path, home: Path, gwent: Manifest) -> None:
    cached = sorted((home / "kept" / "months").rglob(f"*{ENDING}"))
    before = [path.stat().st_mtime_ns for path in cached]
    assert len(cached) == 36
    build_release(real_sources(real_data), settings_in(home), area="Gwent")
    assert [path.stat().st_mtime_ns for path in cached] == before


def test_the_command_line_builds_newport(real_data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "data", "build", "--area", "Newport"]
    command += [
        "--police",
        str(real_data / "police"),
        "--boundaries",
        str(real_data / "boundaries"),
    ]
    command += ["--population", str(real_data / "population")]
    command += ["--deprivation", str(real_data / "deprivation")]
    environment = os.environ | {"MILLTIR_HOME": str(tmp_path)}
    run = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    release = current_release(settings_in(tmp_path))
    manifest = json.loads((tmp_path / "releases" / release / "manifest.json").read_text("utf-8"))
    assert manifest["title_en"] == "Newport" and not manifest["fictional"]
