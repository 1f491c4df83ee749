"""Geometry light enough for a browser, with neighbours still sharing their borders."""

import json

import geopandas as gpd
import numpy as np
import shapely

from data.schema import BROWSER_GRID, GROUND_KINDS

TOLERANCE_METRES = 15.0
DECIMALS = 5


def for_browser(areas: gpd.GeoDataFrame, *, tolerance: float = TOLERANCE_METRES) -> str:
    """GeoJSON in lon/lat: each feature has its running number `i`, its code and both names.

    Simplified as a coverage, so that no gap opens between neighbours. The running number is the
    place of the area on the index: values travel later as a string in that order.
    """
    shapes = shapely.coverage_simplify(areas.geometry.to_numpy(), tolerance)
    light = gpd.GeoSeries(shapes, crs=areas.crs).to_crs(BROWSER_GRID)
    return _feature_collection(areas, light)


def points_for_browser(areas: gpd.GeoDataFrame) -> str:
    """The same for one point inside each area, for symbols."""
    points = areas.geometry.representative_point().reset_index(drop=True).to_crs(BROWSER_GRID)
    return _feature_collection(areas, points)


def ground_for_browser(ground: gpd.GeoDataFrame) -> str:
    """Coast, towns, roads and river in lon/lat, their kinds as numbers (GROUND_KINDS)."""
    drawn = ground.loc[ground["kind"] != "label", ["kind", "rank", "geometry"]]
    numbered = drawn.assign(kind=drawn["kind"].map(GROUND_KINDS.index))
    light = numbered.set_geometry(numbered.geometry.simplify(TOLERANCE_METRES))
    text: str = light.to_crs(BROWSER_GRID).to_json()
    return text


def bounds_in_degrees(areas: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    west, south, east, north = areas.to_crs(BROWSER_GRID).total_bounds
    return float(west), float(south), float(east), float(north)


def _feature_collection(areas: gpd.GeoDataFrame, shapes: gpd.GeoSeries) -> str:
    rounded = shapely.set_precision(shapes.to_numpy(), 10.0**-DECIMALS, mode="pointwise")
    columns = zip(areas.index, areas["name_en"], areas["name_cy"], rounded, strict=True)
    features = [
        {
            "type": "Feature",
            "properties": {"i": i, "code": code, "name_en": english, "name_cy": welsh},
            "geometry": _rounded_geometry(shape),
        }
        for i, (code, english, welsh, shape) in enumerate(columns)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _rounded_geometry(shape: shapely.Geometry) -> dict[str, object]:
    """Coordinates without the tails that binary fractions drag along."""
    geometry = json.loads(shapely.to_geojson(shape))
    geometry["coordinates"] = _rounded(geometry["coordinates"])
    return dict(geometry)


def _rounded(nested: object) -> object:
    if isinstance(nested, float | int):
        return float(np.round(nested, DECIMALS))
    assert isinstance(nested, list)
    return [_rounded(part) for part in nested]
