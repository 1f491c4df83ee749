"""The land around an area: from the areas that were brought, and beyond them from an outline.

The outline (`data/lookups`) is coarse: its coast can be a kilometre off. It tells sea from land
where no area was brought, so that a country whose boundaries weren't brought isn't drawn as sea.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from data.schema import BRITISH_GRID

OUTLINE = Path(__file__).parents[1] / "lookups" / "british-isles-outline.geojson"
# MARGIN: how far around the area the background is detailed, as a share of its longer side.
MARGIN, LEAST_MARGIN = 0.2, 5_000.0
# TOLERANCE: of the simplification of the areas around, in metres.
TOLERANCE = 25.0
# GAP: cracks between areas up to twice as wide are closed.
GAP = 30.0
# SLIVER: land of the outline is only drawn where it is at least twice as wide, because along a
# coast that was brought the outline is off by as much.
SLIVER = 1_000.0
# BEYOND: how far around the margin the outline counts for how wide its land is.
BEYOND = 10_000.0
# IN_BRITAIN: the share of an area that is on the outline's land, from which it is a real place.
IN_BRITAIN = 0.5
# FAR: how far the ground reaches where nothing is known of it.
FAR = 300_000.0

Frame = tuple[float, float, float, float]


def frame_of(bounds: Frame) -> Frame:
    """Return the rectangle in which the background is detailed: the area and its margin.

    Parameters
    ----------
    bounds
        West, south, east and north of the area in metres.

    Returns
    -------
    tuple of float
        West, south, east and north.

    Examples
    --------
    >>> frame_of((300_000, 200_000, 340_000, 220_000))
    (292000.0, 192000.0, 348000.0, 228000.0)
    """
    west, south, east, north = bounds
    margin = max(MARGIN * max(east - west, north - south), LEAST_MARGIN)
    return west - margin, south - margin, east + margin, north + margin


def shapes_near(shapes: np.ndarray, frame: Frame) -> np.ndarray:
    """Return the shapes that a rectangle may contain a part of.

    Parameters
    ----------
    shapes
        Polygons in metres.
    frame
        West, south, east and north.

    Returns
    -------
    numpy.ndarray
        Those whose own rectangle meets it.

    Examples
    --------
    >>> two = np.array([shapely.box(0, 0, 1, 1), shapely.box(9, 9, 10, 10)])
    >>> len(shapes_near(two, (0, 0, 5, 5)))
    1
    """
    bounds = shapely.bounds(shapes)
    west, south, east, north = frame
    across = (bounds[:, 0] <= east) & (bounds[:, 2] >= west)
    near: np.ndarray = shapes[across & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)]
    return near


def outline() -> shapely.Geometry:
    """Return the coarse outline of the British Isles and the coasts opposite.

    Returns
    -------
    shapely.Geometry
        Polygons in metres on the British grid.

    Examples
    --------
    >>> bool(outline().contains(shapely.Point(330_000, 190_000)))
    True
    """
    return shapely.union_all(gpd.read_file(OUTLINE).to_crs(BRITISH_GRID).geometry.to_numpy())


def is_in_britain(own: shapely.Geometry) -> bool:
    """Return whether an area lies where the outline has land, unlike most invented ones.

    Parameters
    ----------
    own
        The area in metres.

    Returns
    -------
    bool
        True if at least half of it does.

    Examples
    --------
    >>> is_in_britain(shapely.box(330_000, 190_000, 340_000, 195_000))
    True
    >>> is_in_britain(shapely.box(130_000, 190_000, 140_000, 195_000))
    False
    """
    return bool(shapely.area(outline().intersection(own)) >= IN_BRITAIN * own.area)


def land_around(own: shapely.Geometry, around: np.ndarray) -> shapely.Geometry:
    """Return all land, in detail around the area: what is not in it is sea.

    Parameters
    ----------
    own
        The area in metres.
    around
        Other areas, or land, of which what is within the margin is used.

    Returns
    -------
    shapely.Geometry
        The area, the areas around it, and the outline's land where none of them is.

    Examples
    --------
    >>> newport = shapely.box(325_000, 182_000, 340_000, 195_000)
    >>> land = land_around(newport, np.empty(0, dtype=object))
    >>> bool(land.contains(shapely.Point(325_000, 300_000)))
    True
    """
    frame, coarse = frame_of(own.bounds), outline()
    clipped = shapely.clip_by_rect(shapes_near(around, frame), *frame)
    known = shapely.union_all([own.simplify(TOLERANCE), *_simple(clipped)])
    known = shapely.make_valid(known)
    known = known.buffer(GAP, join_style="mitre").buffer(-GAP, join_style="mitre")
    west, south, east, north = frame
    wide = (west - BEYOND, south - BEYOND, east + BEYOND, north + BEYOND)
    rest = shapely.clip_by_rect(coarse, *wide).difference(known)
    kept = rest.buffer(-SLIVER).buffer(1.5 * SLIVER).intersection(rest)
    far = coarse.difference(shapely.box(*frame))
    return shapely.union_all([known, kept, far], grid_size=1)


def land_unknown(own: shapely.Geometry) -> shapely.Geometry:
    """Return the ground around an area of which nothing is known, drawn like a neighbour's land.

    Parameters
    ----------
    own
        The area in metres.

    Returns
    -------
    shapely.Geometry
        A rectangle far larger than the area.

    Examples
    --------
    >>> land_unknown(shapely.box(0, 0, 1, 1)).bounds
    (-300000.0, -300000.0, 300001.0, 300001.0)
    """
    west, south, east, north = own.bounds
    return shapely.box(west - FAR, south - FAR, east + FAR, north + FAR)


def _simple(shapes: np.ndarray) -> np.ndarray:
    """Return polygons that are simplified together, so that neighbours keep their border."""
    polygons = shapely.get_parts(shapes)
    polygons = polygons[shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON]
    if not len(polygons):
        return np.empty(0, dtype=object)
    valid = shapely.make_valid(shapely.coverage_simplify(polygons, TOLERANCE))
    return np.asarray(valid)
