"""Stops and searches: located, counted by month, every row accounted for, nobody described."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.errors import SourceError
from data.files.archive import members_of
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.release.store import Store
from data.schema import TABLES
from data.sources.source import Loading
from data.sources.stop_and_search import load_stops

AREAS = gpd.GeoDataFrame(
    {
        "area_code": ["W05999001", "W01999001"],
        "level": ["ward", "lsoa"],
        "parent_code": ["W06000999", "W05999001"],
    },
    geometry=[shapely.box(220_000, 260_000, 240_000, 280_000)] * 2,
    crs="EPSG:27700",
)
HEADER = "Type,Date,Latitude,Longitude,Gender,Officer-defined ethnicity,Object of search\n"
INSIDE = "52.349565,-4.591327"
ROWS = (
    f"Person search,2026-08-01T10:00:00+00:00,{INSIDE},Male,Grey,Drugs",
    f"Person search,2026-08-31T23:00:00+00:00,{INSIDE},,,",
    f"Vehicle search,2026-07-01T10:00:00+00:00,{INSIDE},,,",
    "Person search,2026-08-01T10:00:00+00:00,,,,,",
    "Person search,2026-08-01T10:00:00+00:00,north,-4.5,,,",
    "Person search,2026-08-01T10:00:00+00:00,51.48,-3.18,,,",
    f"Person search,yesterday,{INSIDE},,,",
    "",
)
NAME = "2026-08-halwyn-stop-and-search.csv"


def load(folder: Path) -> tuple[pd.DataFrame, LoadReport]:
    report = LoadReport()
    members = list(members_of([folder]))
    return load_stops(members, Loading(AREAS, None, report)), report


def write(path: Path, *rows: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


def test_every_row_is_counted_or_left_out_for_a_reason(tmp_path: Path) -> None:
    write(tmp_path / NAME, *ROWS)
    table, report = load(tmp_path)
    by_month = table.set_index(["month", "search"])["stops"]
    assert by_month.to_dict() == {
        ("2026-07", "Vehicle search"): 1,
        ("2026-08", "Person search"): 2,
    }
    TABLES["stop_and_search"].validate(table)
    (account,) = report.files
    assert account.reconciles and (account.read, account.used) == (8, 3)
    assert account.left_out == {
        Reason.NO_LOCATION: 1,
        Reason.BAD_COORDINATES: 1,
        Reason.OUTSIDE_THE_AREA: 1,
        Reason.BAD_DATE: 1,
        Reason.BLANK_ROW: 1,
    }
    assert not {"Male", "Grey", "Drugs"} & {*table.astype(str).to_numpy().ravel()}


def test_a_month_that_comes_twice_counts_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / NAME, ROWS[0])
    write(tmp_path / "b" / NAME, ROWS[0], ROWS[1])
    write(tmp_path / "c" / NAME, ROWS[0])
    write(tmp_path / "d" / NAME.replace("08", "07"), ROWS[2])
    table, report = load(tmp_path)
    assert table["stops"].sum() == 3
    assert [account.used for account in report.files] == [0, 2, 0, 1]
    assert report.files[0].left_out == {Reason.FEWER_ROWS: 1}
    assert report.files[2].left_out == {Reason.FILE_TWICE: 1}
    assert all(account.reconciles for account in report.files)


def test_a_file_without_places_says_which_column_it_lacks(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("Type,Date,Object of search\nx,2026-08-01,y\n")
    with pytest.raises(SourceError, match="Latitude"):
        load(tmp_path)


def test_the_sample_has_stops_apart_from_crimes(sample_store: Store) -> None:
    stops = sample_store.table("stop_and_search")
    files = [one for one in sample_store.manifest.files if one.kind == "stop_and_search"]
    assert len(files) == 12 and all(one.reconciles for one in files)
    assert stops["stops"].sum() == sum(one.used for one in files) > 300
    assert sum(one.left_out.get(Reason.NO_LOCATION, 0) for one in files) > 0
