"""Geometry for the browser is a valid coverage with the right properties."""

import json

import geopandas as gpd
import pytest
import shapely

from data.geometry.browser_shapes import (
    borders_for_browser,
    bounds_in_degrees,
    for_browser,
    ground_for_browser,
    points_for_browser,
)
from data.release.store import Store
from data.schema import GROUND_KINDS


@pytest.mark.parametrize("level", ["ward", "lsoa"])
def test_simplified_areas_are_a_valid_coverage(sample_store: Store, level: str) -> None:
    areas = sample_store.areas(level)
    layer = gpd.GeoDataFrame.from_features(json.loads(for_browser(areas)))
    assert layer["i"].tolist() == list(range(len(areas)))
    assert layer["code"].tolist() == areas.index.tolist()
    assert layer.geometry.is_valid.all()
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())


@pytest.mark.parametrize("level", ["ward", "lsoa"])
def test_each_border_is_drawn_once(sample_store: Store, level: str) -> None:
    areas = sample_store.areas(level)
    fills = gpd.GeoDataFrame.from_features(json.loads(for_browser(areas)))
    borders = gpd.GeoDataFrame.from_features(json.loads(borders_for_browser(areas)))
    drawn, around = borders.geometry.iloc[0], fills.boundary.union_all()
    assert drawn.length == pytest.approx(around.length, rel=1e-6)
    assert drawn.length < 0.8 * fills.length.sum(), "not twice"
    assert drawn.hausdorff_distance(around) < 1e-5


def test_too_many_border_segments_give_no_borders(sample_store: Store) -> None:
    assert borders_for_browser(sample_store.areas("lsoa"), most=1_000) == ""


def test_the_point_of_a_symbol_is_inside_its_area(sample_store: Store) -> None:
    wards = sample_store.areas("ward")
    points = gpd.GeoDataFrame.from_features(json.loads(points_for_browser(wards)), crs="EPSG:4326")
    inside = points.to_crs(wards.crs).geometry.to_numpy()
    assert shapely.contains(wards.geometry.to_numpy(), inside).all()


def test_background_kinds_are_numbers(sample_store: Store) -> None:
    layer = json.loads(ground_for_browser(sample_store.ground()))
    kinds = {GROUND_KINDS[feature["properties"]["kind"]] for feature in layer["features"]}
    assert kinds == {"neighbour", "land", "town", "road", "river"} < set(GROUND_KINDS)


def test_the_sample_county_does_not_overlap_a_real_county(sample_store: Store) -> None:
    west, south, east, north = bounds_in_degrees(sample_store.areas("county"))
    assert -4.8 < west < east < -4.2 and 52.2 < south < north < 52.5
