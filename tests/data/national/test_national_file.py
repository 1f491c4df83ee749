"""The file of national counts: what is in it, and what a build says of one that can't be used."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.__main__ import main
from data.build.config import BuildPlan
from data.build.recognise import kind_of
from data.cli import update
from data.cli.building import GIVEN, plan_from
from data.cli.national import require_national
from data.errors import SourceError
from data.file_kinds import NATIONAL, OTHER
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.release.current import open_store
from data.release.manifest import Manifest
from data.release.national.layout import KEY, count_column
from data.schema import ASB, LSOA, WARD
from data.settings import Settings, load_settings
from data.sources.national import check_national, write_national_counts
from data.sources.source import Loading
from tests.national_counts import OWN, change, national_file, with_value

BURGLARY = count_column("burglary", "2026-09")


@pytest.fixture(scope="module")
def made(
    sample_settings: Settings, sample_manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("national-counts")
    release = sample_settings.releases / sample_manifest.release
    return national_file(release, folder / "six-home", folder / "national.parquet")


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    copied = tmp_path / "national.parquet"
    copied.write_bytes(made.read_bytes())
    return copied


def member(path: Path) -> Member:
    return next(iter(members_of([path])))


def fault_of(path: Path) -> SourceError:
    with pytest.raises(SourceError) as raised:
        check_national(member(path))
    return raised.value


def test_the_file_has_the_counts_of_the_release(made: Path) -> None:
    store = open_store(load_settings({"MILLTIR_HOME": str(made.parent / "six-home")}))[0]
    table = pq.read_table(made).to_pandas().set_index("area_code")
    facts, codes = check_national(member(made))
    assert codes == {*table.index} and len(codes) == 6 + len(store.codes(LSOA))
    assert (facts.first_month, facts.last_month) == ("2023-10", "2026-09")
    assert (facts.lsoas_from, facts.fictional) == ("2025-10", True)
    assert facts.gaps == {"halwyn": ["2025-03"]}
    lsoas = table[table["level"] == LSOA]
    counts = store.counts(LSOA, ["2026-09"], ("burglary",))
    assert (lsoas[BURGLARY].reindex(counts.index) == counts).all()
    assert lsoas[count_column("burglary", "2025-09")].isna().all()
    assert (lsoas["residents"].reindex(counts.index) == store.residents(LSOA)).all()
    wards = store.area_names(WARD)["authority_code"]
    of_authority = store.counts(WARD, ["2024-01"], (ASB,)).groupby(wards).sum()
    authorities = table[table["level"] == "authority"]
    counted = authorities[count_column(ASB, "2024-01")]
    assert counted[OWN] == of_authority.iloc[0]
    assert (counted.iloc[1:] == of_authority.iloc[1:]).all()
    # A month that the force did not publish is missing, never zero.
    assert authorities[count_column(ASB, "2025-03")].isna().all()


def test_a_bad_cell_is_named_with_its_row_and_column(file: Path) -> None:
    cases: list[tuple[str, int, Any, str]] = [
        ("area_code", 3, "Newport", "the code of an area"),
        ("area_code", 3, OWN, "the code of an area"),
        ("level", 8, "ward", "authority, lsoa"),
        ("residents", 9, -4.0, "0 or more"),
        ("income", 9, 1.5, "from 0 to 1"),
        (BURGLARY, 12, -1.0, "a whole number"),
        (BURGLARY, 12, 2.5, "a whole number"),
    ]
    content = file.read_bytes()
    for column, row, value, expected in cases:
        file.write_bytes(content)
        change(file, lambda table, c=column, r=row, v=value: with_value(table, c, r, v))  # type: ignore[misc]
        fault = fault_of(file)
        assert fault.facts["where"] == f"row {row + 1}, column {column}", (column, value)
        assert expected in fault.facts["expected"], (column, value)
        assert str(value) in fault.facts["found"], (column, value)


def test_a_file_that_is_another_one_is_refused_with_what_was_expected(file: Path) -> None:
    content = file.read_bytes()
    cases: list[tuple[Callable[[], None], str, str]] = [
        (lambda: change(file, facts={"version": 2}), "version 1 to 1", "version 2"),
        (lambda: change(file, facts={"version": 0}), "version 1 to 1", "version 0"),
        (lambda: change(file, facts={"last_month": "soon"}), "national counts", "another file"),
        (lambda: change(file, lambda t: t.drop(["residents"])), "column residents", "no such"),
        (lambda: change(file, lambda t: t.drop([BURGLARY])), "each category and month", "no such"),
        (lambda: change(file, lambda t: t.slice(0, 6)), "authorities and of LSOAs", "authority"),
        (lambda: change(file, text_numbers), "a column of numbers", "string"),
        (lambda: file.write_bytes(content[:-200]), "national counts", "something else"),
    ]
    for number, (spoil, expected, found) in enumerate(cases):
        file.write_bytes(content)
        spoil()
        fault = fault_of(file)
        assert expected in fault.facts["expected"], (number, fault)
        assert found in fault.facts["found"], (number, fault)


def text_numbers(table: pa.Table) -> pa.Table:
    at = table.column_names.index(BURGLARY)
    return table.set_column(at, BURGLARY, table[BURGLARY].cast(pa.string()))


def test_a_later_files_further_columns_and_an_older_ones_lacking_ones_do_no_harm(
    file: Path,
) -> None:
    more = pa.array(np.zeros(pq.read_metadata(file).num_rows))
    change(file, lambda t: t.append_column("more", more).drop(["households"]), {"more": 1})
    assert check_national(member(file))[0].version == 1


def test_what_is_given_to_compare_with_must_be_national_counts(file: Path, tmp_path: Path) -> None:
    require_national([file])
    assert kind_of(member(file)) == NATIONAL
    other, table, cut = (tmp_path / name for name in ("o.parquet", "t.csv", "c.parquet"))
    pq.write_table(pa.table({"a": [1]}), other)
    table.write_text("a,b\n1,2\n")
    cut.write_bytes(file.read_bytes()[:-200])
    for path in (other, table, cut):
        assert kind_of(member(path)) == OTHER
        with pytest.raises(SourceError, match="expected a file of national counts"):
            require_national([path])
    with pytest.raises(SourceError, match=r"nowhere\.parquet"):
        require_national([tmp_path / "nowhere.parquet"])


def test_the_command_writes_a_file_and_overwrites_no_other(
    made: Path,
    sample_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(made.parent / "six-home"))
    path = tmp_path / "counts.parquet"
    for _ in range(2):
        assert main(["national", str(path)]) == 0
    said = capsys.readouterr().out
    assert "2023-10 to 2026-09, small areas from 2025-10" in said
    assert "no whole figures of halwyn in 1 month" in said and "--compare" in said
    other = tmp_path / "notes.parquet"
    other.write_text("notes")
    assert main(["national", str(other)]) == 1 and other.read_text() == "notes"
    monkeypatch.setenv("MILLTIR_HOME", str(sample_home))
    assert main(["national", str(tmp_path / "one.parquet")]) == 1
    assert "expected data of 4 or more authorities, but found 1" in capsys.readouterr().err
    assert not (tmp_path / "one.parquet").exists()
    assert json.loads(pq.read_schema(path).metadata[KEY])["version"] == 1


def test_a_build_takes_the_file_as_it_is_and_notes_its_own_areas_that_are_not_in_it(
    file: Path, tmp_path: Path
) -> None:
    def report_of(fictional: bool) -> LoadReport:
        report = LoadReport()
        report.fictional = fictional
        return report

    areas = pd.DataFrame(
        {
            "area_code": ["W05000001", "W01999001", "W01999999"],
            "level": [WARD, LSOA, LSOA],
            "authority_code": ["W06000001", None, None],
        }
    )
    release = tmp_path / "release"
    release.mkdir()
    build = Loading(areas, None, report_of(True))  # type: ignore[arg-type]
    rows = write_national_counts(member(file), build, release)
    assert rows == 97
    assert (release / "national.parquet").read_bytes() == file.read_bytes()
    (account,) = build.report.files
    assert (account.kind, account.read, account.used) == (NATIONAL, 97, 97)
    assert account.notes == {Reason.NOT_IN_NATIONAL: 2} and account.reconciles
    with pytest.raises(SourceError, match="expected national counts of real places"):
        real = Loading(areas, None, report_of(False))  # type: ignore[arg-type]
        write_national_counts(member(file), real, tmp_path)


def test_an_update_takes_a_newer_file_beside_those_of_the_current_plan(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(update, "current_or_none", lambda settings: "2026-09-current")
    before = BuildPlan(area="Newport", sources=(Path("files"), Path("older.parquet")))
    monkeypatch.setattr(update, "plan_of", lambda release, settings: before)
    empty: dict[str, Any] = dict.fromkeys(GIVEN, ())
    options = argparse.Namespace(sources=[], config=None, area="", compare=[], **empty)
    settings = load_settings({"MILLTIR_HOME": str(tmp_path)})
    assert update._plan(options, settings).sources == before.sources
    options.compare = [file]
    assert update._plan(options, settings).sources == (*before.sources, file)
    spoilt = tmp_path / "spoilt.parquet"
    spoilt.write_text("spoilt")
    options.compare = [spoilt]
    with pytest.raises(SourceError, match="national counts"):
        update._plan(options, settings)


def test_compare_is_added_to_the_sources_of_a_plan(file: Path, tmp_path: Path) -> None:
    config = tmp_path / "milltir.toml"
    config.write_text('area = "Newport"\n[sources]\nall = "files"\n', encoding="utf-8")
    empty: dict[str, Any] = dict.fromkeys(GIVEN, ())
    options = argparse.Namespace(sources=[], config=config, area="", compare=[file], **empty)
    assert plan_from(options).sources == (tmp_path / "files", file)
    options = argparse.Namespace(sources=[Path("x")], config=None, area="", compare=[file], **empty)
    assert plan_from(options).sources == (Path("x"), file)
