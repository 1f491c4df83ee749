"""The pieces of a level: every area once, no gap between two pieces, the zoom of each."""

import json
import math

import geopandas as gpd
import numpy as np
import pytest
import shapely

from data.geometry import area_pieces
from data.geometry.area_pieces import (
    authorities_for_browser,
    in_pieces,
    pieces_for_browser,
    rows_by_authority,
)
from data.schema import BRITISH_GRID
from tests.benchmarks.national import lsoas


@pytest.fixture(scope="module")
def areas() -> gpd.GeoDataFrame:
    """600 LSOAs with crooked borders, 120 in each of five authorities, not sorted by them."""
    some = lsoas().iloc[:600].sample(frac=1, random_state=1).set_index("area_code")
    return some.assign(name_en=some.index, name_cy=[f"C {code}" for code in some.index])


def test_every_area_is_in_one_piece_at_its_position(areas: gpd.GeoDataFrame) -> None:
    pieces = pieces_for_browser(areas)
    assert [one.authority for one in pieces] == sorted(areas["authority_code"].unique())
    found = {}
    for piece in pieces:
        for n, feature in enumerate(json.loads(piece.geojson)["features"]):
            named = feature["properties"]
            assert named["n"] == n and areas.index[named["i"]] == named["code"]
            assert areas["authority_code"].iloc[named["i"]] == piece.authority
            assert named["name_cy"] == f"C {named['code']}"
            assert shapely.Point(named["at"]).within(shapely.from_geojson(json.dumps(feature)))
            found[named["i"]] = named["code"]
    assert found == dict(enumerate(areas.index))


def test_all_pieces_together_are_a_valid_coverage(areas: gpd.GeoDataFrame) -> None:
    """Within a piece shapes are coarser than at its border, which is the same on both sides."""
    features = [
        feature
        for piece in pieces_for_browser(areas)
        for feature in json.loads(piece.geojson)["features"]
    ]
    shapes = gpd.GeoDataFrame.from_features(features).geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    before = shapely.get_num_coordinates(areas.geometry.to_numpy()).sum()
    assert shapely.get_num_coordinates(shapes).sum() < before / 2


def test_the_zoom_of_a_piece_is_where_its_areas_have_enough_pixels() -> None:
    """By hand: squares of 2 km at 52 degrees north have 64 pixels where a pixel has 250 metres."""
    size, east, north = 2_000.0, 400_000.0, 256_700.0
    squares = gpd.GeoDataFrame(
        {"authority_code": ["A", "B"], "name_en": ["a", "b"], "name_cy": ["a", "b"]},
        index=["W1", "W2"],
        geometry=[
            shapely.box(east, north, east + size, north + size),
            shapely.box(east + size, north, east + 2 * size, north + size),
        ],
        crs=BRITISH_GRID,
    )
    wanted = math.log2(40_075_017 * math.cos(math.radians(52.21)) / 512 / 250)
    assert [one.zoom for one in pieces_for_browser(squares)] == pytest.approx(
        [wanted] * 2, abs=0.02
    )


def test_an_authority_names_its_file_and_its_extent(areas: gpd.GeoDataFrame) -> None:
    pieces = pieces_for_browser(areas)
    files = [f"file-{number}" for number in range(len(pieces))]
    names = {pieces[0].authority: {"name_en": "First", "name_cy": "Cyntaf"}}
    collection = json.loads(authorities_for_browser(areas, pieces, files, names))
    shapes = gpd.GeoDataFrame.from_features(collection["features"])
    assert shapely.coverage_is_valid(shapes.geometry.to_numpy())
    for number, (named, piece) in enumerate(zip(shapes.itertuples(), pieces, strict=True)):
        own = gpd.GeoDataFrame.from_features(json.loads(piece.geojson)["features"])
        assert (named.i, named.file, named.areas) == (number, f"file-{number}", 120)
        assert named.box == pytest.approx(own.total_bounds.tolist(), abs=0.0005)
        assert (
            named.geometry.symmetric_difference(own.union_all()).area < 0.03 * named.geometry.area
        )
        assert shapely.Point(named.at).within(named.geometry)
    assert shapes["name_cy"].iloc[0] == "Cyntaf"
    assert shapes["name_en"].iloc[1] == pieces[1].authority, "an authority without a known name"


def test_only_levels_of_many_areas_of_several_authorities_come_in_pieces(
    areas: gpd.GeoDataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not in_pieces(areas)
    monkeypatch.setattr(area_pieces, "LEAST_AREAS", 600)
    assert in_pieces(areas)
    assert not in_pieces(areas.iloc[1:])
    assert not in_pieces(areas.assign(authority_code="A"))
    one_without = areas["authority_code"].mask(np.arange(600) == 7)
    assert not in_pieces(areas.assign(authority_code=one_without))


def test_positions_are_ascending_within_each_authority() -> None:
    rows = rows_by_authority(["C", "A", "C", "B", "A"])
    assert {code: found.tolist() for code, found in rows.items()} == {
        "A": [1, 4],
        "B": [3],
        "C": [0, 2],
    }
