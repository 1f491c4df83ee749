"""Partners' incidents and survey totals are located, and every row is reported."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.errors import SourceError
from data.files.archive import members_of
from data.load_report.report import LoadReport
from data.sources.incidents.location import INCIDENT_COLUMNS
from data.sources.partner_incidents import load_local_incidents
from data.sources.surveys.totals import load_all_survey_totals
from data.sources.ward_names import Wards

SQUARES = {
    "W06000999": ("county", None, shapely.box(220_000, 270_000, 230_000, 280_000)),
    "W05999003": ("ward", "W06000999", shapely.box(220_000, 270_000, 225_000, 280_000)),
    "W05999011": ("ward", "W06000999", shapely.box(225_000, 270_000, 230_000, 280_000)),
    "W01999007": ("lsoa", "W05999003", shapely.box(220_000, 270_000, 225_000, 280_000)),
    "W01999008": ("lsoa", "W05999011", shapely.box(225_000, 270_000, 230_000, 280_000)),
}
NAMES = {"W05999003": ("St Bride's Major", "Saint-y-brid"), "W05999011": ("The Court", "Y Cwrt")}
AREAS = gpd.GeoDataFrame(
    [
        {"area_code": code, "level": at, "parent_code": of}
        | dict(zip(("name_en", "name_cy"), NAMES.get(code, (code, code)), strict=True))
        for code, (at, of, _) in SQUARES.items()
    ],
    geometry=[shape for _, _, shape in SQUARES.values()],
    crs="EPSG:27700",
)


def load(folder: Path, text: str, kind: str = "incidents") -> tuple[pd.DataFrame, LoadReport]:
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8")
    files, report = list(members_of([path])), LoadReport()
    if kind == "incidents":
        return load_local_incidents(files, AREAS, report, None), report
    return load_all_survey_totals(files, Wards.of_codes(["W05999003"]), report), report


def test_incidents_are_located_and_the_others_counted(tmp_path: Path) -> None:
    text = """Date,Time,Type,Easting,Northing,LSOA code,Ward code
2025-06-01,21:15,noise,224000,275000,W01999008,
02/06/2025 00:10,,fire,226000,275000,,
2025-06-03,,fire,,,W01999008,
2025-06-04,7:05,fire,,,,w05999011
2025-06-05,,fire,240000,275000,,
2025-06-06,,fire,,,,W05888001
2025-06-07,,fire,,,W01888001,
2025-06-31,,fire,224000,275000,,
2025-06-08,,fire,,,,
2025-06-09,,fire,north,275000,,
2025-06-10,later,,224000,275000,,
"""
    tidy, report = load(tmp_path, text)
    assert list(tidy.columns) == INCIDENT_COLUMNS
    assert tidy["month"].unique().tolist() == ["2025-06"]
    assert tidy["date"].tolist() == [f"2025-06-0{day}" for day in (1, 2, 3, 4)]
    assert tidy["hour"].fillna(-1).tolist() == [21, 0, -1, 7]
    assert tidy["lsoa_code"].fillna("").tolist() == ["W01999007", "W01999008", "W01999008", ""]
    assert tidy["ward_code"].tolist() == ["W05999003", "W05999011", "W05999011", "W05999011"]
    assert tidy["x"].fillna(0).tolist() == [224000, 226000, 0, 0]
    (account,) = report.files
    assert account.reconciles
    assert (account.read, account.used) == (11, 4)
    assert account.left_out == {
        "unreadable date": 1,
        "no location": 1,
        "unreadable coordinates": 1,
        "unreadable time": 1,
        "outside the area": 3,
    }
    assert sorted(report.rows_left_out()["row"]) == [6, 7, 8, 9, 10, 11, 12]


def test_a_fault_of_the_whole_file_is_raised(tmp_path: Path) -> None:
    text = "date,type,lon,lat\n2025-06-01,noise,52.35,-4.59\n"
    with pytest.raises(SourceError) as raised:
        load(tmp_path, text)
    assert str(raised.value) == (
        f"{tmp_path / 'own.csv'}, column lon, lat: expected longitude (-9 to 2.5) in lon and "
        "latitude (49 to 61) in lat, but found latitude and longitude swapped (row 2 has lon "
        "52.35 and lat -4.59; rows like this: 1 of 1)."
    )


def test_points_of_a_layer_are_located(tmp_path: Path) -> None:
    path = tmp_path / "own.gpkg"
    rows = {"date": ["2025-06-01", "2025-06-02"], "type": ["fire", "fire"]}
    points = [shapely.Point(224_000, 275_000), None]
    gpd.GeoDataFrame(rows, geometry=points, crs=27700).to_file(path)
    report = LoadReport()
    tidy = load_local_incidents(list(members_of([path])), AREAS, report, None)
    (account,) = report.files
    assert tidy["lsoa_code"].tolist() == ["W01999007"]
    assert account.left_out == {"no location": 1}


def test_survey_totals_are_loaded(tmp_path: Path) -> None:
    head = "wave,ward_code,question,answer,respondents,weighted_share\n"
    row = "2025-06,{},safe_day,{},{},{}\n"
    text = head + row.format("W05999003", "very safe", 14, 0.41)
    text += row.format("W05999003", "fairly safe", 11, "")
    text += row.format("W05999011", "very safe", 14, "")
    text += row.format("W05999003", "very safe", 12, "")
    text += row.format("W05999003", "enormous", 12, "")
    text += row.format("W05999003", "don't know", "many", "")
    tidy, report = load(tmp_path, text, "survey_totals")
    assert tidy["area_code"].tolist() == ["W05999003", "W05999003"]
    assert tidy["respondents"].tolist() == [14, 11]
    assert tidy["share"].fillna(-1).tolist() == [0.41, -1]
    (account,) = report.files
    assert account.reconciles
    assert account.left_out == {
        "unknown ward": 1,
        "answer totalled twice": 1,
        "total of an answer not on the scale": 1,
        "unreadable number": 1,
    }
