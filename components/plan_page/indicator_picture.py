"""The values of an indicator as a picture file."""

from components import colour_scheme
from components.page_context import PageContext
from components.plan_page.words import limits, number, quarter, said, with_unit
from components.queries.plan import IndicatorView
from components.snapshot.charts.collect import Facts, chart_picture
from components.snapshot.charts.model import Legend, Sample, Values
from components.snapshot.model import ChartPicture
from components.text.catalogue import Text
from components.ui.routes import ADDRESS_OF, PLAN

# LINES: the dash of the target and of the baseline.
LINES = {"target": "", "baseline": "dot"}
LONGEST_NAME = 60


def name_of(here: PageContext, one: IndicatorView) -> tuple[str, ...]:
    """Return the parts of the file name: the indicator, and its first and last quarter."""
    ends = (one.numbers.readings[0], one.numbers.readings[-1])
    when = (f"{reading.year}-q{reading.quarter}" for reading in ends)
    return ("plan", said(here.text, one.record.values, "name")[:LONGEST_NAME], *when)


def picture(here: PageContext, one: IndicatorView, alt: str, address: str) -> ChartPicture:
    """Return the values that are drawn on the page, below the latest of them."""
    text, readings, values = here.text, one.numbers.readings, one.record.values
    last, name = readings[-1], said(text, values, "name")
    origin = "plan.is_linked" if one.linked else "plan.is_entered"
    latest = with_unit(text, one, number(text, last.value))
    first, end = (quarter(text, reading.year, reading.quarter) for reading in (readings[0], last))
    period = text("period.range", first=first, last=end) if first != end else end
    return chart_picture(
        here,
        Values(
            names=tuple(_short(text, reading.year, reading.quarter) for reading in readings),
            values=tuple(reading.value for reading in readings),
            limits=tuple(
                (reading.lower, reading.upper)
                if one.linked and reading.lower is not None and reading.upper is not None
                else None
                for reading in readings
            ),
            lines=tuple((height, dash) for height, dash, _ in _lines(one)),
            written=lambda value: number(text, round(value, 1)),
        ),
        address=address,
        page=ADDRESS_OF[PLAN],
        title=text("plan.picture_title", indicator=name, value=latest, quarter=end),
        subtitle=f"{text('plan.title')}. {here.area_name}, {period}",
        alt=alt,
        legend=_legend(text, one, name),
        facts=_facts(text, one),
        caveats=[*filter(None, [limits(text, last)]), text(origin)],
    )


def _lines(one: IndicatorView) -> list[tuple[float, str, str]]:
    """Return the height, the dash and the name of the lines of target and baseline."""
    heights = {"target": one.numbers.target, "baseline": one.numbers.baseline}
    return [(at, LINES[name], name) for name, at in heights.items() if at is not None]


def _short(text: Text, year: int, number_of_quarter: int) -> str:
    return text("plan.quarter_short", quarter=number_of_quarter, year=f"{year % 100:02d}")


def _legend(text: Text, one: IndicatorView, name: str) -> Legend:
    rows = [(Sample(form="line", colour=colour_scheme.TREND), name)]
    rows += [
        (
            Sample(form="line", colour=colour_scheme.INK, width=2, look=dash),
            text(f"plan.{line}_line"),
        )
        for _, dash, line in _lines(one)
    ]
    if one.linked and one.numbers.readings[-1].lower is not None:
        rows.append(
            (Sample(form="line", colour=colour_scheme.TREND, width=1.4), text("picture.range"))
        )
    return (("", tuple(rows)),)


def _facts(text: Text, one: IndicatorView) -> Facts:
    return tuple(
        (text(f"plan.{name}_line"), with_unit(text, one, str(one.record.values[name])))
        for name in ("baseline", "target")
        if one.record.values[name]
    )
