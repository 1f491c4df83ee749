"""The monthly chart of one part of an order: recorded, and expected from the comparison area."""

from functools import partial

import pandas as pd

from components import colour_scheme
from components.orders_page.model import OrdersModel
from components.orders_page.sentences import answer, context_sentences, periods
from components.snapshot.charts import on_page
from components.snapshot.charts.collect import chart_picture, months_legend
from components.snapshot.charts.model import Months
from components.snapshot.model import ChartPicture
from components.text.recording_breaks import Marks, break_marks
from components.text.sentences import counted_of
from components.ui import charts
from components.ui.routes import ADDRESS_OF, ORDERS
from components.ui.sections import Chart, ChartKind
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING
from geo.stats.trend import BEFORE, NOW

WORTH_DRAWING = (INSIDE, RING)
# PRINTED: millimetres of the chart for print, and BODY: points of its letters.
PRINTED, BODY = (178.0, 54.0), 7.5


def monthly_table(model: OrdersModel, part: str) -> pd.DataFrame:
    """Return a row for each month: recorded, and the comparison scaled to the counts before."""
    study = model.study
    months = list(study.windows.before)
    monthly, counts = study.monthly, study.monthly.loc[months].sum()
    share = counts[part] / counts[COMPARISON] if counts[COMPARISON] else float("nan")
    return pd.DataFrame({NOW: monthly[part], BEFORE: monthly[COMPARISON] * share})


def numbers(model: OrdersModel, part: str) -> Chart:
    """Return both lines of the chart as numbers."""
    text, table = model.here.text, monthly_table(model, part)
    names = {NOW: "orders.part_column", BEFORE: "orders.expected_column"}
    return Chart(
        kind=ChartKind.LINE,
        axis=text("chart.month"),
        labels=[text.short_month(str(month)) for month in table.index],
        series=[(text(key), [float(n) for n in table[name]]) for name, key in names.items()],
        written="#,##0.0",
    )


def show(model: OrdersModel, part: str, alt: str) -> None:
    """Draw the chart of one part on the page."""
    text, table, large = model.here.text, monthly_table(model, part), model.here.view.on_projector
    figure = charts.trend(table, text, gap=text("trend.gap"), large=large)
    charts.mark(figure, table, marks(model), colour=colour_scheme.ORDER, large=large)
    charts.mark(figure, table, breaks(model), colour=colour_scheme.BREAK, large=large)
    months = [str(month) for month in table.index]
    on_page.show(
        model.here,
        figure,
        partial(picture, model, part, alt),
        alt=alt,
        key=f"monthly-{part}",
        page=ADDRESS_OF[ORDERS],
        name=("months", part, model.number, model.name, months[0], months[-1]),
    )


def picture(model: OrdersModel, part: str, alt: str, address: str) -> ChartPicture:
    """Return the chart of one part for a file, below the answer on the order."""
    text, table = model.here.text, monthly_table(model, part)
    first, last = str(table.index[0]), str(table.index[-1])
    inside = counted_of(text, model.about, int(table[NOW].sum()))
    return chart_picture(
        model.here,
        Months(table=table, text=text, marks=marks(model), breaks=breaks(model)),
        address=address,
        page=ADDRESS_OF[ORDERS],
        title=answer(model),
        subtitle=f"{text(f'orders.course_{part}')}. {model.name}, {text.months(first, last)}",
        alt=alt,
        legend=months_legend(
            text, table, text("orders.part_column"), text("orders.expected_column")
        ),
        facts=(
            (text("picture.base"), text("orders.part_comparison")),
            (text("picture.n"), inside),
        ),
        caveats=context_sentences(model),
    )


def as_svg(
    model: OrdersModel,
    part: str,
    *,
    size: tuple[float, float] = PRINTED,
    body: float = BODY,
) -> str:
    """Return the same lines, gaps and marks as a chart for print."""
    # Matplotlib loads slowly: import it only when a chart is drawn.
    from components.snapshot.charts.months import months_svg

    return months_svg(
        monthly_table(model, part),
        model.here.text,
        width=size[0],
        height=size[1],
        body=body,
        marks=marks(model),
        breaks=breaks(model),
    )


def breaks(model: OrdersModel) -> Marks:
    """Return the months at which the counted categories are recorded otherwise, or as before."""
    months = [str(month) for month in model.study.monthly.index]
    return break_marks(model.here.text, model.breaks, months)


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
