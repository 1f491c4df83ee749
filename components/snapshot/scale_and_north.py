"""The scale bar and the north arrow of a printed map."""

from collections.abc import Sequence

import shapely
from matplotlib.patches import Polygon

from components import colour_scheme
from components.queries.shapes import PrintShapes
from components.snapshot.canvas import Box, Canvas
from components.snapshot.font_metrics import ASCENT, Face, Letters
from components.snapshot.map_window import Window
from components.text.catalogue import Text

ROUND_KILOMETRES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
# Largest share of the map's width that the scale bar takes.
LONGEST = 0.28
PAPER = "#FFFFFF"


def kilometres(window: Window) -> float:
    """Return the longest round number of kilometres whose bar is short enough."""
    room = window.box.width * LONGEST * window.metres / 1000
    return max((km for km in ROUND_KILOMETRES if km <= room), default=ROUND_KILOMETRES[0])


def scale_bar(canvas: Canvas, at: Window, text: Text, letters: Letters, shapes: PrintShapes) -> Box:
    """Draw the scale bar at the bottom of the map. Return the box that it takes."""
    length = kilometres(at)
    half = length * 1000 / at.metres / 2
    size, pad = letters.size, letters.size * 0.7
    last = text("picture.kilometres", n=_written(text, length))
    width, height = 2 * half + letters.width(last) / 2 + 2.2 * pad, 2.55 * size
    left, right = at.box.left + pad, at.box.right - pad - width
    top = at.box.foot - pad - height
    box = _freest([(left, top), (right, top)], width, height, at, shapes)
    canvas.rectangle(box, fill=PAPER)
    start, line = box.left + pad, box.foot - 0.95 * size
    for i, colour in enumerate((colour_scheme.INK, PAPER)):
        part = Box(left=start + i * half, top=line, width=half, height=0.45 * size)
        canvas.rectangle(part, fill=colour, edge=colour_scheme.INK, width=0.7)
    for i, words in enumerate((text.number(0), _written(text, length / 2), last)):
        canvas.write(start + i * half, line - 0.35 * size, words, letters, align="center")
    return box


def north_arrow(
    canvas: Canvas, at: Window, text: Text, letters: Letters, shapes: PrintShapes
) -> Box:
    """Draw the arrow of grid north at the top of the map. Return the box that it takes."""
    letter = Letters(size=letters.size * 1.25, face=Face.BOLD)
    size, under = letters.size, text("picture.grid_north")
    pad = size * 0.7
    width, height = max(letters.width(under), 2.4 * size) + 2 * pad, 5.6 * size
    left, right, top = at.box.left + pad, at.box.right - pad - width, at.box.top + pad
    box = _freest([(right, top), (left, top)], width, height, at, shapes)
    canvas.rectangle(box, fill=PAPER)
    middle, head = box.left + width / 2, box.top + 0.4 * size
    canvas.write(middle, head + ASCENT * letter.size, text("picture.north"), letter, align="center")
    tip, foot = head + 1.55 * size, box.top + 4.0 * size
    wing, notch = 0.72 * size, foot - 0.55 * size
    for side, fill in ((-wing, colour_scheme.INK), (wing, PAPER)):
        corners = [(middle, tip), (middle + side, foot), (middle, notch)]
        canvas.put(Polygon(corners, facecolor=fill, edgecolor=colour_scheme.INK, linewidth=0.7))
    canvas.write(middle, box.foot - 0.5 * size, under, letters, align="center")
    return box


def _freest(
    corners: Sequence[tuple[float, float]],
    width: float,
    height: float,
    at: Window,
    shapes: PrintShapes,
) -> Box:
    """Return the first of the boxes that covers least of the areas."""
    boxes = [Box(left=left, top=top, width=width, height=height) for left, top in corners]
    covered = [
        round(float(shapely.area(shapely.intersection(shapes.areas, at.on_grid(box))).sum()))
        for box in boxes
    ]
    return boxes[covered.index(min(covered))]


def _written(text: Text, number: float) -> str:
    """Return a number with as many decimals as it needs."""
    digits = next(n for n in range(4) if round(number, n) == number or n == 3)
    return text.number(number, digits)
