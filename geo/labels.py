"""Which names can be written on a map without one covering another."""

from collections.abc import Sequence

import numpy as np
import shapely

GAP = 0.5
"""Room around a name, in heights of its letters."""
ZOOMS = 12
"""How many times the scale is halved before any name that still has no room is the last."""


def placed(
    points: np.ndarray, widths: Sequence[float], height: float, order: Sequence[int]
) -> list[int]:
    """The names that fit, taken in the given order: each where none taken before is in its way.

    Points and lengths are in one unit, the names centred on their points.
    """
    taken: list[int] = []
    boxes: list[shapely.Polygon] = []
    for number in order:
        (x, y), half = points[number], widths[number] / 2 + GAP * height / 2
        box = shapely.box(
            x - half, y - height * (1 + GAP) / 2, x + half, y + height * (1 + GAP) / 2
        )
        if not boxes or not shapely.intersects(box, boxes).any():
            taken.append(number)
            boxes.append(box)
    return taken


def ranks(
    points: np.ndarray,
    widths: Sequence[float],
    height: float,
    order: Sequence[int],
    *,
    metres_per_pixel: float,
) -> list[float]:
    """How early each name appears when the map is drawn ever larger; the first have the most.

    Widths and height are in pixels, points in metres. A name once shown stays shown.
    """
    rank = np.zeros(len(points))
    shown: list[int] = []
    for step in range(ZOOMS):
        scale = metres_per_pixel / 2 ** (step / 2)
        queue = [*shown, *(number for number in order if number not in set(shown))]
        shown = placed(points / scale, widths, height, queue)
        rank[shown] += 1
    return [float(r) for r in rank + _tie(order)]


def _tie(order: Sequence[int]) -> np.ndarray:
    """Less than one, and never the same twice."""
    share = np.empty(len(order))
    share[list(order)] = np.linspace(0.9, 0.0, len(order)) if len(order) else []
    return share
