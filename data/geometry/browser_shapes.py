"""Simplify geometry for the browser, as a coverage: neighbours keep their common borders."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from data.schema import BROWSER_GRID, GROUND_KINDS

TOLERANCE_METRES = 15.0
DECIMALS = 5
# FINE_AREAS: levels of up to so many areas have the finest tolerance. That of others grows with the
# number, to the power of GROWTH, because more of them are seen at once.
FINE_AREAS = 2_000
GROWTH = 2 / 3
# COARSE_METRES: from this tolerance on, coordinates have one decimal less, about ten metres.
COARSE_METRES = 40.0
# MOST_SEGMENTS: borders with more segments are not drawn. In software WebGL 45,000 segments took 2
# seconds, and the fills half a second.
MOST_SEGMENTS = 12_000
AREAS, POINTS, BORDERS = "areas", "points", "borders"


def level_for_browser(areas: gpd.GeoDataFrame) -> dict[str, str]:
    """Return every file of a level for the browser: its areas, their points, their borders.

    Parameters
    ----------
    areas
        Areas by code, with `name_en` and `name_cy`.

    Returns
    -------
    dict of str
        GeoJSON by kind. That of the borders is empty if they are too many to be drawn in time.

    Examples
    --------
    >>> square = gpd.GeoDataFrame({"name_en": ["A"], "name_cy": ["A"]}, index=["W1"],
    ...                           geometry=[shapely.box(0, 0, 900, 900)], crs="EPSG:27700")
    >>> list(level_for_browser(square))
    ['areas', 'points', 'borders']
    """
    light = _light(areas, tolerance_of(len(areas)))
    return {
        AREAS: _feature_collection(areas, light),
        POINTS: points_for_browser(areas),
        BORDERS: _borders(light, MOST_SEGMENTS),
    }


def tolerance_of(areas: int) -> float:
    """Return the tolerance of the simplification of a level.

    Parameters
    ----------
    areas
        The number of areas.

    Returns
    -------
    float
        Metres; `TOLERANCE_METRES` for up to `FINE_AREAS` areas.

    Examples
    --------
    >>> tolerance_of(24), round(tolerance_of(36_000))
    (15.0, 103)
    """
    return TOLERANCE_METRES * float(max(areas / FINE_AREAS, 1.0) ** GROWTH)


def for_browser(areas: gpd.GeoDataFrame) -> str:
    """Return the areas as GeoJSON in longitude and latitude.

    The areas are simplified as a coverage, so that no gaps open between neighbours.

    Parameters
    ----------
    areas
        Areas by code, with `name_en` and `name_cy`.

    Returns
    -------
    str
        A feature collection; each feature has its position `i` in the index, its code and its two
        names. Values are sent later in the order of `i`.

    Examples
    --------
    >>> square = gpd.GeoDataFrame({"name_en": ["A"], "name_cy": ["A"]}, index=["W1"],
    ...                           geometry=[shapely.box(0, 0, 900, 900)], crs="EPSG:27700")
    >>> json.loads(for_browser(square))["features"][0]["properties"]
    {'i': 0, 'code': 'W1', 'name_en': 'A', 'name_cy': 'A'}
    """
    return _feature_collection(areas, _light(areas, tolerance_of(len(areas))))


def borders_for_browser(areas: gpd.GeoDataFrame, *, most: int = MOST_SEGMENTS) -> str:
    """Return the borders of the areas as GeoJSON, each border once.

    Parameters
    ----------
    areas
        Areas by code.
    most
        Largest number of segments.

    Returns
    -------
    str
        A feature collection of lines; empty text if there are more segments than a browser without
        a graphics card draws in time.

    Examples
    --------
    >>> square = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 900, 900)], crs="EPSG:27700")
    >>> borders_for_browser(square, most=3)
    ''
    """
    return _borders(_light(areas, tolerance_of(len(areas))), most)


def _borders(light: np.ndarray, most: int) -> str:
    # Every border is at most on two rings, so that fewer coordinates needn't be compared.
    if shapely.get_num_coordinates(light).sum() > 4 * most:
        return ""
    segments = np.unique(_segments(light), axis=0)
    if len(segments) > most:
        return ""
    lines = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(segments)))
    return _collection([f'{{"type":"Feature","properties":{{}},"geometry":{_geojson(lines)}}}'])


def _light(areas: gpd.GeoDataFrame, tolerance: float) -> np.ndarray:
    """Return the simplified areas in longitude and latitude, with rounded coordinates."""
    shapes = shapely.coverage_simplify(areas.geometry.to_numpy(), tolerance)
    decimals = DECIMALS - (tolerance > COARSE_METRES)
    return rounded(gpd.GeoSeries(shapes, crs=areas.crs).to_crs(BROWSER_GRID), decimals)


def _segments(shapes: np.ndarray) -> np.ndarray:
    """Return the two ends of every segment of any ring, ordered alike for both of its areas."""
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
    """Return one point inside each area as GeoJSON, for symbols.

    Parameters
    ----------
    areas
        Areas by code, with `name_en` and `name_cy`.

    Returns
    -------
    str
        A feature collection with the same properties as `for_browser`.

    Examples
    --------
    >>> square = gpd.GeoDataFrame({"name_en": ["A"], "name_cy": ["A"]}, index=["W1"],
    ...                           geometry=[shapely.box(0, 0, 900, 900)], crs="EPSG:27700")
    >>> json.loads(points_for_browser(square))["features"][0]["geometry"]["type"]
    'Point'
    """
    points = areas.geometry.representative_point().reset_index(drop=True).to_crs(BROWSER_GRID)
    return _feature_collection(areas, rounded(points, DECIMALS))


def ground_for_browser(ground: gpd.GeoDataFrame) -> str:
    """Return the background map (coast, towns, woods, water, roads and railways) as GeoJSON.

    Parameters
    ----------
    ground
        Background features with `kind`, `rank` and geometry.

    Returns
    -------
    str
        A feature collection in longitude and latitude; `kind` is a position in `GROUND_KINDS`.

    Examples
    --------
    >>> line = shapely.LineString([(0, 0), (900, 900)])
    >>> ground = gpd.GeoDataFrame({"kind": [GROUND_KINDS[0]], "rank": [1]}, geometry=[line],
    ...                           crs="EPSG:27700")
    >>> json.loads(ground_for_browser(ground))["features"][0]["properties"]
    {'kind': 0, 'rank': 1}
    """
    drawn = ground[ground["kind"] != "label"]
    light = drawn.geometry.simplify(TOLERANCE_METRES).to_crs(BROWSER_GRID)
    rows = zip(drawn["kind"], drawn["rank"], rounded(light, DECIMALS), strict=True)
    return _collection(
        [
            f'{{"type":"Feature","properties":{{"kind":{GROUND_KINDS.index(kind)},"rank":{rank}}},'
            f'"geometry":{_geojson(shape)}}}'
            for kind, rank, shape in rows
        ]
    )


def bounds_in_degrees(areas: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return the bounding box of the areas in degrees.

    Parameters
    ----------
    areas
        Areas with a coordinate reference system.

    Returns
    -------
    tuple[float, float, float, float]
        West, south, east and north.

    Examples
    --------
    >>> box = gpd.GeoDataFrame(geometry=[shapely.box(300000, 200000, 310000, 210000)], crs=27700)
    >>> [round(degrees, 2) for degrees in bounds_in_degrees(box)]
    [-3.45, 51.69, -3.3, 51.78]
    """
    west, south, east, north = areas.to_crs(BROWSER_GRID).total_bounds
    return float(west), float(south), float(east), float(north)


def feature_collection(properties: Sequence[Mapping[str, Any]], shapes: np.ndarray) -> str:
    """Return shapes with their properties as compact GeoJSON.

    Parameters
    ----------
    properties
        The properties of each shape.
    shapes
        The shapes.

    Returns
    -------
    str
        A feature collection.

    Examples
    --------
    >>> feature_collection([{"i": 0}], np.array([shapely.Point(1, 2)]))[40:]
    '{"type":"Feature","properties":{"i":0},"geometry":{"type":"Point","coordinates":[1.0,2.0]}}]}'
    """
    return _collection(
        [
            f'{{"type":"Feature","properties":{_json(one)},"geometry":{_geojson(shape)}}}'
            for one, shape in zip(properties, shapes, strict=True)
        ]
    )


def _feature_collection(areas: gpd.GeoDataFrame, shapes: np.ndarray) -> str:
    """Return shapes with the properties of their areas as compact GeoJSON."""
    columns = zip(areas.index, areas["name_en"], areas["name_cy"], strict=True)
    properties = [
        {"i": i, "code": code, "name_en": english, "name_cy": welsh}
        for i, (code, english, welsh) in enumerate(columns)
    ]
    return feature_collection(properties, shapes)


def _collection(features: list[str]) -> str:
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def _json(properties: Mapping[str, Any]) -> str:
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))


def rounded(shapes: gpd.GeoSeries, decimals: int) -> np.ndarray:
    """Return the shapes with rounded coordinates.

    Parameters
    ----------
    shapes
        Shapes.
    decimals
        The number of decimals.

    Returns
    -------
    numpy.ndarray
        The shapes in the same order.

    Examples
    --------
    >>> str(rounded(gpd.GeoSeries([shapely.Point(1.234, 2)]), 1)[0])
    'POINT (1.2 2)'
    """
    return np.asarray(shapely.transform(shapes.to_numpy(), lambda at: np.round(at, decimals)))


def _geojson(shape: shapely.Geometry) -> str:
    return str(shapely.to_geojson(shape))
