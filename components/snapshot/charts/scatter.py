"""Draws places as points: their likely ranges, the benchmarks, the quarters, names that fit."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from matplotlib.lines import Line2D

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.charts import axes
from components.snapshot.charts.model import Point, Scatter
from components.snapshot.font_metrics import ASCENT, Face, Letters
from components.snapshot.model import PIXEL
from geo.shapes.chart_label_sides import ABOVE, BELOW, DOT, LEFT, RIGHT, sides

# MARKERS: the symbols of the screen and of a legend, as Matplotlib names them.
MARKERS = {
    "triangle-up": "^",
    "square": "s",
    "diamond": "D",
    "circle": "o",
    "circle-open": "o",
    "ring": "o",
}
# SIZES: pixels of a point whose difference is clear, of another one, and of the ring.
CLEAR, UNCLEAR, RING = 12.0, 8.0, 24.0
RANGES = "#B9B2A3"
Place = Callable[[float, float], tuple[float, float]]


def draw_scatter(canvas: Canvas, chart: Scatter, *, body: float, thick: float) -> None:
    """Draw ranges below the points, and the names of the quarters outside of the plot."""
    letters = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    plot = axes.plot_of(canvas, chart.y_ticks, letters, above=3.0, below=4.4)
    low, high = (math.log10(end) for end in chart.across)

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - low) / (high - low)
        return plot.left + across * plot.width, plot.foot - y / chart.top * plot.height

    axes.grid(canvas, plot, chart.y_ticks, letters)
    axes.grid_down(canvas, plot, chart.x_ticks, letters)
    _words(canvas, chart, plot, letters)
    x, y = at(*chart.benchmark)
    for xs, ys in (([x, x], [plot.top, plot.foot]), ([plot.left, plot.right], [y, y])):
        axes.line(canvas, xs, ys, colour_scheme.INK, 1.5 * PIXEL * thick, dash="dash")
    for point in chart.points:
        _range(canvas, chart, point, at, PIXEL * thick)
    for point in sorted(chart.points, key=lambda one: one.clear):
        canvas.put(symbol(*at(point.x, point.y), point.symbol, point.colour, thick))
        if point.chosen:
            canvas.put(symbol(*at(point.x, point.y), "ring", colour_scheme.CHOSEN, thick))
    _names(canvas, chart, plot, at, letters, PIXEL * thick)


def symbol(x: float, y: float, name: str, colour: str, thick: float) -> Line2D:
    """Return a symbol at a point of the canvas."""
    is_ring, is_open = name == "ring", name in ("ring", "circle-open")
    size = RING if is_ring else UNCLEAR if is_open else CLEAR
    return Line2D(
        [x],
        [y],
        linestyle="none",
        marker=MARKERS[name],
        markersize=size * PIXEL * thick * (0.8 if name == "diamond" else 1.0),
        markerfacecolor="none" if is_open else colour,
        markeredgecolor=colour if is_open else colour_scheme.INK,
        markeredgewidth=(3.0 if is_ring else 1.2) * PIXEL * thick,
        gid=f"point-{name}",
    )


def _range(canvas: Canvas, chart: Scatter, point: Point, at: Place, width: float) -> None:
    """Draw the likely ranges of a place, as far as they are within the axes."""
    ends = [min(max(end, chart.across[0]), chart.across[1]) for end in point.x_limits]
    across, up = (
        [at(end, point.y) for end in ends],
        [at(point.x, min(end, chart.top)) for end in point.y_limits],
    )
    for line in (across, up):
        axes.line(canvas, [x for x, _ in line], [y for _, y in line], RANGES, width)


def _words(canvas: Canvas, chart: Scatter, plot: Box, letters: Letters) -> None:
    """Write the titles of the axes, and the names of the quarters above and below the plot."""
    size, bold = letters.size, replace(letters, face=Face.BOLD)
    canvas.write(0.0, ASCENT * size, *axes.fitted(chart.y_title, letters, canvas.width))
    words, fitting = axes.fitted(chart.x_title, letters, plot.width)
    canvas.write(
        plot.left + plot.width / 2, canvas.height - 0.3 * size, words, fitting, align="center"
    )
    rows = (plot.top - 0.5 * size, plot.foot + 2.65 * size)
    for number, words in enumerate(chart.corners):
        x, align = (plot.right, "right") if number % 2 else (plot.left, "left")
        shown, own = axes.fitted(words, bold, plot.width / 2 - size)
        canvas.write(x, rows[number // 2], shown, own, align=align)  # type: ignore[arg-type]


def _names(
    canvas: Canvas, chart: Scatter, plot: Box, at: Place, letters: Letters, pixel: float
) -> None:
    """Write the names that cover neither points nor each other; the first have precedence.

    `pixel` is a pixel of the screen in points.
    """
    places = [at(point.x, point.y) for point in chart.points]
    points = np.array([((x - plot.left) / pixel, (plot.foot - y) / pixel) for x, y in places])
    widths = [letters.width(point.name) / pixel for point in chart.points]
    order, within = range(len(places)), (plot.width / pixel, plot.height / pixel)
    placed = sides(points, widths, letters.size / pixel, order, within=within)
    for number, side in placed.items():
        point, (x, y) = chart.points[number], places[number]
        gap = (RING / 2 + 2 if point.chosen else DOT) * pixel
        half, side_half = 0.35 * letters.size, letters.width(point.name) / 2
        middle, foot = {
            ABOVE: (x, y - gap - (0.25 * letters.size if point.chosen else 0)),
            BELOW: (x, y + gap + 2 * half),
            RIGHT: (x + gap + side_half, y + half),
            LEFT: (x - gap - side_half, y + half),
        }[side]
        axes.over(canvas, middle, foot, point.name, letters)
