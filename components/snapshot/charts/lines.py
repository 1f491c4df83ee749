"""Draws a line of steps, and values in time order with their likely ranges."""

from matplotlib.lines import Line2D

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.charts import axes
from components.snapshot.charts.model import Curve, Values
from components.snapshot.font_metrics import ASCENT, Letters
from components.snapshot.model import PIXEL

LINE, MARK, RANGE = 3.0, 8.0, 1.4


def draw_curve(canvas: Canvas, chart: Curve, *, body: float, thick: float) -> None:
    """Draw the steps, with a dashed line and its label at the mark."""
    letters = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    plot = axes.plot_of(canvas, chart.y_ticks, letters, above=3.1, below=3.1)
    axes.grid(canvas, plot, chart.y_ticks, letters)
    axes.grid_down(canvas, plot, chart.x_ticks, letters)
    _title(canvas, chart.y_title, letters, foot=ASCENT * letters.size)
    _title(canvas, chart.x_title, letters, foot=canvas.height - 0.3 * letters.size, plot=plot)
    at, words = chart.mark
    x = plot.left + at * plot.width
    axes.line(
        canvas, [x, x], [plot.top, plot.foot], colour_scheme.INK, 2 * PIXEL * thick, dash="dash"
    )
    half = letters.width(words) / 2
    middle = min(max(x, half), canvas.width - half)
    foot = plot.top - 0.45 * letters.size
    canvas.write(middle, foot, words, Letters(size=letters.size), align="center")
    curve = Line2D(
        [plot.left + x * plot.width for x, _ in chart.points],
        [plot.foot - y * plot.height for _, y in chart.points],
        color=colour_scheme.TREND,
        linewidth=LINE * PIXEL * thick,
        drawstyle="steps-post",
        gid="curve",
    )
    canvas.put(curve)


def draw_values(canvas: Canvas, chart: Values, *, body: float, thick: float) -> None:
    """Draw a line through the values, each with its number, its range, and the further lines."""
    letters = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    every = [*chart.values, *(height for height, _ in chart.lines)]
    every += [limit for limits in chart.limits if limits for limit in limits]
    heights = axes.steps(min(0.0, *every), max(0.0, *every))
    low, span = heights[0], heights[-1] - heights[0]
    ticks = tuple(((height - low) / span, chart.written(height)) for height in heights)
    plot = axes.plot_of(canvas, ticks, letters, above=1.3, below=1.7)
    axes.grid(canvas, plot, ticks, letters)

    def up(value: float) -> float:
        return plot.foot - (value - low) / span * plot.height

    step = plot.width / len(chart.values)
    xs = [plot.left + (i + 0.5) * step for i in range(len(chart.values))]
    for height, dash in chart.lines:
        y = up(height)
        axes.line(
            canvas, [plot.left, plot.right], [y, y], colour_scheme.INK, 2 * PIXEL * thick, dash=dash
        )
    for x, limits in zip(xs, chart.limits, strict=True):
        if limits:
            ends = [up(limit) for limit in limits]
            axes.line(canvas, [x, x], ends, colour_scheme.TREND, RANGE * PIXEL * thick)
    line = Line2D(
        xs,
        [up(value) for value in chart.values],
        color=colour_scheme.TREND,
        linewidth=LINE * PIXEL * thick,
        marker="o",
        markersize=MARK * PIXEL * thick,
        gid="values",
    )
    canvas.put(line)
    gap = 0.7 * MARK * PIXEL * thick
    for i, (x, value) in enumerate(zip(xs, chart.values, strict=True)):
        words = chart.written(value)
        half, rises = letters.width(words) / 2, max(chart.values[i : i + 2]) > value
        # On the side of the line that the next value is not on.
        foot = up(value) + (gap + 0.7 * letters.size if rises else -gap)
        if 2 * half + gap < step:
            axes.over(canvas, x + gap + half, foot, words, letters)
    axes.names_below(canvas, chart.names, plot, letters)


def _title(
    canvas: Canvas, words: str, letters: Letters, *, foot: float, plot: Box | None = None
) -> None:
    """Write the title of an axis: at the upper left, or below the middle of the plot."""
    if plot is None:
        canvas.write(0.0, foot, *axes.fitted(words, letters, canvas.width))
        return
    shown, fitting = axes.fitted(words, letters, plot.width)
    canvas.write(plot.left + plot.width / 2, foot, shown, fitting, align="center")
