"""Households: recognised beside other tables of a census, placed, every row accounted for."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from data.build.pipeline import build_release
from data.build.recognise import recognise
from data.errors import SourceError
from data.file_kinds import HOUSEHOLDS, OTHER_HOUSEHOLDS, POPULATION
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.national.lsoa_parts import lsoa_parts
from data.release.store import Store
from data.schema import check
from data.sources.households import load_households
from data.sources.lsoa_vintages import LsoaChanges
from geo.similar import variables_of
from tests.conftest import settings_in
from tests.data.sources.test_deprivation import LSOAS, changes

# As Nomis publishes it.
NUMBER = "Number of households: Number of households; measures: Value"
HEADER = f"date,geography,geography code,{NUMBER}"


def member(path: Path) -> Member:
    return next(iter(members_of([path])))


def written(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def load(path: Path, look_up: LsoaChanges | None = None) -> tuple[dict[str, float], FileReport]:
    """Return households by LSOA, and the report, after checking that it reconciles."""
    report = LoadReport()
    table = check(HOUSEHOLDS, load_households(member(path), LSOAS, look_up, report))
    (account,) = report.files
    assert account.reconciles
    assert sum(account.left_out.values()) == len(report.rows_left_out())
    return dict(zip(table["area_code"], table["households"], strict=True)), account


def test_only_the_lsoas_of_the_census_zip_are_used(tmp_path: Path) -> None:
    levels = {"ctry": "W92000004", "lsoa": "W01000001", "msoa": "W02000001", "oa": "W00000001"}
    path = tmp_path / "census2021-ts041.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for level, code in levels.items():
            archive.writestr(f"census2021-ts041-{level}.csv", f"{HEADER}\n2021,a,{code},640\n")
    found = recognise([path]).found
    assert [one.name for one in found[HOUSEHOLDS]] == ["census2021-ts041-lsoa.csv"]
    assert len(found[OTHER_HOUSEHOLDS]) == 3 and POPULATION not in found


def test_other_tables_of_households_have_them_in_their_column_of_totals(tmp_path: Path) -> None:
    of_kinds = "Household composition: Total; measures: Value,One person household; measures: Value"
    header = f"date,geography,geography code,{of_kinds}"
    path = written(tmp_path / "census2021-ts003-lsoa.csv", "2021,a,W01000001,9,4", header=header)
    assert HOUSEHOLDS in recognise([path]).found
    assert load(path)[0] == {"W01000001": 9}


def test_each_row_is_used_or_left_out_for_a_reason(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        '2021,a,W01000001,"1,640"',
        "2021,a,W01002002,many",
        "2021,a,W01002003,-4",
        "2021,a,W01000001,7",
        "2021,a,E01000001,5",
        "2021,Total,,9",
        ",,,",
    )
    households, account = load(path)
    assert households == {"W01000001": 1640} and (account.read, account.used) == (7, 1)
    assert account.left_out == {
        Reason.BAD_NUMBER: 2,
        Reason.AREA_TWICE: 1,
        Reason.OUTSIDE_THE_AREA: 1,
        Reason.NOT_AN_LSOA: 1,
        Reason.BLANK_ROW: 1,
    }


def test_those_of_2011_are_added_up_where_all_parts_are_known(tmp_path: Path) -> None:
    codes = ("W01000001", "W01000002", "W01000003", "W01000004")
    header = "LSOA11CD,All households"
    rows = [f"{code},10" for code in codes]
    households, account = load(written(tmp_path / "a.csv", *rows, header=header), changes(tmp_path))
    assert households == {"W01000001": 10, "W01002004": 20}
    assert account.notes[Reason.MERGED_ADDED] == 2
    assert account.left_out == {Reason.SPLIT_SINCE_2011: 1}
    rows[3] = "W01000004,-"
    households, account = load(written(tmp_path / "b.csv", *rows, header=header), changes(tmp_path))
    assert households == {"W01000001": 10}
    reasons = {Reason.SPLIT_SINCE_2011: 1, Reason.BAD_NUMBER: 1, Reason.PART_UNREADABLE: 1}
    assert account.left_out == reasons


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    assert HOUSEHOLDS in recognise([path]).found
    with pytest.raises(SourceError):
        load(path)


def test_a_table_without_the_column_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "W01000001,10", header="geography code,Dwellings")
    with pytest.raises(SourceError, match="an LSOA code with a number of households"):
        load(path)


def test_a_release_has_the_households_per_resident(bare_sources: Path, tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "home")

    def parts() -> pd.DataFrame:
        built = build_release([bare_sources], settings)
        return lsoa_parts(Store(settings.releases / built.release))

    without = parts()
    assert without["households"].isna().all()
    codes = sorted(without.index)
    rows = [f"2021,a,{code},{500 + number}" for number, code in enumerate(codes[1:])]
    written(bare_sources / "ts041.csv", *rows)
    found = parts()
    assert found.loc[codes[1:], "households"].tolist() == [500 + n for n in range(len(rows))]
    shares = variables_of(found)["households"]
    known = found["households"] / found["residents"]
    assert shares[codes[1:]].tolist() == pytest.approx(known[codes[1:]].tolist())
    assert shares[codes[:1]].isna().all()
