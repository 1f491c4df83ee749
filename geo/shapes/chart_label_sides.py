"""On which side of its point each name of a chart stands, so that none covers another."""

from collections.abc import Sequence

import numpy as np
import shapely

ABOVE, RIGHT, BELOW, LEFT = "top center", "middle right", "bottom center", "middle left"
DOT, ROOM = 8.0, 3.0
"""Half of a point's width, and the room around a name, in pixels."""


def sides(
    points: np.ndarray,
    widths: Sequence[float],
    height: float,
    order: Sequence[int],
    *,
    within: tuple[float, float],
) -> dict[int, str]:
    """The side for each name that finds room, taken in the given order; all in pixels, y upwards.

    No name reaches out of the chart, which goes from nought to `within`.
    """
    frame = shapely.box(0, 0, *within)
    dots = [shapely.box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points]
    taken: list[shapely.Polygon] = []
    found: dict[int, str] = {}
    for number in order:
        others = [*dots[:number], *dots[number + 1 :], *taken]
        for side in (ABOVE, RIGHT, BELOW, LEFT):
            box = _box(points[number], widths[number], height, side)
            if frame.contains(box) and not shapely.intersects(box, others).any():
                found[number] = side
                taken.append(box)
                break
    return found


def _box(point: np.ndarray, width: float, height: float, side: str) -> shapely.Polygon:
    x, y = point
    if side in (ABOVE, BELOW):
        low = y + DOT if side == ABOVE else y - DOT - height - ROOM
        return shapely.box(x - width / 2 - ROOM, low, x + width / 2 + ROOM, low + height + ROOM)
    left = x + DOT if side == RIGHT else x - DOT - width - ROOM
    return shapely.box(left, y - height / 2 - ROOM, left + width + ROOM, y + height / 2 + ROOM)
