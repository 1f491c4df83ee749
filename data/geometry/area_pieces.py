"""The areas of a large level in pieces: one for each authority, and the authorities themselves.

A browser draws the authorities first, and then the areas of those authorities that it shows large
enough. Neighbouring pieces have the same common border.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from data.geometry.browser_shapes import DECIMALS, feature_collection, rounded
from data.schema import BROWSER_GRID

AUTHORITIES, PIECE = "authorities", "piece"
# LEAST_AREAS: levels of fewer areas are sent whole.
LEAST_AREAS = 5_000
# LEAST_PIXELS: an area is drawn from the zoom on at which those of its authority have so many
# pixels on average.
LEAST_PIXELS = 64
# BORDER_METRES, AUTHORITY_METRES: tolerances of the borders of pieces, and of authorities.
BORDER_METRES, AUTHORITY_METRES = 20.0, 300.0
# PIXELS: tolerance within a piece, in pixels at the zoom from which it is drawn.
PIXELS = 0.4
# WORLD: metres of the equator for each pixel at zoom 0.
WORLD = 40_075_017 / 512


@dataclass(frozen=True, kw_only=True)
class Piece:
    """The areas of one authority for the browser."""

    authority: str
    geojson: str
    # The zoom from which the areas are drawn in place of the authority.
    zoom: float
    # The number of areas.
    areas: int


def in_pieces(areas: gpd.GeoDataFrame) -> bool:
    """Return whether a level is sent in pieces.

    Parameters
    ----------
    areas
        The areas of a level, with `authority_code`.

    Returns
    -------
    bool
        True if there are many areas, and each is in one of several authorities.

    Examples
    --------
    >>> in_pieces(gpd.GeoDataFrame({"authority_code": ["W06"]}))
    False
    """
    codes = areas["authority_code"]
    named = codes.notna() & (codes != "")
    return len(areas) >= LEAST_AREAS and bool(named.all()) and codes.nunique() > 1


def pieces_for_browser(areas: gpd.GeoDataFrame) -> list[Piece]:
    """Return a piece for each authority, in the order of their codes.

    Parameters
    ----------
    areas
        Areas by code, with `authority_code`, `name_en` and `name_cy`.

    Returns
    -------
    list of Piece
        Each feature has its position `i` in the index of `areas`, its position `n` in the piece,
        its code, its two names, and `at`, a point inside it.

    Examples
    --------
    >>> squares = gpd.GeoDataFrame({"authority_code": ["A", "B"], "name_en": ["a", "b"],
    ...     "name_cy": ["a", "b"]}, index=["W1", "W2"], crs="EPSG:27700",
    ...     geometry=[shapely.box(0, 0, 900, 900), shapely.box(900, 0, 1800, 900)])
    >>> [(piece.authority, piece.areas) for piece in pieces_for_browser(squares)]
    [('A', 1), ('B', 1)]
    """
    shapes = shapely.coverage_simplify(areas.geometry.to_numpy(), BORDER_METRES)
    inside = _in_degrees(areas.geometry.representative_point().to_numpy(), areas)
    return [
        _piece(areas.iloc[rows], code, rows, shapes[rows], inside[rows])
        for code, rows in rows_by_authority(areas["authority_code"]).items()
    ]


def rows_by_authority(codes: Iterable[str]) -> dict[str, np.ndarray]:
    """Return the positions of each authority's areas, by its code.

    Parameters
    ----------
    codes
        The authority of each area.

    Returns
    -------
    dict of numpy.ndarray
        In the order of the codes, each with ascending positions.

    Examples
    --------
    >>> {code: rows.tolist() for code, rows in rows_by_authority(["B", "A", "B"]).items()}
    {'A': [1], 'B': [0, 2]}
    """
    names, number = np.unique(np.array([*codes], dtype=str), return_inverse=True)
    order = np.argsort(number, kind="stable")
    ends = np.searchsorted(number[order], np.arange(1, len(names)))
    return dict(zip(map(str, names), np.split(order, ends), strict=True))


def authorities_for_browser(
    areas: gpd.GeoDataFrame,
    pieces: Sequence[Piece],
    files: Sequence[str],
    names: Mapping[str, Mapping[str, str]],
) -> str:
    """Return the authorities of the pieces as GeoJSON.

    Parameters
    ----------
    areas
        The areas of which the pieces were made.
    pieces
        The pieces.
    files
        The name of each piece's file.
    names
        `name_en` and `name_cy` of the authorities by code; without them the code is the name.

    Returns
    -------
    str
        Each feature has its position `i` among the pieces, its code, its two names, a point inside
        (`at`), its extent (`box`), and of its piece the `file`, the `zoom` and the number of
        `areas`.

    Examples
    --------
    >>> squares = gpd.GeoDataFrame({"authority_code": ["A", "B"], "name_en": ["a", "b"],
    ...     "name_cy": ["a", "b"]}, index=["W1", "W2"], crs="EPSG:27700",
    ...     geometry=[shapely.box(0, 0, 900, 900), shapely.box(900, 0, 1800, 900)])
    >>> pieces = pieces_for_browser(squares)
    >>> import json
    >>> found = json.loads(authorities_for_browser(squares, pieces, ["1", "2"], {}))
    >>> [(one["properties"]["code"], one["properties"]["file"]) for one in found["features"]]
    [('A', '1'), ('B', '2')]
    """
    shapes = areas.geometry.to_numpy()
    rows = rows_by_authority(areas["authority_code"])
    whole = np.array([shapely.coverage_union_all(shapes[rows[one.authority]]) for one in pieces])
    inside = _in_degrees(shapely.point_on_surface(whole), areas)
    light = _in_degrees(shapely.coverage_simplify(whole, AUTHORITY_METRES), areas)
    boxes = shapely.bounds(_in_degrees(whole, areas))
    unnamed = ("name_en", "name_cy")
    properties = [
        {
            **{"i": i, "code": piece.authority},
            **(names.get(piece.authority) or dict.fromkeys(unnamed, piece.authority)),
            **{"at": _at(inside[i]), "box": [round(side, DECIMALS) for side in boxes[i]]},
            **{"file": files[i], "zoom": piece.zoom, "areas": piece.areas},
        }
        for i, piece in enumerate(pieces)
    ]
    return feature_collection(properties, light)


def _piece(
    areas: gpd.GeoDataFrame, code: str, rows: np.ndarray, shapes: np.ndarray, inside: np.ndarray
) -> Piece:
    # As many metres a pixel as an area of average size has LEAST_PIXELS at.
    metres = math.sqrt(float(shapely.area(shapes).mean()) / LEAST_PIXELS)
    # The border of the piece stays as it is, so that it fits that of the next one.
    light = shapely.coverage_simplify(shapes, metres * PIXELS, simplify_boundary=False)
    latitude = float(shapely.get_y(inside).mean())
    zoom = math.log2(math.cos(math.radians(latitude)) * WORLD / metres)
    columns = zip(rows.tolist(), areas.index, areas["name_en"], areas["name_cy"], strict=True)
    properties = [
        {"i": i, "n": n, "code": area, "name_en": english, "name_cy": welsh, "at": _at(inside[n])}
        for n, (i, area, english, welsh) in enumerate(columns)
    ]
    return Piece(
        authority=code,
        geojson=feature_collection(properties, _in_degrees(light, areas)),
        zoom=round(zoom, 2),
        areas=len(rows),
    )


def _in_degrees(shapes: np.ndarray, like: gpd.GeoDataFrame) -> np.ndarray:
    return rounded(gpd.GeoSeries(shapes, crs=like.crs).to_crs(BROWSER_GRID), DECIMALS)


def _at(point: shapely.Point) -> list[float]:
    return [point.x, point.y]
