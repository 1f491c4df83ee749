"""The looks in a printed legend: a swatch with its pattern, a circle, the line of the chosen."""

from dataclasses import dataclass
from typing import Protocol

from matplotlib.collections import PathCollection
from matplotlib.patches import Circle
from matplotlib.path import Path

from components import theme
from components.maps.legend_classes import LegendClass
from components.snapshot.canvas import Box, Canvas
from components.snapshot.draw_areas import CHOSEN_WIDTH, PATTERNS, SYMBOL_OPACITY, draw_hatching
from components.snapshot.font_metrics import Face, Letters
from components.snapshot.paper_sizes import PIXEL

WIDE, TALL = 2.3, 1.15
"""A swatch, in sizes of the letters."""


class Mark(Protocol):
    """What stands at the left of a row of the legend."""

    def width(self, size: float) -> float:
        """How wide it is beside letters of this size."""

    def height(self, size: float) -> float:
        """How tall."""

    def draw(self, paper: Canvas, box: Box, size: float) -> None:
        """In the middle of the box's height."""


def _swatch(box: Box, size: float) -> Box:
    top = box.top + (box.height - TALL * size) / 2
    return Box(left=box.left, top=top, width=WIDE * size, height=TALL * size)


@dataclass(frozen=True, kw_only=True)
class Swatch:
    """The colour of a class, or of what has none, with its pattern."""

    colour: str
    pattern: str = ""

    def width(self, size: float) -> float:
        """That of a swatch."""
        return WIDE * size

    def height(self, size: float) -> float:
        """That of a swatch."""
        return TALL * size

    def draw(self, paper: Canvas, box: Box, size: float) -> None:
        """Filled as the map is."""
        place = _swatch(box, size)
        corners = [
            (place.left, place.top),
            (place.right, place.top),
            (place.right, place.foot),
            (place.left, place.foot),
            (place.left, place.top),
        ]
        shape = PathCollection(
            [Path(corners, closed=True)],
            facecolors=self.colour,
            edgecolors=theme.SOFT_INK,
            linewidths=0.6,
            hatch=self.pattern or None,
        )
        draw_hatching(shape)
        paper.put(shape)


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """A circle of exactly the size that it has on the map."""

    colour: str
    radius: float
    room: float
    """That of the largest circle: all stand around one line."""

    def width(self, size: float) -> float:
        """That of the largest circle."""
        return 2 * self.room

    def height(self, size: float) -> float:
        """Room for the circle."""
        return max(2 * self.radius + 1, TALL * size)

    def draw(self, paper: Canvas, box: Box, size: float) -> None:
        """In the middle of the widest circle's room."""
        at = (box.left + self.room, box.top + box.height / 2)
        paper.put(
            Circle(
                at,
                self.radius,
                facecolor=self.colour,
                edgecolor="white",
                linewidth=PIXEL,
                alpha=SYMBOL_OPACITY,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The line around the chosen place, or around a pinned one with its letter in it."""

    scale: float
    colour: str = theme.CHOSEN
    letter: str = ""

    def width(self, size: float) -> float:
        """That of a swatch."""
        return WIDE * size

    def height(self, size: float) -> float:
        """That of a swatch."""
        return TALL * size

    def draw(self, paper: Canvas, box: Box, size: float) -> None:
        """As thick as on the map."""
        width = CHOSEN_WIDTH * PIXEL * self.scale
        place = _swatch(box, size)
        paper.rectangle(place, edge=self.colour, width=width)
        letters = Letters(size=0.85 * size, face=Face.BOLD, colour=self.colour)
        middle, foot = place.left + place.width / 2, place.top + place.height / 2
        paper.write(middle, foot + 0.35 * letters.size, self.letter, letters, align="center")


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """The line of a chart."""

    colour: str
    thick: float

    def width(self, size: float) -> float:
        """That of a swatch."""
        return WIDE * size

    def height(self, size: float) -> float:
        """That of a swatch."""
        return TALL * size

    def draw(self, paper: Canvas, box: Box, size: float) -> None:
        """Across the swatch."""
        place = _swatch(box, size)
        middle = place.top + place.height / 2
        bar = Box(
            left=place.left, top=middle - self.thick / 2, width=place.width, height=self.thick
        )
        paper.rectangle(bar, fill=self.colour)


def mark_of(row: LegendClass, *, scale: float) -> Mark:
    """The look of a row of the map's own legend."""
    if row.radius:
        largest = theme.SYMBOL_RADII[-1] * PIXEL * scale
        return Symbol(colour=row.colour, radius=row.radius * PIXEL * scale, room=largest)
    return Swatch(colour=row.colour, pattern=PATTERNS.get(row.kind, ""))
