"""The canvas of a map or a chart: drawn on in points from its top left corner, written as SVG."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from components.pdf.letters import is_plain
from components.snapshot.font_metrics import Letters

POINTS_TO_AN_INCH = 72
HALO = 2.2
Align = Literal["left", "center", "right"]
# ALIGNED: the share of a line that is left of its place.
ALIGNED: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
# STEADY: settings that give the same bytes for the same drawing, and text that a PDF reader finds.
STEADY: Any = {"svg.fonttype": "none", "svg.hashsalt": "milltir", "path.simplify": False}
# ANONYMOUS: metadata without the day and the name of the library.
ANONYMOUS = dict.fromkeys(("Date", "Creator", "Format", "Type"))
# LONG_NUMBER: numbers to round to 0.01 points; numbers below one are scales of letters.
LONG_NUMBER = re.compile(r"((?<![\d.])[1-9]\d*\.\d\d)\d+")
# ONE_AT_A_TIME: a lock, because Matplotlib's settings and fonts are global to the process.
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the canvas."""

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
        """Return whether the two boxes overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.foot and other.top < self.foot


class Canvas:
    """A blank canvas."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        size = (width / POINTS_TO_AN_INCH, height / POINTS_TO_AN_INCH)
        self.figure = Figure(figsize=size, facecolor="none")
        self._page = self.figure.add_axes((0, 0, 1, 1), label="page")
        self._page.set_axis_off()
        self._page.set_xlim(0, width)
        self._page.set_ylim(height, 0)
        self._page.set_zorder(2)

    def put(self, artist: Artist) -> None:
        """Add an artist that is drawn in the canvas's points."""
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
        """Write one line on the baseline `foot`; turned, it runs upwards from there.

        Letters of other scripts are drawn as shapes: a reader of the SVG may not have their fonts.
        """
        if not is_plain(words):
            self._draw(x, foot, words, letters, align=align, turned=turned)
            return
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

    def _draw(
        self, x: float, foot: float, words: str, letters: Letters, *, align: Align, turned: bool
    ) -> None:
        start = -ALIGNED[align] * letters.width(words)
        placed = Affine2D().translate(start, 0).scale(1, -1)
        placed = placed.rotate_deg(-90 if turned else 0).translate(x, foot)
        outline = letters.path(words).transformed(placed)
        self.put(PathPatch(outline, facecolor=letters.colour, linewidth=0))

    def halo(self, x: float, foot: float, words: str, letters: Letters, colour: str) -> None:
        """Draw an outline that makes text legible; the text is then drawn over it."""
        path = letters.path(words)
        placed = Affine2D().scale(1, -1).translate(x - letters.width(words) / 2, foot)
        outline = path.transformed(placed)
        around = PathPatch(outline, facecolor=colour, edgecolor=colour, linewidth=HALO)
        around.set_joinstyle("round")
        # Over lines, which Matplotlib draws over shapes, and under text.
        around.set_zorder(2.5)
        self.put(around)

    def rectangle(
        self, box: Box, *, fill: str = "none", edge: str = "none", width: float = 0.0
    ) -> None:
        """Draw a filled or outlined rectangle."""
        corner, shape = (box.left, box.top), (box.width, box.height)
        self.put(Rectangle(corner, *shape, facecolor=fill, edgecolor=edge, linewidth=width))


def drawn(
    width: float, height: float, draw: Callable[[Canvas], None], *, letters_as_shapes: bool = False
) -> str:
    """Return what `draw` draws on a canvas of so many points, as SVG."""
    settings = STEADY | ({"svg.fonttype": "path"} if letters_as_shapes else {})
    file = io.StringIO()
    with ONE_AT_A_TIME, matplotlib.rc_context(settings):
        canvas = Canvas(width, height)
        draw(canvas)
        FigureCanvasSVG(canvas.figure).print_svg(file, metadata=ANONYMOUS)
    return LONG_NUMBER.sub(r"\1", file.getvalue())
