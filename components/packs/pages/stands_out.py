"""The pages of a pack on what stands out in the latest month."""

from components import queries
from components.home_page import month_charts
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.packs.pages import maps
from components.page_context import PageContext
from components.page_models import exceptions
from components.page_models.exceptions import ExceptionRow
from components.ui.sections import (
    Chart,
    ChartKind,
    Part,
    Picture,
    PrintedPicture,
    Sentences,
    Table,
)
from geo.stats.trend import NOW


def pages(asked: Asked) -> list[PackPage]:
    """Return the message with its table, then a page with the months of each count."""
    here = asked.here
    rows = exceptions.rows(here)
    how = exceptions.how_worked_out(here)
    said = [line for line in (exceptions.support(here), *how[:2]) if line]
    parts: list[Part] = [Sentences(said)]
    if rows:
        parts = [table(here, rows), *parts]
    first = _page(here, exceptions.sentence(here), parts)
    return [first, *(_page(here, _heading(row), _of_one(here, row)) for row in rows)]


def table(here: PageContext, rows: list[ExceptionRow]) -> Table:
    """Return a row for each count that stands out, with the numbers of the front page."""
    text = here.text
    names = ("what", "now", "expected", "range")
    return Table(
        heads=[
            *(text(f"exceptions.col_{name}") for name in names),
            text("pack.col_verdict"),
        ],
        rows=[
            [
                row.name,
                row.now,
                row.expected,
                text("pack.range", lower=row.lower, upper=row.upper),
                row.verdict,
            ]
            for row in rows
        ],
        numbers=(1, 2),
    )


def _heading(row: ExceptionRow) -> str:
    return f"{row.name}: {row.verdict}"


def _of_one(here: PageContext, row: ExceptionRow) -> list[Part]:
    """Return the count with its range in words, and the months as a chart."""
    text = here.text
    gaps = [float("nan")] * (len(row.months) - 1)
    lower, upper = row.limits
    chart = Chart(
        kind=ChartKind.LINE,
        axis=text("chart.month"),
        labels=[text.short_month(str(month)) for month in row.months.index],
        series=[
            (text("exceptions.col_now"), [float(count) for count in row.months]),
            (text("exceptions.expected_from"), [*gaps, lower]),
            (text("exceptions.expected_to"), [*gaps, upper]),
        ],
    )

    def printed() -> PrintedPicture:
        from components.snapshot.charts.months import LINES, months_svg
        from components.snapshot.legend_marks import stroke
        from components.snapshot.model import PRESETS

        drawn = month_charts.chart_of(here, row)
        svg = months_svg(
            drawn.table,
            text,
            width=maps.CHART[0],
            height=maps.CHART[1],
            body=maps.CHART_LETTERS,
            breaks=drawn.breaks,
            expected=drawn.expected,
        )
        line = stroke(PRESETS["a4"], *LINES[NOW][:2]).svg
        return PrintedPicture(svg=svg, legend=[(line, text(f"category_title.{row.category}"))])

    picture = Picture(alt=row.alt, show=maps.not_shown, print=printed, chart=chart)
    return [Sentences([row.said + "."]), picture]


def _page(here: PageContext, heading: str, parts: list[Part]) -> PackPage:
    text, found = here.text, queries.monthly.exceptions_of(here.key)
    said = [line for part in parts if isinstance(part, Sentences) for line in part.lines]
    caveats = [*exceptions.how_worked_out(here), text("mine.limit_record")]
    return PackPage(
        heading=heading,
        parts=parts,
        period=text.month(found.month),
        base=text.plural("exceptions.base", len(found.judged)),
        caveats=[line for line in caveats if line not in said],
    )
