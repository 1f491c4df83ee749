"""The scatter chart as a picture file, and what it shares with the chart on the page."""

import math

import pandas as pd

from components import colour_scheme
from components.page_models import perceived_sentences
from components.page_models.perceived import IN_ORDER, PerceivedModel
from components.perceived_page import headline
from components.perceived_page.twin_maps import COLOURS
from components.snapshot.charts.collect import Facts, chart_picture
from components.snapshot.charts.model import Legend, Point, Sample, Scatter
from components.snapshot.model import ChartPicture
from components.text.topics import uncapitalise
from components.ui.routes import ADDRESS_OF, PERCEIVED
from geo.survey.place_types import (
    NO_CLEAR_KIND,
    REASSURANCE_GAP,
    RECORDED_ABOVE,
    SHARED_CALM,
    SHARED_CONCERN,
)

SHAPES = {
    REASSURANCE_GAP: "triangle-up",
    RECORDED_ABOVE: "square",
    SHARED_CONCERN: "diamond",
    SHARED_CALM: "circle",
    NO_CLEAR_KIND: "circle-open",
}
# CORNERS: the kinds in the quarters, upper left and right, lower left and right.
CORNERS = (REASSURANCE_GAP, SHARED_CONCERN, SHARED_CALM, RECORDED_ABOVE)
RANGES = "#B9B2A3"
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def picture(model: PerceivedModel, table: pd.DataFrame, address: str) -> ChartPicture:
    """Return the chart of the places that are drawn on the page, below the answer of the page."""
    here, text, gaps = model.here, model.here.text, model.comparison.gaps
    topic = uncapitalise(model.topic_name)
    return chart_picture(
        here,
        _chart(model, table),
        address=address,
        page=ADDRESS_OF[PERCEIVED],
        title=perceived_sentences.answer(text, gaps, topic, model.name),
        subtitle=f"{text('scatter.title')}. {model.topic_name}, {here.area_name}",
        alt=_alt(model, table),
        legend=_legend(model, table),
        facts=_facts(model, table),
        caveats=[text("perceived.not_cause"), *headline.who_and_when(model)],
    )


def across(table: pd.DataFrame, rate: float) -> tuple[float, float]:
    """Return the ends of the axis, somewhat beyond the outermost points."""
    rates = [rate, *table["x"]]
    return min(rates) / 1.6, max(rates) * 1.6


def top(table: pd.DataFrame) -> float:
    """Return the upper end of the axis of shares."""
    return min(1.0, float(table["upper"].max()) + 0.08) if len(table) else 1.0


def steps_between(low: float, high: float) -> list[float]:
    """Return ticks at 1, 2 and 5 times each power of ten: few enough for a narrow axis."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = [many * 10.0**power for power in powers for many in (1, 2, 5)]
    return [step for step in steps if low <= step <= high]


def _chart(model: PerceivedModel, table: pd.DataFrame) -> Scatter:
    text, gaps = model.here.text, model.comparison.gaps
    ends, upper = across(table, gaps.rate), top(table)
    low, high = (math.log10(end) for end in ends)
    every = SHARES if upper < 0.5 else SHARES[::2]
    return Scatter(
        points=tuple(_points(model, table)),
        across=ends,
        top=upper,
        benchmark=(gaps.rate, float(gaps.whole["share"])),
        x_ticks=tuple(
            ((math.log10(step) - low) / (high - low), text.number(step, 0 if step >= 1 else 1))
            for step in steps_between(*ends)
        ),
        y_ticks=tuple((share / upper, text.percent(share)) for share in every if share <= upper),
        x_title=text("scatter.x"),
        y_title=text("scatter.y"),
        corners=(
            text(f"kind_of_place.{CORNERS[0]}"),
            text(f"kind_of_place.{CORNERS[1]}"),
            text(f"kind_of_place.{CORNERS[2]}"),
            text(f"kind_of_place.{CORNERS[3]}"),
        ),
    )


def _points(model: PerceivedModel, table: pd.DataFrame) -> list[Point]:
    """Return the places, the chosen one first, then those whose kind is named first."""
    points = []
    for kind in IN_ORDER:
        for row, values in table[table["kind"].fillna(NO_CLEAR_KIND) == kind].iterrows():
            point = Point(
                name=model.name(str(row)),
                x=float(values["x"]),
                y=float(values["share"]),
                x_limits=(float(values["x_lower"]), float(values["rate_upper"])),
                y_limits=(float(values["lower"]), float(values["upper"])),
                symbol=SHAPES[kind],
                colour=colour_scheme.SOFT_INK if kind == NO_CLEAR_KIND else COLOURS[kind],
                clear=kind != NO_CLEAR_KIND,
                chosen=row == model.row,
            )
            points.append(point)
    return sorted(points, key=lambda point: not point.chosen)


def _legend(model: PerceivedModel, table: pd.DataFrame) -> Legend:
    text = model.here.text
    kinds = table["kind"].fillna(NO_CLEAR_KIND).value_counts()
    rows = [
        (
            Sample(
                form="symbol",
                colour=colour_scheme.SOFT_INK if kind == NO_CLEAR_KIND else COLOURS[kind],
                look=SHAPES[kind],
            ),
            f"{text(f'kind_of_place.{kind}')} ({text.number(kinds[kind])})",
        )
        for kind in IN_ORDER
        if kind in kinds
    ]
    if model.row in table.index:
        ring = Sample(form="symbol", colour=colour_scheme.CHOSEN, look="ring")
        rows.append((ring, model.name(model.row)))
    dashed = Sample(form="line", colour=colour_scheme.INK, width=1.5, look="dash")
    rows.append((dashed, model.here.area_name))
    rows.append((Sample(form="line", colour=RANGES, width=1.5), text("picture.range")))
    return ((model.topic_name, tuple(rows)),)


def _alt(model: PerceivedModel, table: pd.DataFrame) -> str:
    """Return what the chart shows, with both numbers of each place."""
    text = model.here.text
    places = [
        f"{model.name(str(row))} {text.percent(values['share'])}, {text.number(values['rate'], 1)}"
        for row, values in table.iterrows()
    ]
    return text("scatter.picture_alt", topic=model.topic_name, places="; ".join(places))


def _facts(model: PerceivedModel, table: pd.DataFrame) -> Facts:
    text, said, months = model.here.text, model.comparison.said, model.comparison.months
    hidden = int((model.table["status"] == "hidden").sum())
    drawn = text.plural("count.ward", int(table["wards"].sum()))
    asked = text("picture.of_respondents", n=text.number(said.respondents))
    return (
        (text("picture.period"), text.months(months[0], months[-1])),
        (text("picture.n"), f"{drawn}; {asked}"),
        (
            text("picture.hidden"),
            text.plural("legend.areas", hidden) if hidden else text("picture.none"),
        ),
    )
