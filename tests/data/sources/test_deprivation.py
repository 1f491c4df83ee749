"""WIMD and the English IoD are read in each published layout, and editions are never combined."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from data.build.recognise import OTHER, kind_of
from data.cli.dry_run import check_files
from data.errors import SourceError
from data.file_kinds import DEPRIVATION
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.schema import check
from data.sources.deprivation import load_deprivation
from data.sources.lsoa_vintages import LsoaChanges, load_changes
from tests.cases import every_case
from tests.data.spreadsheets import write_ods, write_ods_content

DOMAINS = ["Income ", "Employment", "Health ", "Education ", "Access to Services ", "Housing"]
DOMAINS += ["Community Safety", "Physical Environment", " "]
WIMD_2025 = ["LSOA code", "LSOA name (Eng)", "Local Authority name (Eng)", "WIMD 2025 ", *DOMAINS]
WIMD_2019 = ["LSOA Code", "LSOA Name (Eng)", "Local Authority Name (Eng)", "WIMD 2019 ", *DOMAINS]
DECILES = [*WIMD_2025[:3], "WIMD 2025 overall rank", "WIMD 2025 overall decile"]
IOD_NAMES = (
    "Index of Multiple Deprivation (IMD)", "Income", "Employment",
    "Education, Skills and Training", "Health Deprivation and Disability", "Crime",
    "Barriers to Housing and Services", "Living Environment",
    "Income Deprivation Affecting Children Index (IDACI)",
)  # fmt: skip
LOOK_UP = """LSOA11CD,LSOA11NM,CHGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM
W01000001,a,U,W01000001,a,W06000001,x
W01000002,b,S,W01002002,b,W06000001,x
W01000002,b,S,W01002003,c,W06000001,x
W01000003,c,M,W01002004,d,W06000001,x
W01000004,d,M,W01002004,d,W06000001,x
W01000005,e,X,W01002005,e,W06000001,x
W01000006,f,S,W01002006,f,W06000002,y
W01000006,f,S,W01002007,g,W06000002,y
"""
LSOAS = pd.Series(["W01000001", "W01002002", "W01002003", "W01002004", "W01002005"])


def member(path: Path) -> Member:
    return next(iter(members_of([path])))


def wimd_row(code: str, rank: float) -> list[object]:
    return [code, f"Name of {code}", "Isle of Anglesey", rank, *(rank + d for d in range(8)), ""]


def wimd_ods(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    year = header[3].strip()
    top = [[f"{year}: LSOA overall and domain ranks"], ["This worksheet contains one table."]]
    deciles = [top[0], top[1], [*header[:3], f"{year} overall rank", f"{year} overall decile"]]
    deciles += [[*row[:4], 1] for row in rows]
    sheets = {
        "Guidance": [["Welsh Index of Multiple Deprivation"], ["1 is the most deprived"]],
        "Deciles_quintiles_quartiles": deciles,
        f"{year.replace(' ', '_')}_ranks": [*top, header, *rows],
    }
    return write_ods(path, sheets)


def iod_csv(path: Path, lsoas: int, districts: int, ranks: dict[str, int]) -> Path:
    kinds = ("Score (rate)", "Rank (where 1 is most deprived)")
    kinds += ("Decile (where 1 is most deprived 10% of LSOAs)",)
    head = [f"LSOA code ({lsoas})", f"LSOA name ({lsoas})"]
    head += [f"Local Authority District {word} ({districts})" for word in ("code", "name")]
    head += [f"{name} {kind}" for name in IOD_NAMES for kind in kinds]
    head += ["Total population: mid 2022"]
    lines = [",".join(f'"{name}"' for name in head)]
    for code, rank in ranks.items():
        numbers = [str(n) for d in range(len(IOD_NAMES)) for n in (0.123, rank + d, 1)]
        lines.append(",".join([code, "x", "E06000001", "y", *numbers, "1500"]))
    path.write_text("﻿" + "\n".join(lines), encoding="utf-8")
    return path


def changes(tmp_path: Path) -> LsoaChanges:
    (tmp_path / "look-up.csv").write_text(LOOK_UP)
    return load_changes(member(tmp_path / "look-up.csv"), LoadReport())


def load(
    paths: Sequence[Path], look_up: LsoaChanges | None = None, lsoas: pd.Series = LSOAS
) -> tuple[pd.DataFrame, LoadReport]:
    report = LoadReport()
    table = load_deprivation([member(path) for path in paths], lsoas, look_up, report)
    assert all(account.reconciles for account in report.files)
    left_out = sum(sum(account.left_out.values()) for account in report.files)
    assert left_out == len(report.rows_left_out())
    return check("deprivation", table), report


def overall(table: pd.DataFrame) -> dict[str, int]:
    of_all = table[table["domain"] == "overall"]
    return {
        str(code): int(rank) for code, rank in zip(of_all["area_code"], of_all["rank"], strict=True)
    }


def test_the_ods_of_wimd_2025_is_read_below_its_titles(tmp_path: Path) -> None:
    rows = [
        wimd_row("W01000001", 570),
        wimd_row("W01009999", 12),
        [""] * 13,
        wimd_row("W01002005", 3),
    ]
    path = wimd_ods(tmp_path / "wimd.ods", WIMD_2025, rows)
    assert kind_of(member(path)) == DEPRIVATION
    table, report = load([path])
    assert overall(table) == {"W01000001": 570, "W01002005": 3}
    assert set(table["edition"]) == {"WIMD 2025"} and set(table["of"]) == {1917}
    assert set(table["domain"]) == {
        "overall", "income", "employment", "health", "education", "access", "housing",
        "community_safety", "environment",
    }  # fmt: skip
    account = report.files[0]
    assert (account.read, account.used) == (4, 2)
    assert account.left_out == {Reason.BLANK_ROW: 1, Reason.OUTSIDE_THE_AREA: 1}
    assert account.notes == {Reason.TITLE_LINE: 2, Reason.SHEET_PASSED_OVER: 2}
    assert report.rows_left_out()["row"].tolist() == [6, 5]


@every_case(
    ("lsoas", "districts", "edition", "of"),
    [
        (2011, 2019, "IoD 2019", 32844),
        (2021, 2024, "IoD 2025", 33755),
        (2011, 2013, "IoD 2015", 32844),
    ],
)
def test_file_7_of_the_english_indices_has_its_edition(
    tmp_path: Path, lsoas: int, districts: int, edition: str, of: int
) -> None:
    path = iod_csv(tmp_path / "f.csv", lsoas, districts, {"E01000001": 11, "E01000002": 2})
    assert kind_of(member(path)) == DEPRIVATION
    table, _ = load([path], LsoaChanges(), pd.Series(["E01000001"]))
    assert overall(table) == {"E01000001": 11}
    assert set(table["edition"]) == {edition} and set(table["of"]) == {of}
    ranks = table.set_index("domain")["rank"].to_dict()
    assert ranks == {
        "overall": 11, "income": 12, "employment": 13, "education": 14, "health": 15,
        "crime": 16, "housing": 17, "environment": 18,
    }  # fmt: skip


def test_lsoas_of_2011_are_converted_to_those_of_2021(tmp_path: Path) -> None:
    ranks = {"W01000001": 1, "W01000002": 2, "W01000003": 30, "W01000004": 4, "W01000005": 5}
    rows = [wimd_row(code, rank) for code, rank in (ranks | {"W01000006": 6}).items()]
    path = wimd_ods(tmp_path / "wimd2019.ods", WIMD_2019, rows)
    table, report = load([path], changes(tmp_path))
    # Both parts of a split LSOA have its rank; a merged LSOA has the lower of the two ranks.
    assert overall(table) == {"W01000001": 1, "W01002002": 2, "W01002003": 2, "W01002004": 4}
    assert set(table["of"]) == {1909}
    account = report.files[0]
    assert (account.read, account.used) == (6, 4)
    assert account.left_out == {Reason.OUTSIDE_THE_AREA: 1, Reason.REDRAWN_SINCE_2011: 1}
    assert account.notes[Reason.RANK_OF_THE_WHOLE] == 1
    assert account.notes[Reason.LOWEST_OF_MERGED] == 2


def test_without_the_look_up_the_report_states_that_it_is_missing(tmp_path: Path) -> None:
    rows = [wimd_row("W01000001", 1), wimd_row("W01000002", 2)]
    table, report = load([wimd_ods(tmp_path / "w.ods", WIMD_2019, rows)])
    assert overall(table) == {"W01000001": 1}
    assert report.files[0].left_out == {Reason.NEEDS_LOOK_UP: 1}


def test_editions_are_separate_and_a_repeated_edition_replaces_the_earlier_one(
    tmp_path: Path,
) -> None:
    old = wimd_ods(tmp_path / "a.ods", WIMD_2019, [wimd_row("W01000001", 9)])
    first = wimd_ods(tmp_path / "b.ods", WIMD_2025, [wimd_row("W01000001", 7)])
    again = wimd_ods(tmp_path / "c.ods", WIMD_2025, [wimd_row("W01000001", 8)])
    table, report = load([old, first, again])
    found = table[table["domain"] == "overall"].set_index("edition")["rank"].to_dict()
    assert found == {"WIMD 2019": 9, "WIMD 2025": 8}
    assert [account.used for account in report.files] == [1, 0, 1]
    assert report.files[1].left_out == {Reason.EDITION_REPLACED: 1}


def test_faults_of_single_rows_are_counted(tmp_path: Path) -> None:
    rows = [wimd_row("W01000001", 1), wimd_row("W01000001", 2), wimd_row("Source: survey", 3)]
    rows += [[*wimd_row("W01002005", 4)[:4], "..", *wimd_row("W01002005", 4)[5:]]]
    _, report = load([wimd_ods(tmp_path / "w.ods", WIMD_2025, rows)])
    assert report.files[0].left_out == {
        Reason.AREA_TWICE: 1, Reason.NOT_AN_LSOA: 1, Reason.BAD_NUMBER: 1,
    }  # fmt: skip


def test_scores_are_refused(tmp_path: Path) -> None:
    path = wimd_ods(tmp_path / "scores.ods", WIMD_2025, [wimd_row("W01000001", 75.3)])
    with pytest.raises(SourceError) as raised:
        load([path])
    message = str(raised.value)
    assert "scores.ods, row 4, column WIMD 2025" in message
    assert "expected a rank, a whole number from 1 (not a score)" in message and "75.3" in message


def test_a_table_of_deciles_is_not_read_as_ranks(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "d.ods", {"D": [DECILES, ["W01000001", "a", "b", 5, 1]]})
    assert kind_of(member(path)) == OTHER


def test_a_spreadsheet_that_expands_to_too_many_cells_is_refused(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    cell += "<text:p>a</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    path = tmp_path / "bomb.ods"
    write_ods_content(path, f'<table:table table:name="S">{row}</table:table>')
    assert path.stat().st_size < 2000
    with pytest.raises(SourceError, match=r"bomb\.ods"):
        kind_of(member(path))


def test_check_reports_every_edition_as_used(tmp_path: Path) -> None:
    wimd_ods(tmp_path / "a.ods", WIMD_2019, [wimd_row("W01000001", 9)])
    iod_csv(tmp_path / "b.csv", 2021, 2024, {"E01000001": 11})
    lines = [" ".join(line.split()) for line in check_files([tmp_path]).lines]
    for name in ("a.ods", "b.csv"):
        assert f"deprivation recognised, would be read: {name}" in lines


def test_all_of_wimd_2025_is_read_from_csv_and_from_ods(real_data: Path, tmp_path: Path) -> None:
    published = next((real_data / "deprivation").glob("*.csv"))
    whole = pd.read_csv(published, dtype=object, skip_blank_lines=False).fillna("")
    lsoas = whole.loc[whole["LSOA code"] != "", "LSOA code"]
    rows = [[int(c) if str(c).isdigit() else c for c in row] for row in whole.to_numpy()]
    ods = wimd_ods(tmp_path / "w.ods", list(whole.columns), rows)
    from_csv, report = load([published], None, lsoas)
    from_ods, _ = load([ods], None, lsoas)
    assert from_csv.equals(from_ods)
    assert report.files[0].left_out == {Reason.BLANK_ROW: 2}
    assert sorted(overall(from_csv).values()) == list(range(1, 1918))


def test_every_lsoa_of_wales_has_a_rank_of_2019_by_the_official_look_up(
    real_data: Path, tmp_path: Path
) -> None:
    look_up = real_data / "lookups" / "LSOA11_LSOA21_LAD22_Wales.csv"
    table = pd.read_csv(look_up, encoding="utf-8-sig")
    codes = sorted(table["LSOA11CD"].unique())
    rows = [wimd_row(str(code), rank) for rank, code in enumerate(codes, start=1)]
    path = wimd_ods(tmp_path / "w.ods", WIMD_2019, rows)
    found = load_changes(member(look_up), LoadReport())
    tidy, report = load([path], found, table["LSOA21CD"].drop_duplicates())
    assert len(overall(tidy)) == 1917 and report.files[0].used == 1909
    assert report.files[0].notes[Reason.RANK_OF_THE_WHOLE] == 27
    assert report.files[0].notes[Reason.LOWEST_OF_MERGED] == 45


def test_an_edition_of_another_area_gives_no_rows(tmp_path: Path) -> None:
    table, report = load([iod_csv(tmp_path / "f.csv", 2021, 2024, {"E01000001": 11})])
    assert table.empty and report.files[0].left_out == {Reason.OUTSIDE_THE_AREA: 1}


def test_check_counts_one_month_in_the_singular(sample_sources: Path) -> None:
    month = sample_sources / "police" / "2026-09"
    (line,) = (li for li in check_files([month]).lines if "halwyn," in li)
    assert "would be read: halwyn, 1 month, 2026-09 to 2026-09" in line
