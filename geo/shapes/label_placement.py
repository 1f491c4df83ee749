"""Choose which names fit on a map without overlap, and the zoom from which each is shown."""

import math
from collections.abc import Sequence

import numpy as np

# GAP: space between two names, in letter heights.
GAP = 0.35
# NEVER: zoom of a name that is not shown at any zoom.
NEVER = math.inf


def placed(
    points: np.ndarray, widths: Sequence[float], height: float, order: Sequence[int]
) -> list[int]:
    """Return the names that fit, placed one by one in the given order.

    A name is skipped if it would overlap with one placed before. Names are centred on their points;
    all lengths are in one unit.

    Parameters
    ----------
    points
        x and y of each name.
    widths
        Width of each name.
    height
        Height of a name.
    order
        Numbers of the names in the order of placement.

    Returns
    -------
    list[int]
        The numbers of the names that fit.

    Examples
    --------
    >>> placed(np.array([[0, 0], [5, 0], [50, 0]]), [20, 20, 20], 10, [0, 1, 2])
    [0, 2]
    """
    half = np.asarray(widths, dtype=float) / 2 + GAP * height / 2
    taken: list[int] = []
    for number in order:
        distance = np.abs(points[taken] - points[number])
        free = (distance[:, 0] >= half[taken] + half[number]) | (
            distance[:, 1] >= height * (1 + GAP)
        )
        if free.all():
            taken.append(number)
    return taken


def zooms(
    points: np.ndarray,
    widths: Sequence[float],
    height: float,
    order: Sequence[int],
    *,
    steps: Sequence[tuple[float, float]],
) -> list[float]:
    """Return the smallest zoom at which each name fits.

    A name stays visible at all larger zooms.

    Parameters
    ----------
    points
        x and y of each name in metres.
    widths
        Width of each name in pixels.
    height
        Height of a name in pixels.
    order
        Numbers of the names in the order of placement.
    steps
        The zooms to try, ascending, with the metres per pixel of each.

    Returns
    -------
    list[float]
        A zoom for each name; `NEVER` if it does not fit at the last zoom.

    Examples
    --------
    >>> points = np.array([[0, 0], [100, 0]])
    >>> zooms(points, [20, 20], 10, [0, 1], steps=[(8, 10.0), (9, 1.0)])
    [8.0, 9.0]
    """
    result = np.full(len(points), NEVER)
    shown: list[int] = []
    for zoom, metres in steps:
        queue = [*shown, *(number for number in order if number not in set(shown))]
        shown = placed(points / metres, widths, height, queue)
        result[shown] = np.minimum(result[shown], zoom)
    return [float(zoom) for zoom in result]
