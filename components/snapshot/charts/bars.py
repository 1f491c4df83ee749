"""Draws bars: upright ones of shares, and bars in rows that are made up of parts."""

from dataclasses import replace

from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.charts import axes
from components.snapshot.charts.model import Bars, StackRow, Stacks
from components.snapshot.draw_areas import draw_hatching
from components.snapshot.font_metrics import ASCENT, Face, Letters
from components.snapshot.model import PIXEL

# WIDE: the width of an upright bar as a share of its step.
WIDE = 0.72
# NAMES: the largest share of the width that names in rows take.
NAMES = 0.34
# TALLEST: the height of a row in sizes of the main text. BAR: of a bar as a share of its row.
TALLEST, BAR = 5.0, 0.66
# LEAST: the height of a row that can still be read; further rows are counted in words.
LEAST = 1.05
EDGE = 0.6


def draw_bars(canvas: Canvas, chart: Bars, *, body: float, thick: float) -> None:
    """Draw a bar with its value for each name, and the line of an even share."""
    letters = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    heights = axes.steps(0.0, max(*chart.values, chart.even))
    ticks = tuple((height / heights[-1], chart.written(height)) for height in heights)
    plot = axes.plot_of(canvas, ticks, letters, above=1.3, below=1.7)
    axes.grid(canvas, plot, ticks, letters)
    step, unit = plot.width / len(chart.values), plot.height / heights[-1]
    for i, (value, clear) in enumerate(zip(chart.values, chart.clear, strict=True)):
        corner = (plot.left + (i + (1 - WIDE) / 2) * step, plot.foot - value * unit)
        colour = colour_scheme.TREND if clear else colour_scheme.lighten(colour_scheme.TREND)
        size = (WIDE * step, value * unit)
        canvas.put(Rectangle(corner, *size, facecolor=colour, gid=f"bar-{i}"))
    y = plot.foot - chart.even * unit
    axes.line(
        canvas, [plot.left, plot.right], [y, y], colour_scheme.INK, 2 * PIXEL * thick, dash="dot"
    )
    words = [chart.written(value) for value in chart.values]
    if max(map(letters.width, words)) < step:
        for i, value in enumerate(chart.values):
            foot = plot.foot - value * unit - 0.35 * letters.size
            axes.over(canvas, plot.left + (i + 0.5) * step, foot, words[i], letters)
    axes.names_below(canvas, chart.names, plot, letters)


def draw_stacks(canvas: Canvas, chart: Stacks, *, body: float, thick: float) -> None:
    """Draw a bar for each place beside its name, and the name of each part where it has space."""
    del thick
    below = 1.7 * body
    chart = _with_space(chart, int((canvas.height - below) / (LEAST * body)))
    row = min((canvas.height - below) / len(chart.rows), TALLEST * body)
    letters = Letters(size=min(body * 0.95, 0.74 * row))
    heads = replace(letters, face=Face.BOLD, colour=colour_scheme.SOFT_INK)
    wide = max(letters.width(one.name) for one in chart.rows if one.parts) + letters.size
    left = min(wide, NAMES * canvas.width)
    plot = Box(
        left=left,
        top=0.0,
        width=canvas.width - left - 0.8 * body,
        height=row * len(chart.rows),
    )
    scale = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    axes.grid_down(canvas, plot, chart.ticks, scale)
    for i, one in enumerate(chart.rows):
        foot = (i + 0.5) * row + 0.35 * letters.size
        space = left - 0.6 * letters.size if one.parts else canvas.width
        words, fitting = axes.fitted(one.name, letters if one.parts else heads, space)
        canvas.write(0.0, foot, words, fitting)
    for part in range(len(chart.parts)):
        _part(canvas, chart, part, plot, row, letters)


def _with_space(chart: Stacks, most: int) -> Stacks:
    """Return a chart of at most so many rows; the last one then says how many there are more."""
    if len(chart.rows) <= most:
        return chart
    first, others = chart.rows[: most - 1], chart.rows[most - 1 :]
    words = chart.more(sum(bool(row.parts) for row in others))
    return replace(chart, rows=(*first, StackRow(name=words)))


def _part(
    canvas: Canvas, chart: Stacks, part: int, plot: Box, row: float, letters: Letters
) -> None:
    """Draw one part of every bar in its colour and pattern, then its name in those with space."""
    name, colour, pattern = chart.parts[part]
    boxes = [
        Box(
            left=plot.left + sum(one.parts[:part]) * plot.width,
            top=(i + (1 - BAR) / 2) * row,
            width=one.parts[part] * plot.width,
            height=BAR * row,
        )
        for i, one in enumerate(chart.rows)
        if one.parts
    ]
    bars = PathCollection(
        [Path(_corners(box), closed=True) for box in boxes if box.width],
        facecolors=colour,
        edgecolors=colour_scheme.INK,
        linewidths=EDGE,
        hatch=2 * pattern or None,
        gid=f"part-{part}",
    )
    draw_hatching(bars)
    canvas.put(bars)
    for box in boxes:
        middle, foot = box.left + box.width / 2, box.top + box.height / 2 + 0.35 * letters.size
        if letters.width(name) + letters.size < box.width and ASCENT * letters.size < box.height:
            axes.over(canvas, middle, foot, name, letters, ground=colour)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.foot),
        (box.left, box.foot),
        (box.left, box.top),
    ]
