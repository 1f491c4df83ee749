"""The paper of one picture: everything is placed in points from its top left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from components.snapshot.font_metrics import ASCENT, Letters, wrapped

POINTS_TO_AN_INCH = 72
HALO = 2.2
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A part of the paper: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def foot(self) -> float:
        return self.top + self.height

    def meets(self, other: "Box") -> bool:
        """Whether any of the one lies in the other."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.foot and other.top < self.foot


class Canvas:
    """A blank page to draw on."""

    def __init__(self, width: float, height: float, *, colour: str) -> None:
        self.width, self.height = width, height
        size = (width / POINTS_TO_AN_INCH, height / POINTS_TO_AN_INCH)
        self.figure = Figure(figsize=size, facecolor=colour)
        self._page = self.figure.add_axes((0, 0, 1, 1), label="page")
        self._page.set_axis_off()
        self._page.set_xlim(0, width)
        self._page.set_ylim(height, 0)
        self._page.set_zorder(2)

    def put(self, artist: Artist) -> None:
        """Anything that is made in the page's own points."""
        self._page.add_artist(artist)

    def write(
        self,
        x: float,
        foot: float,
        words: str,
        letters: Letters,
        *,
        align: Align = "left",
        turned: bool = False,
    ) -> None:
        """One line; `foot` is where its letters stand. Turned, it climbs from there."""
        shown = Text(
            x,
            foot,
            words,
            fontproperties=letters.font,
            color=letters.colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            rotation=90 if turned else 0,
            rotation_mode="anchor",
            parse_math=False,
        )
        self.put(shown)

    def halo(self, x: float, foot: float, words: str, letters: Letters, colour: str) -> None:
        """What keeps letters legible on any ground; the words are written over it."""
        path = TextPath((0, 0), words, prop=letters.font, size=letters.size)
        placed = Affine2D().scale(1, -1).translate(x - letters.width(words) / 2, foot)
        outline = path.transformed(placed)
        around = PathPatch(outline, facecolor=colour, edgecolor=colour, linewidth=HALO)
        around.set_joinstyle("round")
        self.put(around)

    def lines(self, box: Box, words: str, letters: Letters) -> float:
        """Words in as many lines as they need; gives where the next thing may begin."""
        top = box.top
        for line in wrapped(words, letters, box.width):
            self.write(box.left, top + ASCENT * letters.size, line, letters)
            top += letters.line
        return top

    def rectangle(
        self,
        box: Box,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A filled or outlined rectangle."""
        corner, shape = (box.left, box.top), (box.width, box.height)
        drawn = Rectangle(corner, *shape, facecolor=fill, edgecolor=edge, linewidth=width)
        drawn.set_linestyle((0, dash) if dash else "solid")
        self.put(drawn)

    def squares(self, left: float, top: float, size: float, rows: Sequence[Sequence[bool]]) -> None:
        """Dark squares on a grid, as one shape: the runs of each row."""
        cells = [
            _rectangle(left + first * size, top + i * size, (last - first) * size, size)
            for i, row in enumerate(rows)
            for first, last in _runs(row)
        ]
        path = Path.make_compound_path(*cells)
        self.put(PathPatch(path, facecolor="black", edgecolor="none", snap=False))


def _rectangle(left: float, top: float, width: float, height: float) -> Path:
    unit = Path.unit_rectangle()
    return Path(np.asarray(unit.vertices) * (width, height) + (left, top), unit.codes)


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Where dark runs begin and end."""
    padded = np.concatenate([[0], np.asarray(row, dtype=int), [0]])
    edges = np.flatnonzero(np.diff(padded))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
