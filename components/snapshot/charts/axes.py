"""Axes of charts: their grid, their names, and the steps of a scale."""

import math
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.lines import Line2D

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.charts.model import Ticks
from components.snapshot.font_metrics import ASCENT, Letters

MOST_STEPS = 5
# SMALLEST: by how much letters are made smaller at most before words are cut.
SMALLEST = 0.7
DASHES: dict[str, object] = {"": "-", "dash": (0, (5, 3)), "dot": (0, (1.5, 2.5))}
PAPER = "#FFFFFF"
CUT = "\N{HORIZONTAL ELLIPSIS}"


def steps(low: float, high: float) -> list[float]:
    """Return round numbers from at most `low` to at least `high`, about five of them."""
    span = (high - low) or abs(high) or 1.0
    power = math.floor(math.log10(span / MOST_STEPS))
    sizes = (m * 10.0**k for k in range(power, power + 3) for m in (1, 2, 5))
    step = next(size for size in sizes if span / size <= MOST_STEPS + 1e-9)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]


def plot_of(canvas: Canvas, ticks: Ticks, letters: Letters, *, above: float, below: float) -> Box:
    """Return the box that is left for the plot beside the labels of its upright axis.

    `above` and `below` are heights of letters.
    """
    left = max((letters.width(words) for _, words in ticks), default=0.0) + 0.8 * letters.size
    return Box(
        left=left,
        top=above * letters.size,
        width=canvas.width - left - 0.5 * letters.size,
        height=canvas.height - (above + below) * letters.size,
    )


def grid(canvas: Canvas, plot: Box, ticks: Ticks, letters: Letters) -> None:
    """Draw a line with its label at each height; heights are shares of the plot."""
    for share, words in ticks:
        y = plot.foot - share * plot.height
        _below(canvas, [plot.left, plot.right], [y, y])
        right = plot.left - 0.6 * letters.size
        canvas.write(right, y + 0.35 * letters.size, words, letters, align="right")


def _below(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    """Draw a line of the grid, below everything else."""
    canvas.put(Line2D(xs, ys, color=colour_scheme.GRID, linewidth=0.8, zorder=0))


def grid_down(canvas: Canvas, plot: Box, ticks: Ticks, letters: Letters) -> None:
    """Draw an upright line with its label below at each place; places are shares of the plot."""
    foot = plot.foot + 0.3 * letters.size + ASCENT * letters.size
    for share, words in ticks:
        x = plot.left + share * plot.width
        _below(canvas, [x, x], [plot.top, plot.foot])
        half = letters.width(words) / 2
        at = min(max(x, half), canvas.width - half)
        canvas.write(at, foot, words, letters, align="center")


def names_below(canvas: Canvas, names: Sequence[str], plot: Box, letters: Letters) -> None:
    """Write as many names as there is space for below even steps, the last one included."""
    step = plot.width / max(len(names), 1)
    wide = max(map(letters.width, names), default=0.0) + letters.size
    every = max(math.ceil(wide / step), 1)
    foot = plot.foot + 0.3 * letters.size + ASCENT * letters.size
    for i in range(len(names))[::-1][::every]:
        x = min(plot.left + (i + 0.5) * step, plot.right - letters.width(names[i]) / 2)
        canvas.write(x, foot, names[i], letters, align="center")


def fitted(words: str, letters: Letters, width: float) -> tuple[str, Letters]:
    """Return words and letters that fit a width: smaller letters first, then fewer words."""
    share = width / max(letters.width(words), 1.0)
    fitting = replace(letters, size=letters.size * min(1.0, max(share, SMALLEST)))
    if share >= SMALLEST:
        return words, fitting
    while words and fitting.width(words + CUT) > width:
        words = words[:-1].rstrip()
    return words + CUT, fitting


def over(
    canvas: Canvas, x: float, foot: float, words: str, letters: Letters, *, ground: str = PAPER
) -> None:
    """Write words in ink around the middle `x`, legible over lines and patterns."""
    ink = replace(letters, colour=colour_scheme.INK)
    canvas.halo(x, foot, words, ink, ground)
    canvas.write(x, foot, words, ink, align="center")


def line(
    canvas: Canvas, xs: Sequence[float], ys: Sequence[float], colour: str, width: float,
    *, dash: str = "", gid: str = "",
) -> None:  # fmt: skip
    """Draw a line through points of the canvas."""
    drawn = Line2D(list(xs), list(ys), color=colour, linewidth=width, gid=gid or None)
    drawn.set_linestyle(DASHES[dash])  # type: ignore[arg-type]
    canvas.put(drawn)
