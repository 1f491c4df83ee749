"""Choose which names fit on a map without overlap, and the zoom from which each is shown."""

import math
from collections import defaultdict
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
    return _added([], points, widths, height, order)


def zooms(
    points: np.ndarray,
    widths: Sequence[float],
    height: float,
    order: Sequence[int],
    *,
    steps: Sequence[tuple[float, float]],
    least: Sequence[float] = (),
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
    least
        The zoom below which each name is not shown, even if it fits; empty without one.

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
        # At a larger zoom names are further from each other, so that the shown ones still fit.
        tried = [number for number in order if not len(least) or least[number] <= zoom]
        shown = _added(shown, points / metres, widths, height, tried)
        result[shown] = np.minimum(result[shown], zoom)
    return [float(zoom) for zoom in result]


def _added(
    first: Sequence[int],
    points: np.ndarray,
    widths: Sequence[float],
    height: float,
    order: Sequence[int],
) -> list[int]:
    """Return these names and, of the others in the given order, those that fit as well."""
    half = (np.asarray(widths, dtype=float) / 2 + GAP * height / 2).tolist()
    apart = height * (1 + GAP)
    x, y = points.astype(float).T.tolist() if len(points) else ([], [])
    # By row of names, since one only overlaps with those of its own row and of the two beside it.
    taken: dict[int, list[int]] = defaultdict(list)
    for number in first:
        taken[math.floor(y[number] / apart)].append(number)
    found, known = list(first), set(first)
    for number in order:
        row = math.floor(y[number] / apart)
        near = (other for at in (row - 1, row, row + 1) for other in taken[at])
        if number not in known and all(
            abs(x[other] - x[number]) >= half[other] + half[number]
            or abs(y[other] - y[number]) >= apart
            for other in near
        ):
            taken[row].append(number)
            found.append(number)
    return found
