"""Geometry light enough for a browser, with neighbours still sharing their borders."""

import json

import geopandas as gpd
import numpy as np
import shapely

from data.schema import BROWSER_GRID, GROUND_KINDS

TOLERANCE_METRES = 15.0
DECIMALS = 5
MOST_SEGMENTS = 12_000
"""In software WebGL 45,000 segments of borders took 2 seconds, and the fills half a second."""


def for_browser(areas: gpd.GeoDataFrame, *, tolerance: float = TOLERANCE_METRES) -> str:
    """GeoJSON in lon/lat: each feature has its running number `i`, its code and both names.

    Simplified as a coverage, so that no gap opens between neighbours. The running number is the
    place of the area on the index: values travel later as a string in that order.
    """
    return _feature_collection(areas, _light(areas, tolerance))


def borders_for_browser(areas: gpd.GeoDataFrame, *, most: int = MOST_SEGMENTS) -> str:
    """The same areas' borders alone, each once though two areas share it.

    Nothing where they have more segments than a browser without a graphics card draws in time.
    """
    rounded = _rounded_shapes(_light(areas, TOLERANCE_METRES))
    segments = np.unique(_segments(rounded), axis=0)
    if len(segments) > most:
        return ""
    lines = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(segments)))
    feature = {"type": "Feature", "properties": {}, "geometry": _rounded_geometry(lines)}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, separators=(",", ":"))


def _light(areas: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoSeries:
    shapes = shapely.coverage_simplify(areas.geometry.to_numpy(), tolerance)
    return gpd.GeoSeries(shapes, crs=areas.crs).to_crs(BROWSER_GRID)


def _segments(shapes: np.ndarray) -> np.ndarray:
    """A row a segment of any ring: its two ends, in the one order for both of its areas."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    follows = ring[1:] == ring[:-1]
    first, last = points[:-1][follows], points[1:][follows]
    swap = (first[:, 0] > last[:, 0]) | ((first[:, 0] == last[:, 0]) & (first[:, 1] > last[:, 1]))
    ordered: np.ndarray = np.where(
        swap[:, None], np.hstack([last, first]), np.hstack([first, last])
    )
    pairs: np.ndarray = ordered.reshape(-1, 2, 2)
    return pairs


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
    rounded = _rounded_shapes(shapes)
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


def _rounded_shapes(shapes: gpd.GeoSeries) -> np.ndarray:
    return np.asarray(shapely.set_precision(shapes.to_numpy(), 10.0**-DECIMALS, mode="pointwise"))


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
