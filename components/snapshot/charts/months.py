"""The monthly chart of a place for print, as SVG; months without a number are gaps."""

import math

import pandas as pd
from matplotlib.lines import Line2D

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas, drawn
from components.snapshot.charts.axes import grid, names_below
from components.snapshot.charts.model import Marks
from components.snapshot.font_metrics import Letters
from components.snapshot.model import MILLIMETRE, PIXEL
from components.text.catalogue import Text
from components.ui.charts import highest, runs_of_gaps
from geo.stats.trend import BEFORE, NOW

# LINES: colour, width and size of the marks, as on screen; drawn in this order.
LINES = {BEFORE: (colour_scheme.TREND_BEFORE, 2.0, 4.0), NOW: (colour_scheme.TREND, 3.0, 6.0)}
MOST_STEPS = 5
BODY = 7.5
# LEAST_RANGE: the width of the expected range of the last month, as a share of the plot, at least.
LEAST_RANGE = 0.025
# Limits: the lowest and the highest number that the last month was expected to have.
Limits = tuple[float, float] | None


def months_svg(
    table: pd.DataFrame,
    text: Text,
    *,
    width: float,
    height: float,
    body: float = BODY,
    thick: float = 0.8,
    marks: Marks = (),
    breaks: Marks = (),
    expected: Limits = None,
    letters_as_shapes: bool = False,
) -> str:
    """Return the chart of a table of months (`geo.stats.trend`) as SVG, sizes in millimetres.

    `marks` are months at whose beginning a dashed line is drawn, with the word above it; `breaks`
    are those of recording breaks. `expected` is the range in which the last month was expected.
    """
    return drawn(
        width * MILLIMETRE,
        height * MILLIMETRE,
        lambda canvas: draw_months(
            canvas,
            table,
            text,
            body=body,
            thick=thick,
            marks=marks,
            breaks=breaks,
            expected=expected,
        ),
        letters_as_shapes=letters_as_shapes,
    )


def scale_of(most: float) -> list[int]:
    """Return round numbers from zero up to at least the largest value, in five steps at most."""
    step = next(m * 10**k for k in range(9) for m in (1, 2, 5) if most <= MOST_STEPS * m * 10**k)
    return list(range(0, max(math.ceil(most / step), 1) * step + 1, step))


def draw_months(
    canvas: Canvas,
    table: pd.DataFrame,
    text: Text,
    *,
    body: float,
    thick: float,
    marks: Marks = (),
    breaks: Marks = (),
    expected: Limits = None,
) -> None:
    """Draw grid, gaps, lines and their labels over the whole canvas."""
    letters = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    ticks = scale_of(max(highest(table), expected[1] if expected else 0.0))
    left = max(letters.width(text.number(tick)) for tick in ticks) + 0.8 * letters.size
    rows = [row for row in ((marks, colour_scheme.ORDER), (breaks, colour_scheme.BREAK)) if row[0]]
    above = (0.7 + (0.8 if rows else 0.0) + 1.2 * max(len(rows) - 1, 0)) * letters.size
    plot = Box(
        left=left,
        top=above,
        width=canvas.width - left - letters.size / 2,
        height=canvas.height - above - 1.7 * letters.size,
    )
    grid(canvas, plot, tuple((tick / ticks[-1], text.number(tick)) for tick in ticks), letters)
    step = plot.width / max(len(table), 1)
    _gaps(canvas, table[NOW], plot, step, text("trend.gap"), letters)
    if expected:
        _range(canvas, plot, step, *(end / ticks[-1] for end in expected))
    for name, (colour, width, mark) in LINES.items():
        if name not in table:
            continue
        line = Line2D(
            [plot.left + (i + 0.5) * step for i in range(len(table))],
            plot.foot - table[name].to_numpy(dtype=float) / ticks[-1] * plot.height,
            color=colour,
            linewidth=width * PIXEL * thick,
            marker="o",
            markersize=min(mark * PIXEL * thick, 0.6 * step),
            gid=f"months-{name}",
        )
        canvas.put(line)
    for number, (row, colour) in enumerate(rows):
        own = Letters(size=letters.size, colour=colour)
        places = [plot.left + list(table.index).index(month) * step for month, _ in row]
        for at, (x, (_, words)) in enumerate(zip(places, row, strict=True)):
            end = places[at + 1] if at + 1 < len(places) else plot.right
            _mark(canvas, plot, x, words, own, row=number, before=x + own.width(words) > end)
    names_below(canvas, [text.short_month(str(month)) for month in table.index], plot, letters)


def _gaps(
    canvas: Canvas, values: pd.Series, plot: Box, step: float, words: str, letters: Letters
) -> None:
    """Draw a band for each run of months without a number, with the reason if there is space."""
    long = letters.width(words)
    for first, last in runs_of_gaps(values):
        left, width = plot.left + first * step, (last - first + 1) * step
        band = Box(left=left, top=plot.top, width=width, height=plot.height)
        canvas.rectangle(band, fill=colour_scheme.GREYED)
        if long + letters.size < width:
            foot = plot.top + plot.height / 2
            canvas.write(left + width / 2, foot, words, letters, align="center")
        elif long < plot.height and width > letters.size:
            foot = left + width / 2 + 0.35 * letters.size
            canvas.write(foot, plot.top + (plot.height + long) / 2, words, letters, turned=True)


def _range(canvas: Canvas, plot: Box, step: float, lower: float, upper: float) -> None:
    """Draw the range in which the last month was expected, as shares of the plot's height."""
    wide = max(step, LEAST_RANGE * plot.width)
    band = Box(
        left=plot.right - step / 2 - wide / 2,
        top=plot.foot - upper * plot.height,
        width=wide,
        height=max((upper - lower) * plot.height, 1.0),
    )
    canvas.rectangle(band, fill=colour_scheme.EXPECTED)


def _mark(
    canvas: Canvas, plot: Box, x: float, words: str, letters: Letters, *, row: int, before: bool
) -> None:
    """Draw a dashed line through the chart and its word above it, on the side that has space."""
    size, foot = letters.size, plot.top - (0.4 + 1.2 * row) * letters.size
    line = Line2D([x, x], [foot - 0.6 * size, plot.foot], color=letters.colour, linewidth=1.2)
    line.set_linestyle((0, (3, 2)))
    canvas.put(line)
    if before:
        canvas.write(x - size / 3, foot, words, letters, align="right")
    else:
        canvas.write(x + size / 3, foot, words, letters)
