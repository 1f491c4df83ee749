"""The record of a place: compared with the whole area, month by month, by season."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components import colour_scheme, queries
from components.page_context import PageContext
from components.page_models.place_profile import trend_in_words
from components.place_page import (
    chart_pictures,
    printed_pictures,
    quarter_sentences,
    season_chart,
    season_sentences,
    table_rows,
)
from components.place_page import sentences as place_sentences
from components.place_page.model import PlaceModel
from components.snapshot.charts import on_page
from components.text.catalogue import Text
from components.text.recording_breaks import marks_in_words
from components.ui import charts
from components.ui.routes import ADDRESS_OF, PLACE
from components.ui.sections import (
    Chart,
    ChartKind,
    Control,
    Look,
    Part,
    Picture,
    Section,
    Sentences,
    Table,
)
from components.view import bindings
from geo.categories import is_own
from geo.stats.trend import BEFORE, NOW

# The rows of the table of categories that a phone shows before it is opened.
ROWS_ON_PHONE = 3


def recorded_table(model: PlaceModel) -> Section:
    """Return the comparison with the rest of the area."""
    text = model.here.text
    if not model.months:
        return Section(text("mine.record"), [Sentences([text("mine.most_unpublished")])])
    how = [text("mine.record_how")] if model.rated else []
    return Section(
        text("mine.record"),
        [
            Sentences(place_sentences.rate_differences(model)),
            Sentences(model.misleading, Look.WARNING),
            table_rows.recorded_rows(model),
            Sentences(how, Look.SMALL),
            *([Control(partial(_offer_rates, model))] if model.rated else []),
        ],
    )


def divided(section: Section) -> tuple[Section, Section]:
    """Return a section with the first rows of its table alone, and one with the other rows."""
    first: list[Part] = []
    rest: list[Part] = []
    for part in section.parts:
        if isinstance(part, Table):
            first.append(_rows(part, slice(0, ROWS_ON_PHONE)))
            rest.append(_rows(part, slice(ROWS_ON_PHONE, None)))
        else:
            first.append(part)
    return replace(section, parts=first), Section("", rest)


def _rows(table: Table, which: slice) -> Table:
    scale = table.scale and replace(table.scale, intervals=table.scale.intervals[which])
    return replace(table, rows=table.rows[which], scale=scale)


def months(model: PlaceModel) -> Section:
    """Return three years of a category, with their gaps."""
    text, monthly = model.here.text, model.monthly
    spoken = [trend_in_words(text, model.name, monthly), marks_in_words(text, model.break_marks)]
    return Section(
        chart_pictures.months_title(model),
        [
            Control(partial(_category, model.here)),
            Picture(
                alt=" ".join(filter(None, spoken)),
                show=partial(_months_chart, model),
                print=partial(printed_pictures.months, model),
                chart=months_chart(model),
            ),
            Sentences([model.lasting] if model.lasting else []),
            Sentences(quarter_sentences.expected(text, model.next_quarter, model.place)),
            Sentences(model.break_lines, Look.SMALL),
        ],
    )


def season(model: PlaceModel) -> Section:
    """Return the months that stand out in every year."""
    text, season = model.here.text, model.season
    parts: list[Part] = [Sentences(season_sentences.season_sentence(text, season))]
    if season and season.has_enough_years:
        parts.append(
            Picture(
                alt=season_sentences.alt(text, season),
                show=partial(_season_chart, model, season.table),
                print=partial(printed_pictures.season, text, season.table),
                chart=_season_numbers(text, season.table),
            )
        )
    return Section(text("mine.season"), parts)


def months_chart(model: PlaceModel) -> Chart:
    """Return the counts of the months; a month that was not published is a gap."""
    text, monthly = model.here.text, model.monthly
    return Chart(
        kind=ChartKind.LINE,
        axis=text("chart.month"),
        labels=[text.short_month(str(month)) for month in monthly.index],
        series=[(text(f"category_title.{model.category}"), [float(n) for n in monthly])],
    )


def _season_numbers(text: Text, table: pd.DataFrame) -> Chart:
    """Return each month's share of the year."""
    return Chart(
        kind=ChartKind.BARS,
        axis=text("chart.month"),
        labels=[text.month_of_year(int(str(month))) for month in table.index],
        series=[
            (text("chart.share"), [float(share) for share in table["share"]]),
            (text("chart.even"), [1 / len(table)] * len(table)),
        ],
        written="0.0%",
        across=True,
    )


def _offer_rates(model: PlaceModel) -> None:
    """Draw the window of the picture of the table's last column."""
    name = ("rates", model.name, model.period.first, model.period.last)
    picture = partial(chart_pictures.rates, model)
    on_page.offer(
        model.here, picture, key=f"rates-{model.place}", page=ADDRESS_OF[PLACE], name=name
    )


def _months_chart(model: PlaceModel, alt: str) -> None:
    text, monthly, large = model.here.text, model.monthly, model.here.view.on_projector
    table = pd.DataFrame({NOW: monthly, BEFORE: float("nan")}, index=monthly.index)
    figure = charts.trend(table, text, gap=text("trend.gap"), large=large)
    charts.mark(figure, table, model.break_marks, colour=colour_scheme.BREAK, large=large)
    on_page.show(
        model.here,
        figure,
        partial(chart_pictures.months, model, alt),
        alt=alt,
        key=f"three-years-{model.place}",
        page=ADDRESS_OF[PLACE],
        name=chart_pictures.name_of("months", model),
    )


def _season_chart(model: PlaceModel, table: pd.DataFrame, alt: str) -> None:
    text, large = model.here.text, model.here.view.on_projector
    figure = season_chart.season(table, text, even=text("mine.even"), large=large)
    on_page.show(
        model.here,
        figure,
        partial(chart_pictures.season, model, alt),
        alt=alt,
        key=f"season-{model.place}",
        page=ADDRESS_OF[PLACE],
        name=chart_pictures.name_of("season", model),
    )


def _category(here: PageContext) -> None:
    offered = [
        choice for choice in queries.categories.countable_categories(here.key) if not is_own(choice)
    ]
    st.selectbox(
        here.text("control.category"),
        [*([here.view.category] if here.view.category not in offered else []), *offered],
        format_func=lambda name: here.text(f"category_title.{name}"),
        **bindings.bound("category"),
    )
