"""Which names can be written on a map without one touching another, and from which zoom on."""

import math
from collections.abc import Sequence

import numpy as np

GAP = 0.35
"""Room between two names, in heights of their letters."""
NEVER = math.inf


def placed(
    points: np.ndarray, widths: Sequence[float], height: float, order: Sequence[int]
) -> list[int]:
    """The names that fit, taken in the given order: each where none taken before is in its way.

    Points and lengths are in one unit, the names centred on their points.
    """
    half = np.asarray(widths, dtype=float) / 2 + GAP * height / 2
    taken: list[int] = []
    for number in order:
        away = np.abs(points[taken] - points[number])
        free = (away[:, 0] >= half[taken] + half[number]) | (away[:, 1] >= height * (1 + GAP))
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
    """The zoom from which each name has room; NEVER where it has none at the last one.

    `steps` are the zooms tried, from the smallest on, and the metres a pixel has there. Points
    are in metres, widths and height in pixels. A name once shown stays: it only gains room.
    """
    found = np.full(len(points), NEVER)
    shown: list[int] = []
    for zoom, metres in steps:
        queue = [*shown, *(number for number in order if number not in set(shown))]
        shown = placed(points / metres, widths, height, queue)
        found[shown] = np.minimum(found[shown], zoom)
    return [float(zoom) for zoom in found]
