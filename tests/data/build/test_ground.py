"""The background of maps: coast and neighbours, names of towns, and Ordnance Survey's open maps."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.build.ground import ground_table
from data.build.recognise import recognise
from data.errors import SourceError
from data.file_kinds import BUILT_UP, OS_LAYERS, OS_NAMES
from data.files.published_file import pack
from data.geometry.browser_shapes import ground_for_browser
from data.geometry.coast import frame_of
from data.geometry.ground_size import LEAST_FIRST, MOST_BYTES
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.provenance.licences import rights_by_source
from data.provenance.release_rights import rights_of_all
from data.schema import BRITISH_GRID, COUNTY, LSOA, check
from data.sources.authorities import Area
from data.sources.boundaries import Boundaries
from tests.data import os_maps
from tests.data.os_maps import Feature, write_layer, write_names_csv, write_zoomstack

# Where Newport is. Its frame reaches from 319,000 to 346,000 east and 179,000 to 201,000 north.
WEST, SOUTH, EAST, NORTH = 324_000, 184_000, 341_000, 196_000
LINE = shapely.LineString([(WEST + 1_000, SOUTH + 1_000), (EAST - 1_000, NORTH - 1_000)])
ACROSS = shapely.LineString([(WEST - 90_000, 190_000), (EAST + 90_000, 190_000)])
Ground = Callable[..., gpd.GeoDataFrame]


def boundaries_at(west: float, south: float, around: Sequence[shapely.Geometry] = ()) -> Boundaries:
    """An area of two LSOAs side by side, 17 km wide and 12 km high."""
    half, height = (EAST - WEST) / 2, NORTH - SOUTH
    left = shapely.box(west, south, west + half, south + height)
    right = shapely.box(west + half, south, west + 2 * half, south + height)
    areas = gpd.GeoDataFrame(
        {
            "area_code": ["W06000022", "W01000001", "W01000002"],
            "level": [COUNTY, LSOA, LSOA],
            "name_en": "Newport",
            "name_cy": "Casnewydd",
        },
        geometry=[left.union(right), left, right],
        crs=BRITISH_GRID,
    )
    return Boundaries(
        area=Area(code="W06000022", name_en="Newport", name_cy="Casnewydd", authorities=()),
        areas=areas,
        membership=pd.DataFrame(),
        around=np.array(list(around), dtype=object),
    )


@pytest.fixture
def report() -> LoadReport:
    return LoadReport()


@pytest.fixture
def ground(report: LoadReport, tmp_path: Path) -> Ground:
    """The ground of Newport from the files in the test's folder."""

    def made(
        own: pd.DataFrame | None = None,
        population: pd.DataFrame | None = None,
        at: Boundaries | None = None,
    ) -> Any:
        at = at or boundaries_at(WEST, SOUTH)
        found = ground_table(own, recognise([tmp_path]), at, population, report)
        return None if found is None else check("ground", found)

    return made


def of_kind(ground: gpd.GeoDataFrame, kind: str, rank: int = 0) -> shapely.Geometry:
    rows = ground[(ground["kind"] == kind) & (ground["rank"].isin([rank] if rank else range(9)))]
    return shapely.union_all(rows.geometry.to_numpy())


def assert_land(land: shapely.Geometry, *places: tuple[str, float, float, bool]) -> None:
    """Assert of each place whether it is land."""
    for place, x, y, is_land in places:
        assert land.contains(shapely.Point(x, y)) == is_land, place


def test_the_sea_is_in_no_area_and_england_is_land(ground: Ground) -> None:
    # Land that was brought but is not in the outline: an island in the channel.
    island = shapely.box(335_000, 181_000, 337_000, 182_500)
    land = of_kind(ground(at=boundaries_at(WEST, SOUTH, [island])), "neighbour")
    assert_land(
        land,
        ("the channel", 338_000, 180_000, False),
        ("the Irish Sea", 190_000, 350_000, False),
        ("the island", 336_000, 181_500, True),
        ("the county", 330_000, 190_000, True),
        ("Bristol", 359_000, 173_000, True),
        ("Monmouth", 350_000, 212_000, True),
        ("Aberdeen", 393_000, 806_000, True),
        ("Dublin", 120_000, 390_000, True),
    )


def test_no_crack_opens_between_areas_that_were_brought(ground: Ground) -> None:
    crack = 20
    beside = shapely.box(WEST - 4_000, SOUTH, WEST - crack, NORTH)
    land = of_kind(ground(at=boundaries_at(WEST, SOUTH, [beside])), "neighbour")
    assert land.contains(shapely.Point(WEST - crack / 2, (SOUTH + NORTH) / 2))


def test_an_invented_place_has_no_coast(ground: Ground, report: LoadReport) -> None:
    assert ground(at=boundaries_at(130_000, 190_000)) is None, "it lies in the sea"
    report.fictional = True
    assert ground() is None, "it is called fictional"


def test_unknown_ground_is_never_sea(ground: Ground, tmp_path: Path) -> None:
    write_zoomstack(tmp_path / "map.gpkg", {"rail": [({"type": "Single Track"}, LINE)]})
    found = ground(at=boundaries_at(130_000, 190_000))
    assert set(found["kind"]) == {"neighbour", "land"}
    west, south, east, north = of_kind(found, "neighbour").bounds
    assert west < 0 and south < 0 and east > 400_000 and north > 400_000


def zoomstack_features() -> dict[str, list[Feature]]:
    def lines(*types: str) -> list[Feature]:
        return [({"type": one}, LINE) for one in types]

    wood = shapely.box(330_000, 190_000, 332_000, 192_000)
    copse = shapely.box(333_000, 190_000, 333_020, 190_020)
    names = [
        ("City", "Casnewydd", "cym", "Newport", "eng", (331_000, 188_000)),
        ("Village", "Marshfield", "", "", "", (326_000, 185_000)),
        ("Town", "Portishead", "", "", "", (346_000, 180_000)),
        ("Woodland", "Wentwood", "", "", "", (339_000, 194_000)),
    ]
    return {
        "roads_national": [({"type": "Motorway", "number": "M4"}, ACROSS), *lines("A Road")],
        "roads_regional": lines("B Road"),
        "roads_local": lines("Local", "Minor"),
        "rail": lines("Multi Track", "Narrow Gauge", "Tunnel"),
        "waterlines": lines("Regional", "Local", "MHW"),
        "surfacewater": [({"type": "Local"}, wood.buffer(-700))],
        "woodland": [({"type": "Regional"}, wood), ({"type": "Local"}, copse)],
        "urban_areas": [({"type": "Regional"}, wood.buffer(-500))],
        "names": [
            (dict(zip(os_maps.NAMES, cells, strict=True)), shapely.MultiPoint([point]))
            for *cells, point in names
        ],
    }


def test_zoomstack_is_cut_to_the_area_and_its_margin(
    ground: Ground, report: LoadReport, tmp_path: Path
) -> None:
    file = write_zoomstack(tmp_path / "any name.gpkg", zoomstack_features())
    assert list(recognise([file]).found) == [OS_LAYERS]
    found = ground()
    ranks = {kind: sorted(rows["rank"]) for kind, rows in found.groupby("kind")}
    assert ranks == {
        **{"neighbour": [1], "land": [1], "town": [1], "label": [1, 2, 3]},
        **{"road": [1, 2, 3, 4], "rail": [1, 2], "river": [2, 4], "wood": [1], "water": [1]},
    }
    frame = frame_of((WEST, SOUTH, EAST, NORTH))
    assert of_kind(found, "road", 1).bounds == (frame[0], 190_000, frame[2], 190_000)
    labels = found[found["kind"] == "label"].set_index("name_en")
    assert labels["name_cy"].to_dict() == {
        "Newport": "Casnewydd",
        "Portishead": "Portishead",
        "Marshfield": "Marshfield",
    }
    kinds = list(dict.fromkeys(found["kind"]))
    assert kinds[:5] == ["neighbour", "land", "wood", "town", "water"], "from the lowest"
    (account,) = report.files
    # Not drawn: a tunnel, a tide line, a copse and the name of a wood.
    assert account.left_out == {Reason.NOT_DRAWN: 4} and account.reconciles


def test_the_land_of_zoomstack_makes_the_coast(ground: Ground, tmp_path: Path) -> None:
    land = shapely.box(300_000, 150_000, 330_000, 250_000)
    write_zoomstack(tmp_path / "map.gpkg", {"land": [({}, land)]})
    found = of_kind(ground(), "neighbour")
    assert found.contains(shapely.Point(320_500, 180_000)), "sea in the outline"


def test_roads_rivers_and_names_are_read_from_their_own_products(
    ground: Ground, report: LoadReport, tmp_path: Path
) -> None:
    road = {"road_classification": "A Road", "form_of_way": "Dual Carriageway"}
    roads = [
        ({**road, "primary_route": "true"}, LINE),
        (road, LINE),
        ({**road, "road_classification": "Unclassified"}, LINE),
    ]
    write_layer(tmp_path / "oproad_gb.gpkg", "road_link", os_maps.ROAD_LINK, roads)
    usk = {"form": "tidalRiver", "watercourse_name": "Afon Wysg", "start_node": "a"}
    links = [(usk, LINE), (usk, LINE), ({"form": "inlandRiver", "start_node": "b"}, LINE)]
    write_layer(tmp_path / "rivers.gpkg", "WatercourseLink", os_maps.WATERCOURSE_LINK, links)
    places = [
        ({"name1": "Caerleon", "name1_lang": "eng", "local_type": "Town"}
         | {"name2": "Caerllion", "name2_lang": "cym"}, shapely.Point(334_000, 190_500)),
        ({"name1": "NP20 1AA", "local_type": "Postcode"}, shapely.Point(331_000, 188_000)),
    ]  # fmt: skip
    write_layer(tmp_path / "names.gpkg", "NamedPlace", os_maps.NAMED_PLACE, places)
    old = {"class": "B Road", "roadNumber": "B4245", "formOfWay": "Single Carriageway"}
    write_layer(tmp_path / "ST_RoadLink.shp", "", tuple(old), [(old, LINE)])
    assert len(recognise([tmp_path]).all(OS_LAYERS)) == 4
    found = ground()
    drawn = found[~found["kind"].isin(["neighbour", "land"])]
    assert sorted(zip(drawn["kind"], drawn["rank"], strict=True)) == [
        *(("label", 2), ("river", 1), ("river", 4)),
        *(("road", 1), ("road", 2), ("road", 3), ("road", 4)),
    ]
    label = drawn[drawn["kind"] == "label"].iloc[0]
    assert (label["name_en"], label["name_cy"]) == ("Caerleon", "Caerllion")
    assert all(account.reconciles for account in report.files)


def test_lists_of_names_come_without_a_header(
    ground: Ground, report: LoadReport, tmp_path: Path
) -> None:
    def place(name: str, x: int, y: int, kind: str = "Village") -> dict[str, object]:
        return {"name1": name, "local_type": kind, "geometry_x": x, "geometry_y": y}

    near = [place("Nash", 334_000, 184_500), place("High Street", 334_100, 184_500, "Named Road")]
    write_names_csv(tmp_path / "ST28.csv", near)
    write_names_csv(tmp_path / "NC40.csv", [place("Lairg", 258_000, 906_000)])
    assert len(recognise([tmp_path]).all(OS_NAMES)) == 2
    found = ground()
    assert found.loc[found["kind"] == "label", "name_en"].tolist() == ["Nash"]
    assert [Path(account.file).name for account in report.files] == ["ST28.csv"]
    write_names_csv(tmp_path / "ST28.csv", [*near, place("Goldcliff", 336_000, 183_000)
                                            | {"geometry_y": "north"}])  # fmt: skip
    with pytest.raises(SourceError, match=r"ST28.csv.*row 3, column GEOMETRY_Y.*found north"):
        ground()


def test_the_least_important_is_left_out_until_the_rest_fits(
    ground: Ground, report: LoadReport, tmp_path: Path
) -> None:
    random = np.random.default_rng(7)

    def wild(number: int) -> list[shapely.Geometry]:
        starts = random.uniform((WEST, SOUTH), (EAST, NORTH), (number, 2))
        steps = random.uniform(-900, 900, (number, 12, 2)).cumsum(axis=1)
        return [shapely.LineString(start + step) for start, step in zip(starts, steps, strict=True)]

    features = zoomstack_features()
    features["roads_local"] = [({"type": "Local"}, line) for line in wild(3_000)]
    features["waterlines"] = [({"type": "District"}, line) for line in wild(3_000)]
    features["roads_regional"] = [({"type": "B Road"}, line) for line in wild(2_000)]
    write_zoomstack(tmp_path / "map.gpkg", features)
    found = ground()
    assert len(pack(ground_for_browser(found).encode())) <= MOST_BYTES
    groups = set(zip(found["kind"], found["rank"], strict=True))
    brought = {("road", 4), ("river", 3), ("rail", 2), ("road", 3), ("wood", 1), ("road", 2)}
    kept = [group in groups for group in LEAST_FIRST if group in brought]
    assert kept == sorted(kept), "from the least important on"
    assert not kept[0] and kept[-1]
    (account,) = report.files
    assert account.left_out[Reason.NOT_DRAWN] > 3_000 and account.reconciles
    assert len(set(LEAST_FIRST)) == len(LEAST_FIRST)


def test_damaged_and_foreign_maps_are_named_with_layer_and_column(
    ground: Ground, tmp_path: Path
) -> None:
    file = tmp_path / "map.gpkg"
    write_zoomstack(file, zoomstack_features(), crs=3857)
    with pytest.raises(SourceError, match=r"map.gpkg.*layer “\w+”.*EPSG:27700.*found EPSG:3857"):
        ground()
    file.unlink()
    write_zoomstack(file, zoomstack_features())
    write_layer(file, "roads_national", ("name",), [({"name": "M4"}, LINE)])
    with pytest.raises(SourceError, match=r"map.gpkg.*“roads_national”.*columns type.*found name"):
        ground()
    content = file.read_bytes()
    for what, damaged in (
        ("cut off", content[: len(content) // 3]),
        ("no database", b"PK" + content[2:]),
    ):
        file.write_bytes(damaged)
        with pytest.raises(SourceError, match=r"map.gpkg.*cannot be read"):
            assert ground() is None, what


def test_a_large_map_in_a_zip_is_to_be_unzipped(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zipfile

    write_zoomstack(tmp_path / "map.gpkg", zoomstack_features())
    with zipfile.ZipFile(tmp_path / "OS_Open_Zoomstack.zip", "w") as archive:
        archive.write(tmp_path / "map.gpkg", "Data/map.gpkg")
    (tmp_path / "map.gpkg").unlink()
    assert ("road", 1) in set(zip(ground()["kind"], ground()["rank"], strict=True))
    monkeypatch.setattr("data.readers.shapes.LARGEST_ZIPPED", 1 << 10)
    with pytest.raises(SourceError, match="unzip the download first"):
        ground()


NEWPORT = "W45000001,Newport (Newport),Casnewydd (Casnewydd),W06000022,Newport,W92,Wales"
LOOK_UP = f"""LSOA21CD,LSOA21NM,BUA22CD,BUA22NM,BUA22NMW,LAD22CD,LAD22NM,RGN22CD,RGN22NM,ObjectId
W01000001,Newport 001A,{NEWPORT},1
W01000002,Newport 001B,{NEWPORT},2
W01000003,Cardiff 001A,W45000002,Cardiff,Caerdydd,W06000015,Cardiff,W92,Wales,3
"""


def test_towns_are_named_in_the_middle_of_their_residents(
    ground: Ground, report: LoadReport, tmp_path: Path
) -> None:
    (tmp_path / "look-up.csv").write_text(LOOK_UP)
    assert list(recognise([tmp_path]).found) == [BUILT_UP]
    codes = ["W01000001", "W01000002"]
    residents = pd.DataFrame({"area_code": codes, "age_band": "all", "residents": [300, 100]})
    for population, share in ((residents, 0.25), (None, 0.5)):
        found = ground(population=population)
        (label,) = found[found["kind"] == "label"].to_dict("records")
        assert (label["name_en"], label["name_cy"]) == ("Newport", "Casnewydd")
        middle = WEST + (EAST - WEST) * (0.25 + share / 2)
        assert label["geometry"].x == pytest.approx(middle), share
    assert report.files[0].left_out == {Reason.OUTSIDE_THE_AREA: 1}
    # A place of the look-up isn't named again from a map.
    write_zoomstack(tmp_path / "map.gpkg", zoomstack_features())
    names = ground().query("kind == 'label'")["name_en"].tolist()
    assert names == ["Newport", "Portishead", "Marshfield"]


def test_an_own_layer_has_its_kinds_in_place_of_the_official_ones(
    ground: Ground, report: LoadReport, tmp_path: Path
) -> None:
    write_zoomstack(tmp_path / "map.gpkg", zoomstack_features())
    rows = {"kind": ["land", "road"], "rank": 1, "name_en": None, "name_cy": None}
    shapes = [shapely.box(WEST, SOUTH, EAST, NORTH), shapely.LineString([(0, 0), (1, 1)])]
    own = gpd.GeoDataFrame(rows, geometry=shapes, crs=BRITISH_GRID)
    found = ground(own=own)
    assert of_kind(found, "road").equals(shapes[1]) and "neighbour" not in set(found["kind"])
    assert {"rail", "wood", "label"} <= set(found["kind"])
    (account,) = report.files
    assert account.left_out == {Reason.NOT_DRAWN: 4 + 5} and account.reconciles


def test_ordnance_survey_is_named_only_where_its_maps_are_used() -> None:
    line = "Contains OS data © Crown copyright and database right 2026"
    assert rights_by_source({}, ["os_open"])["os_open"]["attribution_en"] == line
    used = ["boundaries", "built_up"]
    with_maps, without = (rights_of_all({}, one) for one in ([*used, "os_open"], used))
    assert with_maps["attribution_en"].count("OS data") == 1, "not also without a year"
    assert with_maps["attribution_en"].endswith("right 2026")
    assert "2026" in with_maps["attribution_cy"] and "2026" not in without["attribution_cy"]


def test_real_gwent_has_coast_england_towns_and_a_margin(real_data: Path, tmp_path: Path) -> None:
    from data.file_kinds import BEST_FIT, GROUPINGS, LSOAS, WARDS
    from data.sources.boundaries import BoundaryFiles, load_boundaries

    inputs, report = recognise([real_data / "boundaries", real_data / "lookups"]), LoadReport()
    wards, lsoas = inputs.one(WARDS), inputs.one(LSOAS)
    assert wards and lsoas
    files = BoundaryFiles(
        wards=wards,
        lsoas=lsoas,
        best_fit=inputs.one(BEST_FIT),
        groupings=inputs.one(GROUPINGS),
    )
    gwent = load_boundaries(files, "Gwent", report)
    found = ground_table(None, inputs, gwent, None, report)
    assert found is not None
    land = of_kind(check("ground", found), "neighbour")
    own = of_kind(found, "land")
    assert_land(
        land,
        ("Newport", 331_000, 188_000, True),
        ("Cardiff", 318_000, 177_000, True),
        ("Barry", 311_000, 167_500, True),
        ("Brecon", 304_500, 228_500, True),
        ("Gloucester", 383_000, 218_500, True),
        ("Bristol", 359_000, 173_000, True),
        ("Weston-super-Mare", 333_500, 161_000, True),
        ("the channel off Newport", 335_000, 178_000, False),
        ("the channel off Barry", 311_000, 160_000, False),
    )
    assert own.difference(land.buffer(60)).is_empty, "no sea between the area and its neighbours"
    assert len(pack(ground_for_browser(found).encode())) < 120_000
    drawn = json.loads(ground_for_browser(found))["features"]
    assert {feature["properties"]["kind"] for feature in drawn} == {0, 1}
    # The official look-up's columns, of the real LSOAs of Newport, and a map with its layers.
    newport = gwent.areas.query("level == @LSOA and name_en.str.startswith('Newport')")
    rows = [f"{code},Newport,{NEWPORT},{n}" for n, code in enumerate(newport["area_code"], start=1)]
    (tmp_path / "look-up.csv").write_text("\n".join([LOOK_UP.splitlines()[0], *rows]) + "\n")
    write_zoomstack(tmp_path / "map.gpkg", zoomstack_features())
    named = ground_table(None, recognise([tmp_path]), gwent, None, report)
    assert named is not None
    town = named[named["name_cy"] == "Casnewydd"].iloc[0]
    assert (
        town["kind"] == "label" and town["geometry"].distance(shapely.Point(331_000, 188_000)) < 5e3
    )
    assert {"road", "rail", "wood"} <= set(named["kind"])
