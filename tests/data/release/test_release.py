"""A release is complete or absent; if a build fails, the one before is still served."""

import errno
import json
import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from data.build import pipeline, write_release
from data.build.pipeline import build_release
from data.errors import (
    BrokenRelease,
    BuildRunning,
    NoRelease,
    NotWritable,
    SourceError,
    StorageFull,
)
from data.files.digested_json import read_json, write_json
from data.files.locks import build_lock
from data.limits import Retention
from data.load_report.reasons import Reason
from data.release.current import current_release, open_store
from data.release.manifest import FORMAT, MANIFEST, Manifest
from data.release.store import Store
from data.schema import TABLES, check
from data.settings import Settings
from tests.cases import every_case
from tests.conftest import settings_in


def serving(settings: Settings) -> str:
    store, broken = open_store(settings)
    assert broken is None
    return store.manifest.release


def no_abandoned_builds(settings: Settings) -> bool:
    return not list(settings.releases.glob(".building-*"))


def test_a_release_is_the_same_from_the_same_sources(
    sample_manifest: Manifest, sample_settings: Settings, sample_sources: Path, tmp_path: Path
) -> None:
    again = build_release([sample_sources], settings_in(tmp_path))
    assert again.release == sample_manifest.release
    assert again.tables == sample_manifest.tables


def test_a_new_release_becomes_current_and_the_old_one_stays(
    copied: Settings, bare_sources: Path
) -> None:
    before = serving(copied)
    after = build_release([bare_sources], copied).release
    assert serving(copied) == after != before
    assert (copied.releases / before / MANIFEST).exists()


def test_the_files_reconcile_to_the_row(sample_manifest: Manifest) -> None:
    assert len(sample_manifest.files) == 76
    for account in sample_manifest.files:
        assert account.reconciles, account.file


def test_every_row_left_out_is_kept_with_its_reason(
    sample_manifest: Manifest, sample_store: Store, sample_sources: Path
) -> None:
    rows = sample_store.rows_left_out()
    counted = {
        (account.file, reason): count
        for account in sample_manifest.files
        for reason, count in {**account.left_out, **account.notes}.items()
        if not reason.startswith("stated LSOA")
    }
    assert rows.groupby(["file", "reason"]).size().to_dict() == counted
    one = rows[rows["reason"] == "unreadable coordinates"].iloc[0]
    line = (sample_sources / one["file"]).read_text("utf-8-sig").splitlines()[one["row"] - 1]
    assert json.loads(one["record"])["longitude"] in line


def test_incidents_of_every_level_add_up(sample_store: Store) -> None:
    months = sample_store.complete_months()
    totals = [
        sample_store.counts(level, months, ["burglary"]).sum()
        for level in ("county", "ward", "lsoa")
    ]
    assert totals[0] == totals[1] == totals[2] > 0
    assert sample_store.residents("county").iloc[0] == sample_store.residents("lsoa").sum()


def test_a_missing_month_is_missing_and_not_zero(sample_store: Store) -> None:
    assert sample_store.manifest.missing_months == ("2025-03",)
    assert "2025-03" in sample_store.months()
    assert "2025-03" not in sample_store.complete_months()


@every_case(
    "spell",
    [
        lambda postcode: postcode,
        lambda postcode: postcode.lower().replace(" ", ""),
        lambda postcode: f" {postcode[0].lower()} {postcode[1:].replace(' ', '-')} ",
    ],
    ids=["as published", "without the space", "with stray signs"],
)
def test_a_postcode_is_found_however_it_is_typed(
    sample_store: Store, spell: Callable[[str], str]
) -> None:
    known = sample_store.table("postcodes").set_index("postcode")["ward_code"]
    last = known[known != known.iloc[0]].index[-1]
    for postcode in (known.index[0], last):
        assert sample_store.ward_of_postcode(spell(postcode)) == known[postcode]


def test_a_postcode_of_elsewhere_is_not_found(sample_store: Store) -> None:
    assert sample_store.ward_of_postcode("ZZ99 9ZZ") is None


# What can go wrong with a release


def test_missing_release_raises_no_release(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="python -m data sample"):
        open_store(settings_in(tmp_path / "never"))


@pytest.mark.parametrize("harm", ["manifest gone", "manifest cut", "table gone", "table cut"])
def test_damaged_release_falls_back_to_the_one_before(
    copied: Settings, bare_sources: Path, harm: str
) -> None:
    before = serving(copied)
    current = copied.releases / build_release([bare_sources], copied).release
    if harm == "manifest gone":
        (current / MANIFEST).unlink()
    elif harm == "manifest cut":
        (current / MANIFEST).write_text('{"release": "2026')
    elif harm == "table gone":
        (current / "point_counts.parquet").unlink()
    else:
        table = current / "point_counts.parquet"
        table.write_bytes(table.read_bytes()[:-100])
    store, broken = open_store(copied)
    assert store.manifest.release == before
    assert broken is not None and current.name in str(broken)


def test_damaged_release_without_an_earlier_one_raises(copied: Settings) -> None:
    (copied.releases / serving(copied) / "areas.parquet").unlink()
    with pytest.raises(BrokenRelease, match="its part “areas” is missing"):
        open_store(copied)


def test_a_release_of_another_format_is_not_read(copied: Settings) -> None:
    path = copied.releases / serving(copied) / MANIFEST
    write_json(path, read_json(path) | {"format": FORMAT + 1})
    with pytest.raises(BrokenRelease, match=f"format {FORMAT + 1}"):
        open_store(copied)


def test_building_again_repairs_a_damaged_release(copied: Settings, sample_sources: Path) -> None:
    name = serving(copied)
    (copied.releases / name / "point_counts.parquet").write_bytes(b"not parquet")
    build_release([sample_sources], copied)
    assert serving(copied) == name


# What can go wrong with a build


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def write_table(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(write_release, "write_table", write_table)
    yield


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_the_old_release(copied: Settings, bare_sources: Path) -> None:
    before = serving(copied)
    with pytest.raises(StorageFull, match="is full"):
        build_release([bare_sources], copied)
    assert serving(copied) == before and no_abandoned_builds(copied)


def test_interrupted_build_leaves_the_old_release(
    copied: Settings, bare_sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = serving(copied)

    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "make_current", cut_off)
    with pytest.raises(KeyboardInterrupt):
        build_release([bare_sources], copied)
    assert serving(copied) == before and no_abandoned_builds(copied)


def _die_while_writing(sources: Path, home: Path) -> None:
    import os

    def die(*_: object) -> None:
        os._exit(9)

    write_release.sync_files = die  # type: ignore[assignment]
    build_release([sources], settings_in(home))


def test_killed_build_leaves_the_old_release_and_the_next_one_removes_its_folder(
    copied: Settings, bare_sources: Path
) -> None:
    before = serving(copied)
    child = multiprocessing.get_context("spawn").Process(
        target=_die_while_writing, args=(bare_sources, copied.home)
    )
    child.start()
    child.join()
    assert child.exitcode == 9
    assert not no_abandoned_builds(copied)
    assert serving(copied) == before
    build_release([bare_sources], copied)
    assert no_abandoned_builds(copied) and serving(copied) != before


def test_second_build_at_the_same_time_is_refused(copied: Settings, bare_sources: Path) -> None:
    with build_lock(copied), pytest.raises(BuildRunning, match="Another build is running"):
        build_release([bare_sources], copied)
    assert serving(copied)


def test_a_home_that_is_a_file_is_named(bare_sources: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("")
    with pytest.raises(NotWritable, match="can't be written to"):
        build_release([bare_sources], settings_in(home))


def test_a_missing_source_folder_is_named(copied: Settings, tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match="expected a file, a folder or a zip, but found nothing there"
    ):
        build_release([tmp_path / "nowhere"], copied)


def test_what_is_missing_from_a_source_folder_is_listed(
    copied: Settings, bare_sources: Path
) -> None:
    (bare_sources / "boundaries" / "LSOA_2021.geojson").unlink()
    with pytest.raises(SourceError, match="also LSOA boundaries"):
        build_release([bare_sources], copied)


def test_the_error_on_other_columns_has_the_expected_and_the_found_ones(
    copied: Settings, bare_sources: Path
) -> None:
    path = next((bare_sources / "police").rglob("*.csv"))
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match=rf"{path.name}, the header: .*Crime ID.*found a, b"):
        build_release([bare_sources], copied)
    assert serving(copied)


def test_only_the_newest_releases_are_kept(copied: Settings, bare_sources: Path) -> None:
    former = copied.home / "browser" / "geometry" / current_release(copied) / "over-groups.geojson"
    former.parent.mkdir(parents=True)
    former.touch()
    (month,) = (bare_sources / "police" / "2026-09").iterdir()
    for _ in range(Retention().releases + 1):
        month.write_text("\n".join(month.read_text("utf-8").splitlines()[:-1]) + "\n")
        current = build_release([bare_sources], copied).release
    kept = [p.name for p in copied.releases.iterdir()]
    assert len(kept) == Retention().releases and current in kept
    assert not (copied.home / "browser").exists(), "written by earlier versions"


# The command line


def test_command_line_prints_the_error_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    assert main(["build", str(tmp_path / "nowhere")]) == 1
    assert "expected a file, a folder or a zip" in capsys.readouterr().err


def test_the_command_line_shows_what_is_served(
    copied: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    assert main(["show"]) == 0
    said = capsys.readouterr().out
    assert current_release(copied) in said and "missing 2025-03" in said


def test_sample_never_replaces_an_existing_release(
    copied: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    before = sorted(p.stat().st_mtime_ns for p in copied.releases.rglob("*"))
    assert main(["sample", "--if-none"]) == 0
    assert sorted(p.stat().st_mtime_ns for p in copied.releases.rglob("*")) == before


def test_tables_follow_their_contracts(sample_store: Store) -> None:
    for name in sample_store.manifest.tables:
        check(name, sample_store.table(name))
    only_brought = {"survey_totals", "harm_weights", "households"}
    assert sample_store.manifest.tables.keys() == TABLES.keys() - only_brought
    broken = pd.DataFrame({"area_code": ["W1"], "age_band": ["0-15"], "residents": [-1.0]})
    with pytest.raises(SourceError, match="column residents, row 0"):
        check("population", broken)


def test_another_forces_older_month_does_not_make_the_period_longer(
    copied: Settings, bare_sources: Path
) -> None:
    header = next((bare_sources / "police").rglob("*.csv")).read_text("utf-8-sig").splitlines()[0]
    row = ",2022-01,Elsewhere,Elsewhere,1.76,52.6,On or near,E01000001,X,Burglary,,"
    path = bare_sources / "police" / "2022-01" / "2022-01-elsewhere-street.csv"
    path.parent.mkdir()
    path.write_text(f"{header}\n{row}\n{row}\n")
    manifest = build_release([bare_sources], copied)
    assert (manifest.first_month, manifest.gaps) == ("2026-08", ())
    account = next(a for a in manifest.files if a.file.endswith(path.name))
    assert account.left_out == {Reason.NOT_OWN_MONTH: 2} and account.reconciles
    kept = open_store(copied)[0].rows_left_out()
    assert (kept["file"] == account.file).sum() == 2


def test_a_month_brought_twice_counts_once(
    copied: Settings, bare_sources: Path, tmp_path: Path
) -> None:
    once = build_release([bare_sources], copied)
    again = tmp_path / "again"
    shutil.copytree(bare_sources / "police" / "2026-09", again / "2026-09")
    twice = build_release([bare_sources, again], copied)
    used = [sum(a.used for a in m.files if a.kind == "police") for m in (once, twice)]
    assert used[0] == used[1]
    (passed_over,) = (a for a in twice.files if Reason.SAME_CONTENT in a.left_out)
    assert passed_over.reconciles and passed_over.used == 0 < passed_over.read


@pytest.mark.parametrize("name", ["0-2026-09-halwyn-street.csv", "zzz-the-force-again.csv"])
def test_a_month_with_later_outcomes_is_used_however_its_file_is_spelt(
    copied: Settings, bare_sources: Path, tmp_path: Path, name: str
) -> None:
    (first,) = (bare_sources / "police" / "2026-09").glob("*-street.csv")
    lines = first.read_text("utf-8").splitlines(keepends=True)
    later = "".join(lines[:-1]).replace("Under investigation", "Offender given a caution")
    assert later.count("Offender given a caution") > 10
    brought = tmp_path / "brought" / name
    brought.parent.mkdir()
    brought.write_text(later, "utf-8")
    for order in ([bare_sources, brought.parent], [brought.parent, bare_sources]):
        manifest = build_release(order, copied)
        (account,) = (a for a in manifest.files if a.file == name)
        assert account.read == len(lines) - 2 and account.used
        (before,) = (a for a in manifest.files if a.file.endswith(f"2026-09/{first.name}"))
        assert before.left_out == {Reason.OLDER_OUTCOMES: len(lines) - 1} and before.reconciles
