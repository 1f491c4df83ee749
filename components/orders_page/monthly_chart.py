"""The monthly chart of one part of an order: recorded, and expected from the comparison area."""

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


def monthly_table(model: OrdersModel, part: str) -> pd.DataFrame:
    """Return a row for each month: recorded, and the comparison scaled to the counts before."""
    study = model.study
    months = list(study.windows.before)
    monthly, counts = study.monthly, study.monthly.loc[months].sum()
    share = counts[part] / counts[COMPARISON] if counts[COMPARISON] else float("nan")
    return pd.DataFrame({NOW: monthly[part], BEFORE: monthly[COMPARISON] * share})


def show(model: OrdersModel, part: str, alt: str) -> None:
    """Draw the chart of one part on the page."""
    text, table, large = model.here.text, monthly_table(model, part), model.here.view.on_projector
    figure = charts.trend(table, text, gap=text("trend.gap"), large=large)
    for month, words in marks(model):
        _mark(figure, table, month, words, large=large)
    charts.show(figure, alt=alt, key=f"monthly-{part}")


def as_svg(model: OrdersModel, part: str) -> str:
    """Return the same lines, gaps and marks as a chart for print."""
    # Matplotlib loads slowly: import it only when a chart is drawn.
    from components.snapshot.trend_chart import months_svg

    return months_svg(
        monthly_table(model, part), model.here.text, width=ACROSS, height=DOWN, marks=marks(model)
    )


def marks(model: OrdersModel) -> list[tuple[str, str]]:
    """Return the months in which the order begins and ends, if they are known."""
    text, row = model.here.text, model.row
    days = (("start", "orders.begins"), ("expiry", "orders.ended"))
    known = model.study.monthly.index
    return [
        (str(row[name])[:7], text(key))
        for name, key in days
        if isinstance(row[name], str) and str(row[name])[:7] in known
    ]


def alt(model: OrdersModel, part: str) -> str:
    """Return the alternative text of the chart."""
    text, windows = model.here.text, model.study.windows
    table = monthly_table(model, part)
    sums = {
        "before": table.loc[list(windows.before), NOW].sum(),
        "since_n": table.loc[list(windows.since), NOW].sum(),
        "expected": table.loc[list(windows.since), BEFORE].sum(),
    }
    numbers = {name: text.number(value) for name, value in sums.items()}
    when = periods(model)
    return text(
        "orders.course_alt",
        part=text(f"orders.part_{part}"),
        what=model.what,
        before=numbers["before"],
        since=numbers["since_n"],
        expected=numbers["expected"],
        before_months=when["before"],
        since_months=when["since"],
    )


def _mark(figure: go.Figure, table: pd.DataFrame, month: str, words: str, *, large: bool) -> None:
    """Draw a line through the chart, with its label above so that it covers nothing."""
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
