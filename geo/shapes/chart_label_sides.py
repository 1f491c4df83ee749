"""Label placement in a scatter chart: on which side of its point each label is written."""

from collections.abc import Sequence

import numpy as np
import shapely

ABOVE, RIGHT, BELOW, LEFT = "top center", "middle right", "bottom center", "middle left"
# DOT, MARGIN: half the width of a point, and the margin around a label, in pixels.
DOT, MARGIN = 8.0, 3.0


def sides(
    points: np.ndarray,
    widths: Sequence[float],
    height: float,
    order: Sequence[int],
    *,
    within: tuple[float, float],
) -> dict[int, str]:
    """Return the side for each label that can be placed.

    Labels are placed one by one; a label must not cover points, other labels, or reach out of the
    chart.

    Parameters
    ----------
    points
        x and y of each point in pixels, y upwards.
    widths
        Width of each label in pixels.
    height
        Height of a label in pixels.
    order
        Numbers of the points in the order in which their labels are placed.
    within
        Width and height of the chart in pixels.

    Returns
    -------
    dict[int, str]
        The side by the number of the point; labels that can't be placed are left out.

    Examples
    --------
    >>> sides(np.array([[50, 50], [52, 50]]), [30, 30], 12, [0, 1], within=(100, 100))
    {0: 'middle left', 1: 'middle right'}
    """
    frame = shapely.box(0, 0, *within)
    dots = [shapely.box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points]
    taken: list[shapely.Polygon] = []
    result: dict[int, str] = {}
    for number in order:
        others = [*dots[:number], *dots[number + 1 :], *taken]
        for side in (ABOVE, RIGHT, BELOW, LEFT):
            box = _box(points[number], widths[number], height, side)
            if frame.contains(box) and not shapely.intersects(box, others).any():
                result[number] = side
                taken.append(box)
                break
    return result


def _box(point: np.ndarray, width: float, height: float, side: str) -> shapely.Polygon:
    """Return the rectangle of a label on one side of its point."""
    x, y = point
    if side in (ABOVE, BELOW):
        low = y + DOT if side == ABOVE else y - DOT - height - MARGIN
        return shapely.box(
            x - width / 2 - MARGIN, low, x + width / 2 + MARGIN, low + height + MARGIN
        )
    left = x + DOT if side == RIGHT else x - DOT - width - MARGIN
    return shapely.box(
        left, y - height / 2 - MARGIN, left + width + MARGIN, y + height / 2 + MARGIN
    )
