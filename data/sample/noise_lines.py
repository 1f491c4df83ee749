"""Wiggled lines, uneven outlines and smooth noise: what makes drawn things look grown."""

import itertools
import math
from collections.abc import Sequence

from data.sample.hex_mesh import Point
from data.sample.random_streams import Dice


def wiggled(points: Sequence[Point], dice: Dice, *, sway: float, finest: float) -> list[Point]:
    """A line through the points, its middles pushed aside again and again (midpoint displacement).

    `sway` is the largest push as a share of a piece's length; pieces shorter than `finest` stay.
    """
    line = [points[0]]
    for start, end in itertools.pairwise(points):
        line.extend(_broken(start, end, dice, sway, finest)[1:])
    return line


def _broken(start: Point, end: Point, dice: Dice, sway: float, finest: float) -> list[Point]:
    if math.dist(start, end) <= finest:
        return [start, end]
    push = dice.between(-sway, sway)
    across_x, across_y = start[1] - end[1], end[0] - start[0]
    middle = (
        (start[0] + end[0]) / 2.0 + push * across_x,
        (start[1] + end[1]) / 2.0 + push * across_y,
    )
    first = _broken(start, middle, dice, sway, finest)
    return first[:-1] + _broken(middle, end, dice, sway, finest)


def evened(line: Sequence[Point], rounds: int) -> list[Point]:
    """A line with its corners averaged away; its ends stay where they are."""
    points = list(line)
    for _ in range(rounds):
        inner = [
            ((a[0] + 2 * b[0] + c[0]) / 4.0, (a[1] + 2 * b[1] + c[1]) / 4.0)
            for a, b, c in zip(points, points[1:], points[2:], strict=False)
        ]
        points = [points[0], *inner, points[-1]]
    return points


def blob(centre: Point, radius: float, dice: Dice, corners: int = 11) -> list[Point]:
    """An uneven closed outline around a centre (its first point is not repeated)."""
    turn = dice.between(0.0, 2.0 * math.pi)
    outline = []
    for corner in range(corners):
        angle = turn + 2.0 * math.pi * (corner + dice.between(-0.25, 0.25)) / corners
        reach = radius * dice.between(0.78, 1.18)
        outline.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    return outline


class Noise:
    """Smooth noise from 0 to 1 over the plane: random heights on a square grid, blended."""

    def __init__(self, topic: str, grain: float) -> None:
        dice = Dice(topic)
        self.grain = grain
        self.heights = [dice.unit() for _ in range(64 * 64)]

    def at(self, point: Point) -> float:
        x, y = point[0] / self.grain, point[1] / self.grain
        column, row = math.floor(x), math.floor(y)
        across, up = _eased(x - column), _eased(y - row)
        low = self._blend(column, row, across)
        return low + (self._blend(column, row + 1, across) - low) * up

    def _blend(self, column: int, row: int, across: float) -> float:
        left = self.heights[(row % 64) * 64 + column % 64]
        return left + (self.heights[(row % 64) * 64 + (column + 1) % 64] - left) * across


def _eased(share: float) -> float:
    return share * share * (3.0 - 2.0 * share)
