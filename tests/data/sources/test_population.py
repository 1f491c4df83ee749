"""Residents are read in each published layout, and totals are never added to their parts."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.recognise import OTHER, kind_of, recognise
from data.build.single_file_tables import account_for_unused
from data.errors import SourceError
from data.file_kinds import COARSER_POPULATION, POPULATION
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.schema import check
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.population.age_groups import (
    OLDEST,
    Ages,
    ages_of,
    bands_for,
    partition_age_groups,
)
from data.sources.population.tables import load_population
from tests.cases import every_case
from tests.data.sources.test_deprivation import LSOAS, changes
from tests.data.spreadsheets import write_xlsx

FIVE_YEARS = [(low, low + 4) for low in range(5, 85, 5)]
CENSUS = ["Age: Total", "Age: Aged 4 years and under"]
CENSUS += [f"Age: Aged {low} to {high} years" for low, high in FIVE_YEARS]
CENSUS += ["Age: Aged 85 years and over"]
SINGLE = [f"{sex}{age}" for sex in "FM" for age in range(91)]
# SIX: the residents by band if there is one woman and one man of every age from 0 to 90.
SIX = {"0-15": 2 * 16, "16-24": 2 * 9, "25-34": 20, "35-49": 30, "50-64": 30, "65+": 52}


def member(path: Path) -> Member:
    return next(iter(members_of([path])))


def load(
    given_file: Path | Member, look_up: LsoaChanges | None = None
) -> tuple[dict[str, dict[str, float]], FileReport]:
    """Return residents by area and band, and the report, after checking that it reconciles."""
    report = LoadReport()
    file = given_file if isinstance(given_file, Member) else member(given_file)
    table = check("population", load_population(file, LSOAS, look_up, report))
    account = report.files[0]
    assert account.reconciles
    assert sum(account.left_out.values()) == len(report.rows_left_out())
    return {
        str(code): dict(zip(rows["age_band"], rows["residents"], strict=True))
        for code, rows in table.groupby("area_code")
    }, account


def nomis_zip(path: Path) -> Path:
    head = ",".join(["date", "geography", "geography code", *(f'"{name}"' for name in CENSUS)])
    numbers = ",".join(["180", *["10"] * 18])
    levels = {
        "ctry": ["E92000001", "W92000004"], "lsoa": ["W01000001", "E01000001"],
        "ltla": ["W06000001"], "msoa": ["W02000001"], "oa": ["W00000001"], "rgn": ["W92000004"],
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for level, codes in levels.items():
            rows = [f"2021,Place,{code},{numbers}" for code in codes]
            archive.writestr(f"census2021-ts007a-{level}.csv", "\n".join([head, *rows]) + "\n")
        archive.writestr("metadata/TS007A.txt", "TS007A - Age by five-year age bands\n")
    return path


def test_only_the_lsoas_of_the_census_zip_are_used(tmp_path: Path) -> None:
    found = recognise([nomis_zip(tmp_path / "census2021-ts007a.zip")]).found
    assert [m.name for m in found[POPULATION]] == ["census2021-ts007a-lsoa.csv"]
    assert len(found[COARSER_POPULATION]) == 5
    residents, account = load(found[POPULATION][0])
    # Five-year groups don't fit into the six usual bands and are stored unchanged.
    assert list(residents["W01000001"])[:4] == ["0-4", "5-9", "10-14", "15-19"]
    assert residents["W01000001"]["85+"] == 10 and sum(residents["W01000001"].values()) == 180
    assert account.left_out == {Reason.OUTSIDE_THE_AREA: 1}
    report = LoadReport()
    account_for_unused(found[COARSER_POPULATION], COARSER_POPULATION, report)
    assert sum(a.left_out[Reason.NOT_USED_YET] for a in report.files) == 6
    assert all(a.reconciles for a in report.files)


def ons_sheet(year: int, ages: list[int], codes: list[str]) -> list[list[object]]:
    head = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", *SINGLE]
    rows = [["W06000001", "x", code, "y", sum(ages), *ages] for code in codes]
    titles = [[f"Mid-{year} population estimates for LSOAs"], ["This worksheet has one table."]]
    return [*titles, ["Source: Office for National Statistics"], head, *rows]


def test_the_latest_year_of_the_small_area_estimates_is_used(tmp_path: Path) -> None:
    sheets = {"Cover sheet": [["Lower layer Super Output Area population estimates"]]}
    sheets |= {"Contents": [["Mid-2022 LSOA 2021"]]}
    sheets |= {"Mid-2022 LSOA 2021": ons_sheet(2022, [9] * 182, ["W01000001"])}
    sheets |= {"Mid-2024 LSOA 2021": ons_sheet(2024, [1] * 182, ["W01000001", "E01000001"])}
    path = write_xlsx(tmp_path / "sapelsoasyoa20222024.xlsx", sheets)
    assert kind_of(member(path)) == POPULATION
    residents, account = load(path)
    assert residents == {"W01000001": SIX}
    assert account.notes == {
        Reason.TITLE_LINE: 3, Reason.EARLIER_SHEET: 1, Reason.SHEET_PASSED_OVER: 2,
    }  # fmt: skip
    assert account.left_out == {Reason.OUTSIDE_THE_AREA: 1}


def test_older_estimates_are_converted_to_lsoas_of_2021(tmp_path: Path) -> None:
    ages = [str(age) for age in range(90)] + ["90+"]
    head = ["LSOA Code", "LSOA Name", "LA Code (2019 boundaries)", "All Ages", *ages]
    ranks = ["W01000001", "W01000002", "W01000003", "W01000004", "W01000005", "W01000006"]
    rows = [[code, "a", "b", 91, *[1] * 91] for code in ranks]
    title = [["SAPE22DT2: Mid-2019"], ["Released 2020"], ["Contact"], [None], head]
    sheets = {"Mid-2019 Males": [*title, rows[0]], "Mid-2019 Persons": [*title, *rows]}
    path = write_xlsx(tmp_path / "sape22dt2.xlsx", sheets)
    residents, account = load(path, changes(tmp_path))
    assert {code: sum(bands.values()) for code, bands in residents.items()} == {
        "W01000001": 91, "W01002004": 182,
    }  # fmt: skip
    assert account.left_out == {
        Reason.SPLIT_SINCE_2011: 1, Reason.REDRAWN_SINCE_2011: 1, Reason.OUTSIDE_THE_AREA: 1,
    }  # fmt: skip
    assert account.notes[Reason.MERGED_ADDED] == 2
    _, without = load(path)
    assert without.left_out == {Reason.NEEDS_LOOK_UP: 5}


def test_a_wide_table_with_only_totals_gives_one_band(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("LSOA21CD;LSOA21NM;All ages\nW01000001;a;1,234\nW01002002;b;n/a\n;;\n")
    residents, account = load(path)
    assert residents == {"W01000001": {"all": 1234}}
    assert account.left_out == {Reason.BAD_RESIDENTS: 1, Reason.BLANK_ROW: 1}


def test_overlapping_age_groups_are_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "LSOA code,Total,0-15,16-64,65 and over,16-24,25-64,85+\nW01000001,100,20,60,20,15,45,5\n"
        "W01002002,100,20,60,20,15,x,5\nW01000001,1,1,1,1,1,1,1\n"
    )
    residents, account = load(path)
    assert residents == {"W01000001": {"0-15": 20, "16-24": 15, "25-64": 45, "65+": 20}}
    assert account.left_out == {Reason.BAD_RESIDENTS: 1, Reason.AREA_TWICE: 1}


STATS_WALES = """"Data values","Year","Area code","Area","Age","Sex","Notes"
3000000,2024,W92000004,Wales,All ages,Persons,
100,2023,W01000001,a,Under 16,Persons,
50,2024,W01000001,a,All ages,Persons,
10,2024,W01000001,a,Under 16,Persons,
6,2024,W01000001,a,Under 16,Female,
25,2024,W01000001,a,16 to 64,Persons,
15,2024,W01000001,a,65 and over,Persons,
15,2024,W01000001,a,65 and over,Persons,
7,2024,W06000001,x,Under 16,Persons,
..,2024,W01002002,b,Under 16,Persons,
"""


def test_of_long_tables_of_statswales_the_latest_year_is_used_without_totals(
    tmp_path: Path,
) -> None:
    path = tmp_path / "statswales.csv"
    path.write_text(STATS_WALES, encoding="utf-8-sig")
    assert kind_of(member(path)) == POPULATION
    residents, account = load(path)
    assert residents == {"W01000001": {"0-15": 10, "16-64": 25, "65+": 15}}
    assert (account.read, account.used) == (10, 3)
    assert account.left_out == {
        Reason.EARLIER_YEAR: 1, Reason.COUNTED_ALREADY: 3, Reason.AREA_TWICE: 1,
        Reason.NOT_AN_LSOA: 1, Reason.BAD_RESIDENTS: 1,
    }  # fmt: skip


def test_sexes_are_added_if_there_are_no_persons_and_incomplete_areas_are_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "nomis.csv"
    path.write_text(
        "DATE_NAME,GEOGRAPHY_CODE,GENDER_NAME,C_AGE_NAME,OBS_VALUE\n"
        "2024,W01000001,Male,All Ages,4\n2024,W01000001,Female,All Ages,5\n"
        "2024,W01002002,Male,All Ages,4\n2024,W01002002,Female,All Ages,*\n"
    )
    residents, account = load(path)
    assert residents == {"W01000001": {"all": 9}}
    assert account.left_out == {Reason.BAD_RESIDENTS: 1, Reason.PART_UNREADABLE: 1}


def test_a_long_table_of_only_some_ages_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("lsoa21_code,age_group,usual_residents\nW01000001,Aged 16 to 64 years,5\n")
    with pytest.raises(SourceError) as raised:
        load(path)
    assert "p.csv, column age_group: expected age groups that together" in str(raised.value)
    assert "but found Aged 16 to 64 years" in str(raised.value)


def test_a_table_without_lsoas_is_refused_with_the_column(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Area code,Age,Data values\nW06000001,All ages,5\n")
    with pytest.raises(
        SourceError, match=r"column Area code: expected codes of LSOAs.*W06000001 in"
    ):
        load(path)


def test_another_table_by_lsoa_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("LSOA code,2011,2012,2013\nW01000001,5,6,7\n")
    assert kind_of(member(path)) == OTHER


def test_the_census_table_gives_the_known_numbers(real_data: Path) -> None:
    path = real_data / "population" / "census2021_lsoa21_age_wales.csv"
    source = pd.read_csv(path)
    lsoas = source["lsoa21_code"].drop_duplicates()
    report = LoadReport()
    table = load_population(member(path), lsoas, None, report)
    assert table["residents"].sum() == source["usual_residents"].sum()
    assert set(table["age_band"]) == set(SIX) and report.files[0].used == len(source)


AGE_WORDS = {
    "Age: Aged 4 years and under; measures: Value": (0, 4), "F0": (0, 0), "M90": (90, OLDEST),
    "F65 and over": (65, OLDEST), "M0 to 15": (0, 15), "Under 16": (0, 15), "2011": None,
    "Aged under 1 year": (0, 0), "90+": (90, OLDEST), "16–24": (16, 24), "AGE_7": (7, 7),
    "Total": None, "Aged 65 years and over": (65, OLDEST),
}  # fmt: skip


@every_case(("words", "span"), AGE_WORDS.items())
def test_age_groups_are_parsed_in_the_format_of_each_publisher(
    words: str, span: tuple[int, int] | None
) -> None:
    found = ages_of(words)
    assert (found.span if found else None) == span


@given(st.sets(st.integers(1, 90)), st.sets(st.tuples(st.integers(0, 90), st.integers(0, 90))))
def test_the_selected_age_groups_cover_all_ages_once(
    borders: set[int], others: set[tuple[int, int]]
) -> None:
    """The selected groups adjoin each other from 0 on, whatever other groups overlap them."""
    starts = [0, *sorted(borders)]
    ends = [start - 1 for start in starts[1:]] + [OLDEST]
    whole = [Ages(low=low, high=high) for low, high in zip(starts, ends, strict=True)]
    extra = [Ages(low=min(pair), high=max(pair)) for pair in others]
    selected = partition_age_groups([*whole, *extra])
    assert len(selected) >= len(whole)
    assert [low for low, _ in selected] == [0, *(high + 1 for _, high in selected[:-1])]
    assert selected[-1][1] == OLDEST and set(bands_for(selected)) == set(selected)


NOMIS_QUERY = """"TS007A - Age by five-year age bands"
"ONS Crown Copyright Reserved [from Nomis on 29 November 2026]"

"Population","All usual residents"
"Units","Persons"
"Date","2021"
"Rural urban","Total"

"2021 super output area - lower layer","mnemonic","Total","Aged 15 years and under",\
"Aged 16 to 64","Aged 65 years and over"
"E01000001 : City of London 001A","E01000001",1473,131,1100,242
"W01000001 : Isle of Anglesey 001A","W01000001","1,300",200,800,300
"W01002002 : Cardiff 001B","W01002002",1000,200,700,100
"Column Total",,3773,531,2600,642

"In order to protect against disclosure of personal information, records have been swapped"
"Figures may not add up"
"""


def nomis_query(path: Path, text: str = NOMIS_QUERY) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_nomis_query_is_read_below_its_titles_without_total_and_footnotes(tmp_path: Path) -> None:
    path = nomis_query(tmp_path / "1234567890.csv")
    assert kind_of(member(path)) == POPULATION
    residents, account = load(path)
    assert residents == {
        "W01000001": {"0-15": 200, "16-64": 800, "65+": 300},
        "W01002002": {"0-15": 200, "16-64": 700, "65+": 100},
    }
    assert account.left_out == {
        Reason.OUTSIDE_THE_AREA: 1, Reason.FOOTNOTE: 3, Reason.BLANK_ROW: 1,
    }  # fmt: skip
    assert account.notes[Reason.TITLE_LINE] == 6


def test_a_nomis_query_without_codes_of_its_own_has_them_before_the_names(tmp_path: Path) -> None:
    text = (
        "Population estimates - small area based\n\nAge,All Ages\nGender,Total\n\n"
        "2021 super output area - lower layer,2021,2022\n"
        "W01000001 : Isle of Anglesey 001A,1290,1300\nTotal,1290,1300\n"
    )
    residents, account = load(nomis_query(tmp_path / "q.csv", text))
    assert residents == {"W01000001": {"all": 1300}}
    assert account.left_out == {Reason.FOOTNOTE: 1}
    assert account.notes[Reason.EARLIER_COLUMN] == 1


def test_a_nomis_query_by_areas_of_2011_needs_the_look_up(tmp_path: Path) -> None:
    text = NOMIS_QUERY.replace("2021 super output", "2011 super output")
    path = nomis_query(tmp_path / "q.csv", text)
    assert load(path)[1].left_out[Reason.NEEDS_LOOK_UP] == 1
    assert Reason.NEEDS_LOOK_UP not in load(path, changes(tmp_path))[1].left_out


@every_case("restriction", ["Gender,Male", "Sex,Females", "Age,Aged 16 to 64"])
def test_a_nomis_query_of_only_some_people_is_refused(tmp_path: Path, restriction: str) -> None:
    text = f"A title\n{restriction}\n\n2021 super output area - lower layer,mnemonic,2022\n"
    path = nomis_query(tmp_path / "q.csv", text + "a,W01000001,600\n")
    with pytest.raises(SourceError, match=f"found {restriction.split(',')[1]}"):
        load(path)


@every_case(
    "header",
    [
        "LSOA 2021 Code,Population", "LSOA21CD;Residents", "lsoa_code\tusual_residents",
        "LSOA Code,Total population", "LSOA 2021 Code,Mid-2022 population", "LSOA21CD,People",
    ],
)  # fmt: skip
def test_a_table_with_one_number_for_each_lsoa_is_read(tmp_path: Path, header: str) -> None:
    mark = next(mark for mark in ",;\t" if mark in header)
    path = tmp_path / "population.csv"
    rows = [["W01000001", "1300"], ["W01002002", "1000"], ["Total", "2300"]]
    path.write_text("\n".join([header, *(mark.join(row) for row in rows)]) + "\n")
    assert kind_of(member(path)) == POPULATION
    residents, account = load(path)
    assert residents == {"W01000001": {"all": 1300}, "W01002002": {"all": 1000}}
    assert account.left_out == {Reason.FOOTNOTE: 1}


def test_one_number_for_each_lsoa_and_sex_is_not_taken_for_all_residents(tmp_path: Path) -> None:
    path = tmp_path / "population.csv"
    path.write_text("LSOA 2021 Code,Sex,Population\nW01000001,F,650\nW01000001,M,640\n")
    assert kind_of(member(path)) == OTHER
