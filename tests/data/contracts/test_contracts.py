"""Partners' tables are read and validated, and every fault is reported."""

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.build.recognise import kind_of
from data.contracts import CONTRACTS, WHOLE_FILE, ValidatedTable, contract_of, validate
from data.contracts.templates import BOTH_FORMS, write_template
from data.errors import SourceError
from data.files.archive import members_of
from data.readers.partner_table import BEYOND, PartnerTable, read_own
from data.schema import check
from tests.cases import every_case

WANTS = CONTRACTS["incidents"].columns
each_kind = every_case("kind", CONTRACTS)


def read(
    folder: Path, content: bytes, name: str = "own.csv", kind: str = "incidents"
) -> PartnerTable:
    path = folder / name
    path.write_bytes(content)
    return read_own(path, wants=CONTRACTS[kind].columns)


def refusal(folder: Path, content: bytes, name: str = "own.csv") -> str:
    with pytest.raises(SourceError) as raised:
        read(folder, content, name)
    return str(raised.value)


def checked(kind: str, text: str, **options: object) -> ValidatedTable:
    rows = [line.split(",") for line in text.strip().splitlines()]
    table = pd.DataFrame(rows[1:], columns=rows[0], index=range(2, len(rows) + 1), dtype="str")
    return validate(kind, table.mask(table == ""), **options)  # type: ignore[arg-type]


def faults(kind: str, text: str, **options: object) -> list[tuple[int, str, str, str]]:
    found = checked(kind, text, **options).faults
    return [tuple(row) for row in found.itertuples(index=False)]


# --- Reading --------------------------------------------------------------------------------


def test_columns_are_found_in_any_case_and_spacing(tmp_path: Path) -> None:
    own = read(tmp_path, b" Incident ID ,DATE,LSOA-code,Officer\nC1, 2025-06-01 ,,x\n")
    assert list(own.cells.columns) == ["incident_id", "date", "lsoa_code", "Officer"]
    assert own.cells.loc[2].isna().tolist() == [False, False, True, False]
    assert own.cells.loc[2, "date"] == "2025-06-01"


@every_case("delimiter", [",", ";", "\t"])
@every_case("end", ["\n", "\r\n", "\r"])
@every_case("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_line_ends_and_byte_order_marks(
    tmp_path: Path, delimiter: str, end: str, encoding: str
) -> None:
    lines = [["date", "type"], ["2025-06-01", '"sŵn; hwyr,\tiawn"'], [], ["2025-06-02", "tân"], []]
    text = end.join(delimiter.join(cells) for cells in lines)
    own = read(tmp_path, text.encode(encoding))
    assert own.cells.to_dict("index") == {
        2: {"date": "2025-06-01", "type": "sŵn; hwyr,\tiawn"},
        4: {"date": "2025-06-02", "type": "tân"},
    }
    assert own.notes.get("blank row") == 1


def test_line_numbers_count_lines_and_not_records(tmp_path: Path) -> None:
    own = read(tmp_path, b'date,type\n2025-06-01,"two\nlines"\n2025-06-02,x\n')
    assert own.cells.index.tolist() == [2, 4]


def test_title_lines_before_the_header(tmp_path: Path) -> None:
    own = read(tmp_path, b"Council ASB\n\nJune 2025;x\nsep=;\nDate;Type\n2025-06-01;noise\n")
    assert own.notes["title line before the header"] == 3
    assert own.cells.loc[6, "type"] == "noise"


def test_windows_1252_is_noted(tmp_path: Path) -> None:
    own = read(tmp_path, "date,type\n2025-06-01,tân\n2025-06-02,noise\n".encode("windows-1252"))
    assert own.cells.loc[2, "type"] == "tân"
    assert own.notes == {"read as Windows-1252": 1}


def test_mixed_encodings_name_line_and_byte(tmp_path: Path) -> None:
    mixed = "date,type\n2025-06-01,sŵn\n".encode() + b"2025-06-02,t\xe2n\n"
    assert refusal(tmp_path, mixed) == (
        "own.csv, line 3, byte 39: expected one encoding throughout, but found 0xE2, which is not "
        "UTF-8, while line 2 has “ŵ” in UTF-8."
    )
    marked = refusal(tmp_path, b"\xef\xbb\xbfdate,type\n2025-06-02,t\xe2n\n")
    assert "line 2, byte 26" in marked
    assert "while the file begins with UTF-8's mark" in marked
    neither = refusal(tmp_path, b"date,type\n2025-06-02,t\x81n\n")
    assert "line 2, byte 23: expected text in UTF-8 or Windows-1252, but found 0x81" in neither


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    message = refusal(tmp_path, b"Name,Shoe size\nx,1\n")
    assert "own.csv, the header: expected the columns incident_id, date, time" in message
    assert message.endswith("but found Name, Shoe size.")
    assert refusal(tmp_path, b"").endswith("but found an empty file.")


def test_a_repeated_column_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, b"date,Date,type\n1,2,3\n")
    assert message == "own.csv, the header: expected each column once, but found date 2 times."


def test_an_unclosed_quotation_mark_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, b'date,type\n2025-06-01,x\n2025-06-02,"noise\n')
    assert "expected quotation marks in pairs" in message
    assert "in the row that begins in line 3" in message


@every_case(
    ("content", "found"),
    [
        (b"\xd0\xcf\x11\xe0rest", "an old XLS workbook or one with a password"),
        (b"date\0type", "not a text file"),
        (b"PK\x03\x04rest", "the download may have been cut off"),
    ],
)
def test_other_kinds_of_file_are_refused(tmp_path: Path, content: bytes, found: str) -> None:
    assert found in refusal(tmp_path, content)


def test_a_document_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "")
    assert "found another kind of zip or document" in refusal(tmp_path, stream.getvalue(), "a.ods")


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Read me", "the date of each"])
    sheet = book.create_sheet("Data")
    sheet.append(["Council ASB"])
    sheet.append([])
    sheet.append(["Date", "Time", "Type", "Easting", "Northing", None])
    sheet.append([dt.date(2025, 6, 1), dt.time(21, 5), "noise", 223600.0, 275550.5])
    sheet.append([dt.datetime(2025, 6, 2, 0, 0), None, "tân", 223600, 275550])
    sheet["A5"].number_format = "dd/mm/yyyy hh:mm"
    book.save(tmp_path / "own.xlsx")
    own = read_own(tmp_path / "own.xlsx", wants=WANTS)
    assert own.cells.loc[4].tolist() == ["2025-06-01", "21:05", "noise", "223600", "275550.5"]
    assert own.cells.loc[5, "date"] == "2025-06-02T00:00"
    assert own.notes == {
        "sheet passed over": 1, "title line before the header": 1,
    }  # fmt: skip
    assert validate("incidents", own.cells).faults.empty


def orders_layer(shape: shapely.Geometry, crs: str | None = "EPSG:4326") -> gpd.GeoDataFrame:
    row = {"Order ID": "P1", "name_en": "Square", "prohibitions_en": "No fires"}
    row |= {"start": "2025-01-01", "status": "In force"}
    return gpd.GeoDataFrame([row], geometry=[shape], crs=crs)


def test_layers_are_converted_to_metres(tmp_path: Path) -> None:
    layer = orders_layer(shapely.box(-4.60, 52.34, -4.59, 52.35))
    layer.to_file(tmp_path / "a.geojson")
    layer.to_crs(27700).to_file(tmp_path / "a.gpkg")
    for name in ("a.geojson", "a.gpkg"):
        own = read_own(tmp_path / name, wants=CONTRACTS["orders"].columns)
        result = validate("orders", own.cells)
        assert result.faults.empty
        assert result.good.crs == "EPSG:27700"
        assert result.good.geometry.iloc[0].centroid.x == pytest.approx(223_336, abs=5)
        assert result.good[["order_id", "start", "status", "name_cy"]].iloc[0].tolist() == [
            "P1", "2025-01-01", "in force", "Square",
        ]  # fmt: skip
        check("orders", result.good.reset_index(drop=True))


def test_layers_with_impossible_coordinates_are_refused(tmp_path: Path) -> None:
    shapes = {
        "swapped degrees (52.34, -4.6)": (shapely.box(52.34, -4.6, 52.35, -4.59), None),
        "metres (223600, 275550)": (shapely.box(223600, 275550, 223700, 275650), None),
        "degrees (-4.6, 52.34)": (shapely.box(-4.6, 52.34, -4.59, 52.35), "EPSG:27700"),
    }
    for found, (shape, crs) in shapes.items():
        path = tmp_path / "a.gpkg"
        path.unlink(missing_ok=True)
        orders_layer(shape, crs).to_file(path)
        with pytest.raises(SourceError) as raised:
            read_own(path, wants=CONTRACTS["orders"].columns)
        assert str(raised.value).startswith("a.gpkg, the geometry: expected ")
        assert f"but found {found[:-1]}; shapes like this: 1 of 1)." in str(raised.value)
    assert "expected a GeoJSON or GeoPackage layer" in refusal(tmp_path, b'{"type": "Feat')


# --- Checking -------------------------------------------------------------------------------


def test_every_fault_is_reported() -> None:
    text = """
incident_id,date,time,type,lon,lat,ward_code
C1,2025-02-30,25:00,,-4.59,52.35,
C2,01/06/2025,9:30,noise,-4.59,,
C3,2025-06-01 21:15,,noise,,,
C4,2025-06-01,,noise,,,W05999003
C4,2025-06-01,,noise,,,W05888001
C6,2025-06-01,,noise,north,52.35,
"""
    found = faults("incidents", text, wards={"W05999003"})
    assert [(row, column, what) for row, column, _, what in found] == [
        (2, "date", "“2025-02-30”"),
        (2, "time", "“25:00”"),
        (2, "type", "nothing"),
        (3, "lat", "nothing"),
        (4, "place", "nothing"),
        (6, "ward_code", "“W05888001”"),
        (6, "incident_id", "“C4 (also in row 5)”"),
        (7, "lon", "“north”"),
    ]
    expected = {column: wanted for _, column, wanted, _ in found}
    assert expected["date"].startswith("a date such as 2025-06-30 or 30/06/2025")
    assert expected["lat"] == "a latitude from 49 to 61, as lon has one"
    assert expected["place"] == "coordinates, or an LSOA or ward code"
    assert expected["incident_id"] == "each incident_id once"
    assert expected["ward_code"] == "a code of this area"
    assert checked("incidents", text, wards={"W05999003"}).good.index.tolist() == [5]


HEAD = "date,type,lon,lat\n"


def test_coordinates_exchanged_are_a_fault_of_the_file() -> None:
    result = checked("incidents", HEAD + "2025-06-01,noise,52.35,-4.59\n" * 3)
    assert result.good.empty
    assert [tuple(row) for row in result.faults.itertuples(index=False)] == [
        (
            WHOLE_FILE,
            "lon, lat",
            "longitude (-9 to 2.5) in lon and latitude (49 to 61) in lat",
            "latitude and longitude swapped (row 2 has lon 52.35 and lat -4.59; "
            "rows like this: 3 of 3)",
        )
    ]
    with pytest.raises(SourceError, match=r"own\.csv, column lon, lat: expected longitude"):
        result.require_file("own.csv")


def test_metres_in_the_columns_for_degrees_and_the_other_way_round() -> None:
    (fault,) = faults("incidents", HEAD + "2025-06-01,noise,223600,275550\n")
    assert fault[:2] == (WHOLE_FILE, "lon, lat")
    assert fault[3].startswith("British National Grid metres: name the columns easting and north")
    head = "date,type,easting,northing\n"
    (fault,) = faults("incidents", head + "2025-06-01,noise,-4.59,52.35\n")
    assert fault[:2] == (WHOLE_FILE, "easting, northing")
    assert fault[3].startswith("longitude and latitude: name the columns lon and lat")
    good = checked("incidents", head + "2025-06-01,noise,223600,275550\n").good
    assert good[["x", "y"]].iloc[0].tolist() == [223600, 275550]


def test_a_single_exchanged_row_is_a_fault_of_that_row() -> None:
    text = HEAD + "2025-06-01,noise,-4.59,52.35\n" * 3 + "2025-06-01,noise,52.35,-4.59\n"
    found = faults("incidents", text)
    assert {fault[0] for fault in found} == {5}
    assert found[0][2] == "a longitude from -9 to 2.5 (latitude and longitude swapped)"


def test_points_outside_the_bounds_are_faults() -> None:
    text = "date,type,easting,northing\n2025-06-01,noise,223600,275550\n"
    assert faults("incidents", text, bounds=(213000, 266000, 240000, 285000)) == []
    ((row, column, expected, found),) = faults("incidents", text, bounds=(3e5, 1e5, 4e5, 2e5))
    assert (row, column, found) == (2, "place", "“223600, 275550”")
    assert expected == "a place in the area, between 300000, 100000 and 400000, 200000"
    turned = "date,type,easting,northing\n2025-06-01,noise,275550,223600\n"
    (fault,) = faults("incidents", turned, bounds=(213000, 266000, 240000, 285000))
    assert fault[0] == WHOLE_FILE
    assert fault[3] == "eastings and northings swapped (row 2: 275550, 223600)"


def test_missing_columns_are_faults_of_the_file() -> None:
    found = faults("incidents", "type,colour\nnoise,red\n")
    assert [fault[:2] for fault in found if fault[0] == WHOLE_FILE] == [
        (WHOLE_FILE, "date"),
        (WHOLE_FILE, ""),
    ]
    assert found[1][2] == (
        "columns that say where: lon and lat or easting and northing or lsoa_code or ward_code"
    )
    assert found[0][3] == "type, colour"


def test_a_table_without_rows_is_a_fault_of_the_file() -> None:
    (fault,) = faults("responses", "response_id,name_en,kind,status")
    assert fault == (WHOLE_FILE, "", "at least one row below the header", "none")


def test_cells_beyond_the_header_are_a_fault(tmp_path: Path) -> None:
    own = read(tmp_path, b"date,type,ward_code\n2025-06-01,noise, loud,W05999003\n")
    found = validate("incidents", own.cells).faults
    assert (found["column"] == BEYOND).sum() == 1
    assert found.loc[found["column"] == BEYOND, "expected"].item() == (
        "no more cells than the header's 3"
    )


def test_orders_without_polygons_are_refused_with_the_reason() -> None:
    found = faults("orders", "order_id,name_en,prohibitions_en,status\nP1,a,b,in force\n")
    assert found[0][:2] == (WHOLE_FILE, "geometry")
    assert "an order needs an outline" in found[0][2]
    assert found[0][3] == "a table without geometry"


def test_order_polygons_are_required_and_repaired() -> None:
    names = ["order_id", "name_en", "prohibitions_en", "status", "start", "expiry"]
    rows = [[f"P{n}", "a", "b", "in force", "2025-01-01", "2027-01-01"] for n in range(4)]
    rows[3][5] = "2024-01-01"
    x, y = 229000, 269000
    bow_tie = shapely.Polygon([(x, y), (x + 9, y + 9), (x + 9, y), (x, y + 9)])
    shapes = [bow_tie, shapely.Point(x, y), None, shapely.box(x, y, x + 1, y + 1)]
    table = gpd.GeoDataFrame(rows, columns=names, geometry=shapes, crs=27700, index=range(1, 5))
    result = validate("orders", table)
    assert [tuple(row) for row in result.faults.itertuples(index=False)] == [
        (2, "geometry", "a polygon", "“Point”"),
        (3, "geometry", "a polygon", "nothing"),
        (4, "expiry", "a day that is not before the start", "“2024-01-01”"),
    ]
    assert result.good.geometry.is_valid.all()
    assert set(result.good.geom_type) <= {"Polygon", "MultiPolygon"}


def test_coordinates_of_refuges_are_a_fault() -> None:
    head = "group_id,name_en,kind,covers,lon,lat\n"
    (fault,) = faults("groups", head + "G1,Help,domestic_abuse_support,county,-4.59,52.35\n")
    assert fault[2] == "no coordinates and no postcode: where such help is given is never shown"
    with_postcode = head.replace("lon,lat", "postcode")
    (fault,) = faults("groups", with_postcode + "G1,Help,domestic_abuse_support,county,CF10 1AA\n")
    assert fault[1] == "kind"
    (fault,) = faults("groups", head + "G1,Watch,neighbourhood_watch,ward,,\n")
    assert fault[1:3] == ("ward_code", "a ward, as covers says “ward”")


def test_survey_answers_off_their_scale_are_dropped() -> None:
    head = "Respondent_id,wave,mode,ward_code,weight,safe_day,problem_litter\n".lower()
    text = head + "R1,Jun-25,Random Sample,w05999003,1,Very Safe,don’t know\n"
    result = checked("survey", text)
    assert result.faults.empty
    values = result.good.iloc[0]
    assert values[["wave", "mode", "ward_code", "problem_litter"]].tolist() == [
        "2025-06", "random sample", "W05999003", "don't know",
    ]  # fmt: skip
    off = checked("survey", head + "R1,2025-06,random sample,W05999003,1,,enormous\n")
    assert off.faults.empty and off.good["problem_litter"].isna().all() and len(off.good) == 1
    assert tuple(off.dropped.iloc[0]) == (
        2, "problem_litter",
        "one of: very big, fairly big, not very big, not a problem, don't know", "“enormous”",
    )  # fmt: skip


def test_survey_totals_are_validated() -> None:
    head = "wave,ward_code,question,answer,respondents,weighted_share\n"
    row = "2025-06,W05999003,safe_day,{},{},{}\n"
    text = head + row.format("very safe", 3, 0.7) + row.format("fairly safe", "x", 0.7)
    text += row.format("sunny", 3, 41) + "2025-06,W05999003,weather,sunny,3,\n"
    text += row.format("very safe", 3, "")
    assert [(row, column) for row, column, _, _ in faults("survey_totals", text)] == [
        (2, "weighted_share"),
        (3, "respondents"),
        (3, "weighted_share"),
        (4, "weighted_share"),
        (4, "answer"),
        (5, "question"),
        (6, "answer"),
    ]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(SourceError, match="expected one of the kinds incidents, survey"):
        contract_of("weather")


NEAR = ["", "C1", "C2", "2025-06-01", "31/02/2025", "noise", "-4.59", "52.35", "223600", "x", "1"]
NEAR += ["W05999003", "W01999007", "21:15", "very safe", "in force", "2025-06", "random sample"]


@pytest.mark.parametrize("kind", CONTRACTS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_row_is_either_good_or_has_a_fault(kind: str, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(CONTRACTS[kind].columns), unique=True))
    cells = st.sampled_from(NEAR) | st.text(max_size=6)
    rows = data.draw(
        st.lists(st.lists(cells, min_size=len(names), max_size=len(names)), max_size=5)
    )
    table = pd.DataFrame(rows, columns=names, index=range(2, len(rows) + 2), dtype="str")
    result = validate(kind, table.mask(table == ""))
    at_fault = set(result.faults["row"])
    if WHOLE_FILE in at_fault:
        assert result.good.empty
    else:
        assert at_fault.isdisjoint(result.good.index)
        assert at_fault | set(result.good.index) == set(table.index)


# --- Templates ------------------------------------------------------------------------------


@each_kind
def test_the_example_is_valid(kind: str, tmp_path: Path) -> None:
    template, example, schema, description, *_ = write_template(kind, tmp_path / "new")
    own = read_own(example, wants=CONTRACTS[kind].columns)
    result = validate(kind, own.cells)
    assert result.faults.empty, result.faults.to_string()
    assert len(result.good) == 3
    described = json.loads(schema.read_text(encoding="utf-8"))
    names = [field["name"] for field in described["fields"]]
    assert list(own.cells.columns) == names
    assert all(field["example"] for field in described["fields"] if "example" in field)
    assert all(f"`{field.name}`" in description.read_text() for field in CONTRACTS[kind].fields)
    if CONTRACTS[kind].polygons:
        assert not validate(kind, read_own(template, wants=names).cells).good.size
    else:
        assert template.read_text(encoding="utf-8-sig") == ",".join(names) + "\n"


@every_case("kind", BOTH_FORMS)
def test_layer_and_table_have_the_same_example(kind: str, tmp_path: Path) -> None:
    files = {path.name: path for path in write_template(kind, tmp_path)}
    results = []
    for ending in ("csv", "geojson"):
        own = read_own(files[f"{kind}-example.{ending}"], wants=CONTRACTS[kind].columns)
        result = validate(kind, own.cells)
        assert result.faults.empty, result.faults.to_string()
        assert f"{kind}-template.{ending}" in files
        results.append(result.good.reset_index(drop=True))
    table, layer = results
    names = [name for name in table.columns if name not in ("x", "y", "geometry")]
    assert table[names].equals(layer[names])
    if kind == "orders":
        apart = table.geometry.symmetric_difference(layer.geometry).area
        assert (apart < 1).all() and (table.geometry.area > 10_000).all()
    else:
        assert np.allclose(table[["x", "y"]], layer[["x", "y"]], atol=0.2, equal_nan=True)


@every_case(
    ("written", "found"),
    [
        ("POLYGON ((-4.59 52.34, -4.58 52.34, -4.58 52.35, -4.59 52.34))", True),
        (
            "SRID=4326;POLYGON Z ((-4.59 52.34 1, -4.58 52.34 1, -4.58 52.35 1, -4.59 52.34 1))",
            True,
        ),
        ("POLYGON ((229400 269900, 229500 269900, 229500 270000, 229400 269900))", True),
        ("POINT (-4.59 52.34)", False),
        ("the market square", False),
        ("", False),
    ],
)
def test_a_polygon_of_an_order_may_be_in_a_cell(written: str, found: bool, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    rows = [
        ["order_id", "name_en", "prohibitions_en", "status", "WKT"],
        ["A1", "Square", "No fires", "in force", written],
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    assert [kind_of(member) for member in members_of([path])] == ["orders"]
    result = validate("orders", read_own(path, wants=CONTRACTS["orders"].columns).cells)
    assert len(result.good) == found
    assert found or set(result.faults["column"]) == {"geometry"}


@each_kind
def test_every_field_is_described_in_both_languages(kind: str) -> None:
    contract = CONTRACTS[kind]
    for field in contract.fields:
        meaning = contract.meaning(field)
        assert meaning and meaning.cy and meaning != meaning.cy
        assert field.example
