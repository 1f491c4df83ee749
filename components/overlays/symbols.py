"""Symbols that differ by their shape alone, defined once as polygons in the unit square.

The browser's and the printed symbols are drawn from the same polygons.
"""

import math

import shapely
import shapely.affinity
from shapely.geometry import Polygon, box

# Half the width of a symbol: coordinates are from -1 to 1, and y points upwards.
HALF = 1.0


def _regular(corners: int, *, turned: float = 90.0, reach: float = HALF) -> Polygon:
    """Return a regular polygon with a corner at `turned` degrees from the east."""
    angles = [math.radians(turned + 360 * n / corners) for n in range(corners)]
    return Polygon([(reach * math.cos(a), reach * math.sin(a)) for a in angles])


def _star() -> Polygon:
    outer, inner = _regular(5), _regular(5, turned=126.0, reach=0.42)
    pairs = zip(outer.exterior.coords[:-1], inner.exterior.coords[:-1], strict=True)
    return Polygon([corner for pair in pairs for corner in pair])


def _plus(arm: float = 0.36) -> Polygon:
    return shapely.union(box(-HALF, -arm, HALF, arm), box(-arm, -HALF, arm, HALF))


def _ring(outer: float, inner: float) -> Polygon:
    return shapely.Point(0, 0).buffer(outer, 16).difference(shapely.Point(0, 0).buffer(inner, 16))


def _letter_h() -> shapely.Geometry:
    """Return a square sign with an H cut out of it."""
    letter = shapely.unary_union(
        [box(-0.58, -0.68, -0.24, 0.68), box(0.24, -0.68, 0.58, 0.68), box(-0.3, -0.16, 0.3, 0.16)]
    )
    return box(-HALF, -HALF, HALF, HALF).difference(letter)


SYMBOLS: dict[str, shapely.Geometry] = {
    "circle": shapely.Point(0, 0).buffer(0.92, 16),
    "square": box(-0.84, -0.84, 0.84, 0.84),
    "triangle": Polygon([(-HALF, -0.82), (HALF, -0.82), (0, 0.92)]),
    "point_down": Polygon([(-HALF, 0.82), (HALF, 0.82), (0, -0.92)]),
    "diamond": Polygon([(0, HALF), (0.78, 0), (0, -HALF), (-0.78, 0)]),
    "plus": _plus(),
    "cross": shapely.affinity.rotate(_plus(0.32), 45, origin=(0, 0)),
    "star": _star(),
    "pentagon": _regular(5),
    # Hollow, so that the colour of the area below is seen.
    "hexagon": _regular(6).difference(_regular(6, reach=0.7)),
    "hexagon_dot": shapely.union(
        _regular(6).difference(_regular(6, reach=0.78)), _regular(6, reach=0.46)
    ),
    "no_entry": shapely.Point(0, 0).buffer(HALF, 16).difference(box(-0.64, -0.2, 0.64, 0.2)),
    "ring": _ring(HALF, 0.7),
    "half_ring": shapely.union(
        _ring(HALF, 0.76),
        shapely.intersection(shapely.Point(0, 0).buffer(HALF, 16), box(-HALF, -HALF, 0, HALF)),
    ),
    "letter_h": _letter_h(),
    "bullseye": shapely.union(_ring(HALF, 0.66), shapely.Point(0, 0).buffer(0.36, 16)),
}


def svg_path(symbol: str, *, centre: tuple[float, float], half: float) -> str:
    """Return the symbol's outline for SVG, whose y points downwards.

    Holes need the fill rule evenodd.
    """
    parts = shapely.get_parts(SYMBOLS[symbol])
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return "".join(_ring_path(ring, centre, half) for ring in rings)


def _ring_path(ring: shapely.LinearRing, centre: tuple[float, float], half: float) -> str:
    corners = [
        f"{centre[0] + half * x:.2f} {centre[1] - half * y:.2f}" for x, y in ring.coords[:-1]
    ]
    return "M" + "L".join(corners) + "Z"
