"""Every form of chart with the function that draws it, and a chart as SVG."""

from collections.abc import Callable

from components import colour_scheme
from components.snapshot.canvas import Canvas, drawn
from components.snapshot.charts.bars import draw_bars, draw_stacks
from components.snapshot.charts.lines import draw_curve, draw_values
from components.snapshot.charts.model import (
    Bars,
    Chart,
    Curve,
    Months,
    Ranges,
    Scatter,
    Stacks,
    Values,
)
from components.snapshot.charts.months import draw_months
from components.snapshot.charts.ranges import draw_ranges
from components.snapshot.charts.scatter import draw_scatter
from components.snapshot.font_metrics import Letters


def _months(canvas: Canvas, chart: Months, *, body: float, thick: float) -> None:
    draw_months(
        canvas,
        chart.table,
        chart.text,
        body=body,
        thick=thick,
        marks=chart.marks,
        breaks=chart.breaks,
        expected=chart.expected,
    )


PAINTERS: dict[type, Callable[..., None]] = {
    Months: _months,
    Bars: draw_bars,
    Scatter: draw_scatter,
    Stacks: draw_stacks,
    Curve: draw_curve,
    Values: draw_values,
    Ranges: draw_ranges,
}


def chart_svg(
    chart: Chart, nothing: str, *, width: float, height: float, body: float, thick: float
) -> str:
    """Return a chart as SVG of so many points; `nothing` is written where it has no figures."""

    def draw(canvas: Canvas) -> None:
        if chart.is_empty:
            letters = Letters(size=body * 1.2, colour=colour_scheme.SOFT_INK)
            canvas.write(canvas.width / 2, canvas.height / 2, nothing, letters, align="center")
            return
        PAINTERS[type(chart)](canvas, chart, body=body, thick=thick)

    return drawn(width, height, draw)
