"""An area is checked before it is saved, however it was given."""

import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import InvalidRecord, SourceError
from data.register.area_file import read_area
from data.register.areas import checked_area, checked_point
from data.schema import BRITISH_GRID, BROWSER_GRID

COUNTY = shapely.box(300_000, 170_000, 320_000, 190_000)
SQUARE = shapely.box(310_000, 180_000, 310_200, 180_200)


def test_an_area_inside_the_county_is_stored_to_a_millimetre() -> None:
    stored = shapely.from_wkt(checked_area(SQUARE, COUNTY))
    assert stored.equals(SQUARE)
    two = shapely.union_all([SQUARE, shapely.box(315_000, 180_000, 315_100, 180_100)])
    assert shapely.from_wkt(checked_area(two, COUNTY)).equals(two)


def test_what_is_wrong_with_an_area_is_said() -> None:
    bow_tie = shapely.Polygon([(310_000, 180_000), (310_200, 180_200), (310_200, 180_000),
                               (310_000, 180_200)])  # fmt: skip
    many = shapely.Point(310_000, 180_000).buffer(500, quad_segs=2_000)
    wrong: dict[str, BaseGeometry] = {
        "area.crossing": bow_tie,
        "area.outside": shapely.box(330_000, 180_000, 330_100, 180_100),
        "area.tiny": shapely.box(310_000, 180_000, 310_001, 180_001),
        "area.corners": many,
        "area.polygon": shapely.LineString([(310_000, 180_000), (310_200, 180_200)]),
    }
    found = {}
    for key, shape in wrong.items():
        with pytest.raises(InvalidRecord) as error:
            checked_area(shape, COUNTY, record="PSPO-01")
        found[key] = error.value.faults[0][1].key  # type: ignore[attr-defined]
    assert found == {key: key for key in wrong}
    half_out = shapely.box(319_900, 180_000, 320_100, 180_200)
    with pytest.raises(InvalidRecord, match="50%"):
        checked_area(half_out, COUNTY)


def test_a_place_in_the_sea_is_refused() -> None:
    assert checked_point(shapely.Point(310_000.4, 180_000), COUNTY) == {"x": 310_000, "y": 180_000}
    with pytest.raises(InvalidRecord):
        checked_point(shapely.Point(1, 1), COUNTY)


def test_an_area_is_read_from_every_kind_of_file(tmp_path: Path) -> None:
    layer = gpd.GeoDataFrame({"name": ["Quay"]}, geometry=[SQUARE], crs=BRITISH_GRID)
    degrees = layer.to_crs(BROWSER_GRID)
    files = {
        "a.geojson": degrees.to_json().encode(),
        "a.gpkg": _written(layer, tmp_path / "a.gpkg", "GPKG"),
        "a.kml": _written(degrees, tmp_path / "a.kml", "KML"),
        "a.zip": _zipped_shapefile(layer, tmp_path / "shapes"),
    }
    apart = {}
    for name, content in files.items():
        shape = read_area(name, content)
        apart[name] = shape.symmetric_difference(SQUARE).area / SQUARE.area
    assert {name: share for name, share in apart.items() if share > 0.02} == {}


def test_a_file_without_an_area_says_what_was_expected() -> None:
    point = {"type": "Point", "coordinates": [-3.2, 51.5]}
    feature = {"type": "Feature", "properties": {}, "geometry": point}
    collection = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes.txt", "nothing")
    wrong = {
        "points.geojson": collection,
        "text.geojson": b"{",
        "empty.kml": b"",
        "notes.zip": packed.getvalue(),
        "../../etc/passwd": b"root",
    }
    for name, content in wrong.items():
        with pytest.raises(SourceError) as refused:
            read_area(name, content)
        assert refused.value.facts["file"] == name, "the name that was chosen"


def _written(layer: gpd.GeoDataFrame, path: Path, driver: str) -> bytes:
    layer.to_file(path, driver=driver)
    return path.read_bytes()


def _zipped_shapefile(layer: gpd.GeoDataFrame, folder: Path) -> bytes:
    folder.mkdir()
    layer.to_file(folder / "area.shp")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, part.name)
    return packed.getvalue()
