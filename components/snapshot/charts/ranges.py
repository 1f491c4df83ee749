"""Draws values in rows between their limits, beside their names and their words."""

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas, drawn
from components.snapshot.charts import axes
from components.snapshot.charts.model import RangeRow, Ranges
from components.snapshot.font_metrics import Letters
from components.snapshot.model import MILLIMETRE, PIXEL

# NAMES: the largest share of the width that names take. TALLEST: a row in sizes of the main text.
NAMES, TALLEST = 0.36, 5.0
# LINE, DOT: pixels, as on screen.
LINE, DOT = 4.0, 12.0


def draw_ranges(canvas: Canvas, chart: Ranges, *, body: float, thick: float) -> None:
    """Draw each range with its value; filled where it is clearly different from the middle."""
    scale = Letters(size=body * 0.95, colour=colour_scheme.SOFT_INK)
    above, below = 0.6 * body, 3.1 * body
    row = min((canvas.height - above - below) / len(chart.rows), TALLEST * body)
    letters = Letters(size=min(body * 0.95, 0.74 * row))
    words = max(letters.width(one.words) for one in chart.rows) + letters.size
    wide = max(letters.width(one.name) for one in chart.rows) + letters.size
    names = min(wide, NAMES * canvas.width)
    plot = Box(
        left=names + words,
        top=above,
        width=canvas.width - names - words - 1.5 * body,
        height=row * len(chart.rows),
    )
    axes.grid_down(canvas, plot, chart.ticks, scale)
    middle = plot.left + plot.width / 2
    axes.line(canvas, [middle] * 2, [plot.top, plot.foot], colour_scheme.INK, 2 * PIXEL * thick)
    title, fitting = axes.fitted(chart.title, scale, plot.width)
    foot = plot.foot + 2.8 * scale.size
    canvas.write(middle, foot, title, fitting, align="center")
    for i, one in enumerate(chart.rows):
        y = plot.top + (i + 0.5) * row
        name, own = axes.fitted(one.name, letters, names - 0.6 * letters.size)
        canvas.write(0.0, y + 0.35 * letters.size, name, own)
        right = plot.left - 0.8 * letters.size
        canvas.write(right, y + 0.35 * letters.size, one.words, letters, align="right")
        _spread(canvas, one, plot, y, 0.62 * row)
        _range(canvas, one, plot, y, PIXEL * thick)


def ranges_svg(chart: Ranges, *, width: float, height: float, body: float) -> str:
    """Return the chart as SVG, sizes in millimetres."""
    return drawn(
        width * MILLIMETRE,
        height * MILLIMETRE,
        lambda canvas: draw_ranges(canvas, chart, body=body, thick=0.8),
    )


def _spread(canvas: Canvas, row: RangeRow, plot: Box, y: float, tall: float) -> None:
    """Draw the other areas as a pale bar, and their middle half as a darker one in it."""
    if row.spread is None:
        return
    low, lower, upper, high = (plot.left + share * plot.width for share in row.spread)
    for first, last, colour in (
        (low, high, colour_scheme.SPREAD),
        (lower, upper, colour_scheme.SPREAD_HALF),
    ):
        bar = Rectangle((first, y - tall / 2), last - first, tall, color=colour, linewidth=0)
        bar.set_zorder(0.5)
        bar.set_gid("range-spread")
        canvas.put(bar)


def _range(canvas: Canvas, row: RangeRow, plot: Box, y: float, pixel: float) -> None:
    if row.at is None:
        return
    low, value, high = (plot.left + share * plot.width for share in row.at)
    # A pale range would not be seen before the bars of other areas.
    unclear = colour_scheme.TREND_BEFORE if row.spread is None else colour_scheme.SOFT_INK
    colour = colour_scheme.TREND if row.clear else unclear
    axes.line(canvas, [low, high], [y, y], colour, LINE * pixel, gid="range")
    dot = Line2D(
        [value],
        [y],
        linestyle="none",
        marker="o",
        markersize=DOT * pixel,
        markerfacecolor=colour if row.clear else axes.PAPER,
        markeredgecolor=colour,
        markeredgewidth=2 * pixel,
        gid="range-value",
    )
    canvas.put(dot)
