"""Partners' files of every kind build; unusable files are refused, and the old release stays."""

import csv
import json
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from data.build.pipeline import build_release
from data.errors import SourceError
from data.files.archive import members_of
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.readers.shapes import read_layer
from data.release.current import open_store
from data.release.store import Store
from data.settings import Settings
from tests.conftest import TWO_MONTHS, copy_sources

WARD, OTHER_WARD, LSOA = "W05999003", "W05999011", "W01999007"
LON, LAT = -4.591327, 52.349565


@pytest.fixture
def small_sources(sample_sources: Path, tmp_path: Path) -> Path:
    """A copy of two months of the sources and of partners' places, which builds quickly."""
    return copy_sources(sample_sources, tmp_path / "small", TWO_MONTHS, "source.json", "places")


@pytest.fixture
def refused(copied: Settings, small_sources: Path) -> Callable[[], str]:
    """Build, check that it fails and the old release stays current, and return the message."""

    def build() -> str:
        before = open_store(copied)[0].manifest.release
        with pytest.raises(SourceError) as raised:
            build_release([small_sources], copied)
        store, broken = open_store(copied)
        assert broken is None and store.manifest.release == before
        assert not list(copied.releases.glob(".building-*"))
        return str(raised.value)

    return build


@pytest.fixture
def built(copied: Settings, small_sources: Path) -> Callable[[], Store]:
    """Build, check that every file's report reconciles, and return the release."""

    def build() -> Store:
        manifest = build_release([small_sources], copied)
        assert all(account.reconciles for account in manifest.files)
        return Store(copied.releases / manifest.release)

    return build


def account_of(store: Store, ending: str) -> FileReport:
    (account,) = (a for a in store.manifest.files if a.file.endswith(ending))
    return account


def boundary(small_sources: Path, change: Callable[[dict], None], name: str = "Wards_2025") -> Path:
    path = small_sources / "boundaries" / f"{name}.geojson"
    layer = json.loads(path.read_text("utf-8"))
    for feature in layer["features"]:
        change(feature)
    path.write_text(json.dumps(layer))
    return path


# --- Usable files ---------------------------------------------------------------------------


def council_asb(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Council ASB reports"],
        ["July 2026"],
        ["Date", "Time", "Type", "Lon", "Lat"],
        ["03/07/2026", "21:15", "noise", LON, LAT],
        ["04/07/2026", None, "litter", LON, LAT],
        ["31/06/2026", "18:00", "noise", LON, LAT],
        ["05/07/2026", "25:00", "noise", LON, LAT],
        ["06/07/2026", "18:00", None, LON, LAT],
        ["07/07/2026", "18:00", "noise", -1.5, 52.3],
    ):
        book.active.append(row)
    book.save(path)


def deliberate_fires(path: Path) -> None:
    rows = [
        "Incident ID;Date;Type;Ward code;LSOA code",
        f"F1;2026-07-05 23:40;tân bwriadol;;{LSOA}",
        f"F2;2026-07-06;tân bwriadol;{WARD};",
        f"F2;2026-07-06;tân bwriadol;{WARD};",
        "F3;2026-07-06;tân bwriadol;;",
    ]
    path.write_bytes("\r\n".join(rows).encode("windows-1252"))


def orders(path: Path) -> None:
    rows = {
        "Order ID": ["P1", "P2", "P3"],
        "Name EN": ["Square", "Promenade", "Dunes"],
        "Prohibitions EN": ["No drinking", "No fires", "No fires"],
        "Start": ["2025-01-01", "2025-01-01", "2025-01-01"],
        "Expiry": ["2027-01-01", "2024-01-01", None],
        "Status": ["In force", "in force", "in force"],
    }
    corners = [(223600, 275550), (223700, 275550), (223700, 275650), (223600, 275650)]
    box = shapely.Polygon(corners)
    bow_tie = shapely.Polygon([corners[at] for at in (0, 2, 1, 3)])
    gpd.GeoDataFrame(rows, geometry=[box, box, bow_tie], crs=27700).to_file(path)


def test_orders_with_unusable_polygons_or_outside_the_area_are_left_out_with_the_reason(
    small_sources: Path, built: Callable[[], Store]
) -> None:
    square = shapely.box(LON, LAT, LON + 0.001, LAT + 0.001)
    spike = shapely.Polygon([(LON, LAT), (LON + 0.001, LAT), (LON, LAT)])
    shapes = {
        "here": square,
        "bow tie": shapely.Polygon([(LON + a, LAT + b) for a, b in TIE]),
        "exchanged": shapely.transform(square, lambda points: points[:, ::-1]),
        "metres": shapely.box(229400, 269900, 229500, 270000),
        "london": shapely.box(-0.12, 51.5, -0.11, 51.51),
        "spike": spike,
        "also here": square,
        "and here": square,
        "here too": square,
    }
    rows = pd.DataFrame({"order_id": list(shapes), "name_en": "a", "prohibitions_en": "b"})
    layer = gpd.GeoDataFrame(
        rows.assign(status="in force"), geometry=list(shapes.values()), crs=4326
    )
    layer.to_file(small_sources / "our_orders.geojson")
    (small_sources / "zz").mkdir()
    (small_sources / "our_orders.geojson").rename(small_sources / "zz" / "our_orders.geojson")
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        store = built()
    account = account_of(store, "our_orders.geojson")
    assert account.left_out == {
        Reason.EXCHANGED: 1,
        Reason.OTHER_COORDINATES: 1,
        Reason.NO_POLYGON: 1,
        Reason.OUTSIDE_THE_AREA: 1,
    }
    assert account.used == 5
    used = store.table("orders")
    assert set(used["order_id"]) == {"here", "bow tie", "also here", "and here", "here too"}
    assert set(gpd.GeoSeries(used["geometry"]).geom_type) <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (f"{LAT},{LON}", Reason.EXCHANGED),
        ("229400,269900", Reason.OTHER_COORDINATES),
        ("somewhere,there", Reason.BAD_COORDINATES),
    ],
)
def test_coordinates_of_another_kind_are_left_out_with_that_reason(
    small_sources: Path, built: Callable[[], Store], cells: str, reason: Reason
) -> None:
    good = f"2026-07-01,noise,{LON},{LAT}\n" * 2
    (small_sources / "asb.csv").write_text(f"date,type,lon,lat\n{good}2026-07-01,noise,{cells}\n")
    assert account_of(built(), "asb.csv").left_out == {reason: 1}


def test_rows_dated_in_the_future_are_left_out(
    small_sources: Path, built: Callable[[], Store]
) -> None:
    """Incidents, totals, answers and confirmations after today are left out."""
    folder = small_sources / "zz"
    folder.mkdir()
    head = f"date,type,lon,lat\n2026-07-01,noise,{LON},{LAT}\n"
    (folder / "asb.csv").write_text(f"{head}2099-06-01 21:15,noise,{LON},{LAT}\n")
    (folder / "totals.csv").write_text(
        "wave,mode,ward_code,question,answer,respondents,weighted_share\n"
        f"2026-06,random sample,{WARD},safe_day,very safe,14,0.41\n"
        f"2099-06,random sample,{WARD},safe_day,very safe,14,0.41\n"
    )
    (folder / "survey.csv").write_text(
        "respondent_id,wave,mode,ward_code,weight,safe_day,safe_after_dark\n"
        f"R1,2026-06,random sample,{WARD},1,very safe,very safe\n"
        f"R2,2099-06,random sample,{WARD},1,very safe,off the scale\n"
    )
    (folder / "groups.csv").write_text(
        "group_id,name_en,kind,covers,ward_code,last_confirmed\n"
        f"G1,Watch,neighbourhood_watch,ward,{WARD},2099-06-01\n"
        f"G2,Watch,neighbourhood_watch,ward,{WARD},2026-06-01\n"
    )
    store = built()
    for name in ("asb.csv", "totals.csv", "zz/survey.csv"):
        account = account_of(store, name)
        assert account.left_out == {Reason.IN_THE_FUTURE: 1} and account.used == 1
    account = account_of(store, "zz/groups.csv")
    assert account.used == 2 and account.notes == {Reason.CONFIRMED_IN_THE_FUTURE: 1}
    assert store.table("groups")["last_confirmed"].isna().tolist() == [True, False]


TIE = ((0, 0), (0.001, 0.001), (0.001, 0), (0, 0.001))
TOTALS = f"""wave,mode,ward_code,question,answer,respondents,weighted_share
2026-06,random sample,{WARD},safe_day,very safe,14,0.41
2026-06,open consultation,{WARD},safe_day,very safe,9,0.5
2026-06,random sample,{WARD},safe_day,very safe,14,0.41
2026-06,random sample,W05888001,safe_day,very safe,14,0.41
2026-06,random sample,{WARD},weather,sunny,14,
2026-06,random sample,{WARD},safe_day,sunny,14,
"""


def test_partner_files_of_every_kind_are_read_and_reconcile(
    small_sources: Path, built: Callable[[], Store]
) -> None:
    (small_sources / "places" / "orders.geojson").unlink()
    council_asb(small_sources / "asb.xlsx")
    deliberate_fires(small_sources / "fires.csv")
    orders(small_sources / "orders.gpkg")
    (small_sources / "totals.csv").write_text(TOTALS)
    store = built()
    incidents = store.table("local_incidents")
    assert incidents["type"].tolist() == ["noise", "litter", "tân bwriadol", "tân bwriadol"]
    assert incidents["hour"].fillna(-1).tolist() == [21, -1, 23, -1]
    assert incidents["month"].unique().tolist() == ["2026-07"]
    assert incidents["ward_code"].notna().all()
    assert store.table("survey_totals")["respondents"].tolist() == [14, 9]
    assert account_of(store, "asb.xlsx").left_out == {
        "unreadable date": 1, "unreadable time": 1, "no type": 1, "outside the area": 1,
    }  # fmt: skip
    assert account_of(store, "asb.xlsx").notes == {"title line before the header": 2}
    assert account_of(store, "fires.csv").left_out == {"incident named twice": 1, "no location": 1}
    assert account_of(store, "fires.csv").notes == {"read as Windows-1252": 4}
    assert account_of(store, "orders.gpkg").left_out == {"ends before it starts": 1}
    assert account_of(store, "orders.gpkg").notes == {"polygon repaired": 1}
    assert account_of(store, "totals.csv").left_out == {
        "answer totalled twice": 1, "unknown ward": 1, "unknown question": 1,
        "total of an answer not on the scale": 1,
    }  # fmt: skip
    rows = store.rows_left_out()
    assert rows.loc[rows["file"].str.endswith("asb.xlsx"), "row"].tolist() == [6, 7, 8, 9]


def test_incidents_of_overlapping_extracts_and_copies_count_once(
    small_sources: Path, built: Callable[[], Store]
) -> None:
    head = "incident_id,date,type,ward_code\n"
    first = head + f"C1,2026-07-01,noise,{WARD}\nC2,2026-07-02,noise,{WARD}\n"
    (small_sources / "a.csv").write_text(first)
    (small_sources / "a (1).csv").write_text(first)
    (small_sources / "b.csv").write_text(
        head + f"C2,2026-07-02,noise,{WARD}\nC1,2026-08-01,x,{WARD}\n"
    )
    store = built()
    assert len(store.table("local_incidents")) == 3
    left_out = {account.file: account.left_out for account in store.manifest.files}
    assert left_out["a (1).csv"] == {}
    assert left_out["a.csv"] == {"file brought twice": 2}
    assert left_out["b.csv"] == {"incident named twice": 1}


def test_groups_responses_and_a_survey_from_a_workbook_or_a_layer(
    small_sources: Path, built: Callable[[], Store]
) -> None:
    for name in ("places/groups.csv", "places/responses.csv"):
        (small_sources / name).unlink()
    book = openpyxl.Workbook()
    book.active.append(["Respondent ID", "Wave", "Mode", "Ward code", "Weight", "Safe day"])
    book.active.append(["R1", "Jun-26", "Random sample", WARD, 1.2, "Very safe"])
    book.active.append(["R2", "Jun-26", "Random sample", WARD, 1, "enormous"])
    book.save(small_sources / "survey.xlsx")
    responses = openpyxl.Workbook()
    responses.active.append(["Responses"])
    responses.active.append(["response_id", "name_en", "kind", "status"])
    responses.active.append(["A1", "Wardens", "patrol", "running"])
    responses.save(small_sources / "responses.xlsx")
    groups = {"group_id": ["G1"], "name_en": ["Watch"], "kind": ["neighbourhood_watch"]}
    groups |= {"covers": ["ward"], "ward_code": [WARD]}
    point = [shapely.Point(LON, LAT)]
    gpd.GeoDataFrame(groups, geometry=point, crs=4326).to_file(small_sources / "groups.gpkg")
    store = built()
    assert store.answers_of(["safe_day"], ["wave", "answer", "question"])[
        ["wave", "answer"]
    ].to_numpy().tolist() == [["2026-06", "very safe"]]
    assert account_of(store, "survey.xlsx").notes == {"answer not on the scale": 1}
    assert store.table("responses")["name_cy"].tolist() == ["Wardens"]
    group = store.table("groups").iloc[0]
    assert not group["public_contact"] and group.geometry.x == pytest.approx(223_890, abs=500)


# --- Unusable files -------------------------------------------------------------------------


def zip_with(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def test_a_file_that_is_no_zip_is_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    (small_sources / "police.zip").write_text("<html>Not found</html>")
    assert "police.zip" in refused() and "a whole zip archive" in refused()


def test_a_truncated_zip_is_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    zip_with(small_sources / "police.zip", {"a.csv": b"x" * 9999})
    whole = (small_sources / "police.zip").read_bytes()
    (small_sources / "police.zip").write_bytes(whole[: len(whole) // 2])
    assert "the download may have been cut off" in refused()


def test_a_zip_bomb_is_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    zip_with(small_sources / "bomb.zip", {"a.csv": bytes(40 << 20)})
    message = refused()
    assert "bomb.zip: a.csv" in message and "a zip bomb looks like this" in message


def test_a_path_outside_the_zip_is_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    zip_with(small_sources / "police.zip", {"../../evil.csv": b"a,b\n"})
    assert "member “evil.csv”: expected names that stay inside the zip" in refused()
    assert not list(small_sources.parent.rglob("evil.csv"))


def test_a_truncated_workbook_is_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    council_asb(small_sources / "asb.xlsx")
    (small_sources / "asb.xlsx").write_bytes((small_sources / "asb.xlsx").read_bytes()[:2000])
    assert "asb.xlsx" in refused() and "cut off" in refused()


def test_a_damaged_geopackage_is_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    (small_sources / "orders.gpkg").write_bytes(b"SQLite format 3\0" + bytes(100))
    message = refused()
    assert "orders.gpkg" in message and "expected a layer of shapes" in message


def test_a_table_without_columns_of_location_is_refused(
    small_sources: Path, refused: Callable[[], str]
) -> None:
    (small_sources / "asb.csv").write_text(
        "Date,Time,Type,Street\n2026-07-01,12:00,noise,High Street\n"
    )
    message = refused()
    assert "asb.csv, the file as a whole: expected columns that say where: lon and lat" in message
    assert "but found date, time, type, Street" in message


def test_orders_without_polygons_are_refused(
    small_sources: Path, refused: Callable[[], str]
) -> None:
    (small_sources / "places" / "orders.geojson").unlink()
    (small_sources / "orders.csv").write_text(
        "order_id,name_en,prohibitions_en,status\nP,a,b,in force\n"
    )
    assert "an order needs an outline" in refused()


def test_mixed_encodings_are_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    text = f"date,type,ward_code\n2026-07-01,sŵn,{WARD}\n".encode()
    (small_sources / "asb.csv").write_bytes(
        text + f"2026-07-01,tân,{WARD}\n".encode("windows-1252")
    )
    message = refused()
    assert "asb.csv, line 3, byte" in message and "expected one encoding throughout" in message


def test_exchanged_coordinates_are_refused(small_sources: Path, refused: Callable[[], str]) -> None:
    (small_sources / "asb.csv").write_text(f"date,type,lon,lat\n2026-07-01,noise,{LAT},{LON}\n")
    message = refused()
    assert "asb.csv, column lon, lat" in message
    assert "latitude and longitude swapped (row 2 has lon 52.349565 and lat -4.591327" in message


def test_metres_in_columns_for_degrees_are_refused(
    small_sources: Path, refused: Callable[[], str]
) -> None:
    (small_sources / "asb.csv").write_text("date,type,lon,lat\n2026-07-01,noise,229400,269900\n")
    message = refused()
    assert "British National Grid metres: name the columns easting and northing" in message


def with_coordinates(path: Path, change: Callable[[str, str], tuple[str, str]]) -> None:
    """Rewrite a police file with other coordinates."""
    header, *rows = csv.reader(path.read_text("utf-8").splitlines())
    lon, lat = header.index("Longitude"), header.index("Latitude")
    for row in rows:
        if row[lon]:
            row[lon], row[lat] = change(row[lon], row[lat])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda lon, lat: (lat, lon), "latitude and longitude swapped"),
        (lambda lon, lat: ("229400", "269900"), "British National Grid metres"),
    ],
)
def test_a_police_month_with_coordinates_of_another_kind_is_refused(
    small_sources: Path,
    refused: Callable[[], str],
    change: Callable[[str, str], tuple[str, str]],
    found: str,
) -> None:
    (path,) = (small_sources / "police" / "2026-09").glob("*-street.csv")
    with_coordinates(path, change)
    message = refused()
    assert f"{path.name}, row " in message and "columns Longitude, Latitude" in message
    assert found in message


def test_a_police_month_outside_the_area_is_a_gap_and_not_a_month_without_crime(
    sample_sources: Path, small_sources: Path, built: Callable[[], Store]
) -> None:
    for month in ("2026-06", "2026-07"):
        shutil.copytree(sample_sources / "police" / month, small_sources / "police" / month)
    (path,) = (small_sources / "police" / "2026-08").glob("*-street.csv")
    with_coordinates(path, lambda lon, lat: (str(float(lon) + 5), lat))
    gaps = built().manifest.gaps
    assert [(gap.month, gap.why, gap.rows < 100) for gap in gaps] == [("2026-08", "thin", True)]


def exchange_coordinates(feature: dict) -> None:
    shape = shapely.geometry.shape(feature["geometry"])
    turned = shapely.transform(shape, lambda points: points[:, ::-1])
    feature["geometry"] = shapely.geometry.mapping(turned)


def test_boundaries_with_exchanged_coordinates_are_refused(
    small_sources: Path, refused: Callable[[], str]
) -> None:
    boundary(small_sources, exchange_coordinates)
    message = refused()
    assert "Wards_2025.geojson, the geometry: expected longitude before latitude" in message
    assert "found swapped degrees (52." in message


def test_a_boundary_file_without_codes_is_refused(
    small_sources: Path, refused: Callable[[], str]
) -> None:
    boundary(small_sources, lambda feature: feature["properties"].pop("WD25CD"))
    message = refused()
    assert "expected also ward boundaries (a code column such as WD25CD)" in message
    assert "not recognised: boundaries/Wards_2025.geojson" in message


def test_an_invalid_polygon_is_repaired_and_reported(
    small_sources: Path, built: Callable[[], Store]
) -> None:
    def pinch(feature: dict) -> None:
        """Add a spike out and back, at which the ring crosses itself."""
        if feature["properties"]["WD25CD"] == WARD:
            ring = feature["geometry"]["coordinates"][0][0]
            ring[1:1] = [[ring[0][0] + 0.0004, ring[0][1]], ring[0]]

    boundary(small_sources, pinch)
    store = built()
    assert account_of(store, "Wards_2025.geojson").notes == {"polygon repaired": 1}
    assert store.areas("ward").geometry.is_valid.all()


def test_answers_of_unknown_wards_are_left_out(
    sample_sources: Path, small_sources: Path, built: Callable[[], Store]
) -> None:
    path = small_sources / "survey.csv"
    answers = pd.read_csv(sample_sources / "perceptions" / "survey.csv", dtype=str)
    # Of this question no figures are published, which would take long.
    answers[[*answers.columns[:6], "safe_day"]].to_csv(path, index=False)
    known = account_of(built(), "survey.csv")
    path.write_text(path.read_text("utf-8").replace(f",{OTHER_WARD},", ",W05888001,"))
    account = account_of(built(), "survey.csv")
    more = account.left_out["unknown ward"] - known.left_out["unknown ward"]
    assert more > 0 and known.used - account.used == more


def test_a_geopackage_is_read_without_warnings(tmp_path: Path) -> None:
    layer = gpd.GeoDataFrame({"name": ["A"]}, geometry=[shapely.box(0, 0, 9, 9)], crs=27700)
    layer.to_file(tmp_path / "areas.gpkg", driver="GPKG")
    (member,) = members_of([tmp_path])
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert read_layer(member)["name"].tolist() == ["A"]
    assert not warned
