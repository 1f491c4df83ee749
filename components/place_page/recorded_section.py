"""What is recorded in a place: beside the whole area, month by month, by season."""

from functools import partial

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models.place_profile import trend_in_words
from components.place_page import printed_pictures, season_chart, season_sentences, table_rows
from components.place_page import sentences as place_sentences
from components.place_page.model import YEARS_SHOWN, PlaceModel
from components.text import sentences
from components.ui import charts
from components.ui.sections import Control, Look, Part, Picture, Section, Sentences
from components.view import state
from geo.categories import is_own
from geo.period import YEAR
from geo.stats.trend import BEFORE, NOW


def recorded_table(of: PlaceModel) -> Section:
    """Return the comparison with the whole area, and what has changed in a year."""
    text = of.here.text
    if not of.months:
        return Section(text("mine.record"), [Sentences([text("mine.most_unpublished")])])
    first, last = of.period.first, of.period.last
    basis = [text("mine.record_basis", period=text.during(first, last)), text("mine.record_how")]
    changed = text("home.changed_basis", months=text.months(first, last))
    return Section(
        text("mine.record"),
        [
            Sentences(place_sentences.standing(of)),
            Sentences(of.misleading, Look.WARNING),
            table_rows.recorded_rows(of),
            Sentences(basis, Look.SMALL),
            Sentences([sentences.whole_area_change(text, of.compared)]),
            Sentences([changed], Look.SMALL),
        ],
    )


def months(of: PlaceModel) -> Section:
    """Return three years of a category, with their gaps."""
    text, monthly = of.here.text, of.monthly
    key = "months" if len(monthly) == YEARS_SHOWN * YEAR else "months_fewer"
    missing = [str(month) for month in monthly.index[monthly.isna()]]
    gaps = [sentences.not_published(text, missing)] if missing else []
    return Section(
        text(f"mine.{key}", category=text(f"category_title.{of.category}")),
        [
            Control(partial(_category, of.here)),
            Picture(
                alt=trend_in_words(text, of.name, monthly),
                show=partial(_months_chart, of),
                print=partial(printed_pictures.months, of),
            ),
            Sentences(gaps, Look.SMALL),
        ],
    )


def season(of: PlaceModel) -> Section:
    """Return the months that stand out in every year."""
    text, found = of.here.text, of.season
    said, *basis = season_sentences.season_sentence(text, found)
    parts: list[Part] = [Sentences([said, *basis[:-1]])]
    if found and found.can_be_told:
        parts.append(
            Picture(
                alt=season_sentences.alt(text, found),
                show=partial(_season_chart, of, found.table),
                print=partial(printed_pictures.season, text, found.table),
            )
        )
    return Section(text("mine.season"), [*parts, Sentences(basis[-1:], Look.SMALL)])


def _months_chart(of: PlaceModel, alt: str) -> None:
    text, monthly, large = of.here.text, of.monthly, of.here.view.on_projector
    table = pd.DataFrame({NOW: monthly, BEFORE: float("nan")}, index=monthly.index)
    figure = charts.trend(table, text, gap=text("trend.gap"), large=large)
    charts.show(figure, alt=alt, key=f"three-years-{of.place}")


def _season_chart(of: PlaceModel, table: pd.DataFrame, alt: str) -> None:
    text, large = of.here.text, of.here.view.on_projector
    figure = season_chart.season(table, text, even=text("mine.even"), large=large)
    charts.show(figure, alt=alt, key=f"season-{of.place}")


def _category(here: PageContext) -> None:
    offered = [
        choice for choice in queries.categories.countable_categories(here.key) if not is_own(choice)
    ]
    st.selectbox(
        here.text("control.category"),
        [*([here.view.category] if here.view.category not in offered else []), *offered],
        format_func=lambda name: here.text(f"category_title.{name}"),
        **state.bound("category"),
    )
