"""Month by month: a part of an order against what the comparison lets expect of it."""

import pandas as pd
import plotly.graph_objects as go

from components import theme
from components.orders_page.model import OrdersModel
from components.orders_page.sentences import periods
from components.ui import charts
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING
from geo.stats.trend import BEFORE, NOW

WORTH_DRAWING = (INSIDE, RING)
# ACROSS, DOWN: millimetres of the chart for print.
ACROSS, DOWN = 178.0, 54.0


def course(asked: OrdersModel, part: str) -> pd.DataFrame:
    """A row a month: what was recorded, and the comparison brought to its size before."""
    study = asked.study
    months = list(study.windows.before)
    monthly, held = study.monthly, study.monthly.loc[months].sum()
    share = held[part] / held[COMPARISON] if held[COMPARISON] else float("nan")
    return pd.DataFrame({NOW: monthly[part], BEFORE: monthly[COMPARISON] * share})


def show(asked: OrdersModel, part: str, alt: str) -> None:
    """Draw the chart of one part on the page."""
    text, table, large = asked.here.text, course(asked, part), asked.here.view.on_projector
    figure = charts.trend(table, text, gap=text("trend.gap"), large=large)
    for month, words in marks(asked):
        _mark(figure, table, month, words, large=large)
    charts.show(figure, alt=alt, key=f"course-{part}")


def as_svg(asked: OrdersModel, part: str) -> str:
    """Return the same lines, gaps and marks as a chart for print."""
    # matplotlib is slow to load: only what draws asks for it.
    from components.snapshot.trend_chart import months_svg

    return months_svg(
        course(asked, part), asked.here.text, width=ACROSS, height=DOWN, marks=marks(asked)
    )


def marks(asked: OrdersModel) -> list[tuple[str, str]]:
    """The months in which the order begins and ends, as far as they are known."""
    text, row = asked.here.text, asked.row
    days = (("start", "orders.begins"), ("expiry", "orders.ended"))
    known = asked.study.monthly.index
    return [
        (str(row[name])[:7], text(key))
        for name, key in days
        if isinstance(row[name], str) and str(row[name])[:7] in known
    ]


def alt(asked: OrdersModel, part: str) -> str:
    """The chart in words."""
    text, windows = asked.here.text, asked.study.windows
    table = course(asked, part)
    sums = {
        "before": table.loc[list(windows.before), NOW].sum(),
        "since_n": table.loc[list(windows.since), NOW].sum(),
        "expected": table.loc[list(windows.since), BEFORE].sum(),
    }
    said = {name: text.number(value) for name, value in sums.items()}
    when = periods(asked)
    return text(
        "orders.course_alt",
        part=text(f"orders.part_{part}"),
        what=asked.what,
        before=said["before"],
        since=said["since_n"],
        expected=said["expected"],
        before_months=when["before"],
        since_months=when["since"],
    )


def _mark(figure: go.Figure, table: pd.DataFrame, month: str, words: str, *, large: bool) -> None:
    """A line through the chart, and its word above: there it covers nothing."""
    letters = charts.LARGE_LETTERS if large else charts.LETTERS - 1
    place = list(table.index).index(month) - 0.5
    figure.add_shape(
        type="line",
        x0=place,
        x1=place,
        yref="paper",
        y0=0,
        y1=1,
        line={"color": theme.ORDER, "width": 2, "dash": "dash"},
    )
    figure.add_annotation(
        x=place,
        y=1,
        yref="paper",
        text=words,
        showarrow=False,
        xanchor="left" if place < len(table) * 0.8 else "right",
        yanchor="bottom",
        font={"color": theme.ORDER, "size": letters},
    )
    figure.update_layout(margin_t=round(1.6 * letters))
