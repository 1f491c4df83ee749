"""The chart of a count that stands out: small beside its row, and as a picture."""

from base64 import b64encode

from components import colour_scheme, queries
from components.page_context import PageContext
from components.page_models import exceptions
from components.page_models.exceptions import ExceptionRow
from components.queries.cache import CacheKey, remember
from components.snapshot.charts.collect import chart_picture, counts_of_months, months_legend
from components.snapshot.charts.model import Legend, Months, Sample
from components.snapshot.model import ChartPicture
from components.text.catalogue import Text
from components.text.recording_breaks import break_marks
from components.ui.routes import ADDRESS_OF, HOME
from data.schema import COUNTY, WARD
from geo.stats.trend import NOW

# SMALL: millimetres of a chart beside its row; LETTERS: points of its letters, and on a projector.
SMALL, LETTERS = (74.0, 24.0), (7.0, 9.5)


def chart_of(here: PageContext, row: ExceptionRow) -> Months:
    """Return the months of a count, the range of the last one, and its recording breaks."""
    months = [str(month) for month in row.months.index]
    level = WARD if row.place else COUNTY
    breaks = queries.categories.breaks_at(here.key, level, row.place, row.category, months)
    return Months(
        table=row.months.to_frame(NOW),
        text=here.text,
        breaks=break_marks(here.text, breaks, months),
        expected=row.limits,
    )


def small(here: PageContext, row: ExceptionRow) -> str:
    """Return the address of the small chart of a row, which has the drawing in itself."""
    letters = LETTERS[here.view.on_projector]
    of = (here.key, row.category, row.place, here.text.language, letters)
    return _small(*of, _here=here, _row=row)


@remember(200)
def _small(
    key: CacheKey, category: str, place: str, language: str, letters: float, *, _here: PageContext,
    _row: ExceptionRow,
) -> str:  # fmt: skip
    # Matplotlib loads slowly: only when something stands out.
    from components.snapshot.charts.months import months_svg

    del key, category, place, language
    chart = chart_of(_here, _row)
    wide, tall = SMALL
    svg = months_svg(
        chart.table,
        chart.text,
        width=wide,
        height=tall,
        body=letters,
        breaks=chart.breaks,
        expected=chart.expected,
        letters_as_shapes=True,
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def picture(here: PageContext, row: ExceptionRow, address: str) -> ChartPicture:
    """Return the picture of a row's chart."""
    text, months = here.text, [str(month) for month in row.months.index]
    return chart_picture(
        here,
        chart_of(here, row),
        address=address,
        page=ADDRESS_OF[HOME],
        title=f"{row.name}: {row.verdict}",
        subtitle=f"{row.said}. {text.months(months[0], months[-1])}",
        alt=row.alt,
        legend=legend(text, row),
        facts=counts_of_months(text, row.category, row.months),
        caveats=exceptions.how_worked_out(here)[:2],
    )


def legend(text: Text, row: ExceptionRow) -> Legend:
    """Return the legend: the line of the months, and the range of the last one."""
    lines = months_legend(text, row.months.to_frame(NOW), text(f"category_title.{row.category}"))
    expected = (Sample(form="fill", colour=colour_scheme.EXPECTED), text("exceptions.col_range"))
    return ((lines[0][0], (*lines[0][1], expected)),)
