"""The summary of the chosen place in a sentence or two, and its basis."""

from html import escape

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text import sentences
from components.text.catalogue import Text
from components.ui import html
from data.provenance.freshness import freshness
from data.schema import COUNTY
from geo.period import Period


def summary(here: PageContext, period: Period) -> None:
    """Draw a large sentence about the place (or the whole area), and its change below it."""
    text, view = here.text, here.view
    months = tuple(period.split(queries.categories.complete_months(here.key, view.category))[0])
    if not months:
        wording = text.months(period.first, period.last)
        html.supporting_sentence(text("map.no_months", months=wording))
        return
    wording = text.during(period.first, period.last) + _published(text, period, len(months))
    if not view.place:
        sentence(whole_area(here, months, wording))
        return
    level = str(queries.places.places(here.key).at[view.place, "level"])
    row = (
        queries.area_figures.figures(here.key, level, view.category, months)
        .loc[[view.place]]
        .iloc[0]
    )
    name = here.place_name(view.place)
    sentence(sentences.place_compared(text, name, row, view.category, wording))
    compared = queries.area_figures.changes_in(here.key, level, view.place, period, view.category)
    change = sentences.place_change(text, compared, view.category)
    html.supporting_sentence(change)


def sentence(words: str) -> None:
    """Draw an answer in large letters."""
    st.html(f'<p class="mt-lead">{escape(words)}</p>')


def whole_area(here: PageContext, months: tuple[str, ...], period: str) -> str:
    """Return the whole area's count and rate of the view's category."""
    text = here.text
    figures = queries.area_figures.figures(here.key, COUNTY, here.view.category, months)
    row = figures.iloc[0]
    if pd.isna(row["rate"]):
        return sentences.place_compared(text, here.area_name, row, here.view.category, period)
    return text(
        "place.area",
        place=here.area_name,
        who=sentences.who_recorded(text, here.view.category),
        category=text(f"category.{here.view.category}"),
        period=period,
        incidents=text.plural("count.incidents", int(row["incidents"])),
        rate=text.number(row["rate"], 1),
        lower=text.number(row["lower"], 1),
        upper=text.number(row["upper"], 1),
    )


def whole_area_answers(here: PageContext) -> list[tuple[str, str, str]]:
    """Return what changed, where survey and record differ, data age: title, answer, basis."""
    text, latest = here.text, here.latest()
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    age = freshness(here.manifest, here.today)
    return [
        (
            text("home.changed"),
            sentences.whole_area_change(text, compared),
            text("home.changed_basis", months=text.months(latest.first, latest.last)),
        ),
        (
            text("home.parted"),
            sentences.disagreement(text, queries.surveys.asb_gaps(here.key))
            if here.has_residents
            else text("gap.no_residents"),
            survey_basis(here),
        ),
        (text("home.fresh"), sentences.age_of_data(text, age), missing_months(here)),
    ]


def _published(text: Text, period: Period, have: int) -> str:
    """Return how many of the period's months have data, unless all have."""
    wanted = len(period.months())
    if have == wanted:
        return ""
    return " " + text("period.published", have=text.number(have), wanted=text.number(wanted))


def survey_basis(here: PageContext) -> str:
    """Return whose answers the perception sentence is based on."""
    text = here.text
    answers = queries.surveys.survey(here.key)
    if not answers:
        return text(f"gap.{queries.surveys.why_no_answers(here.key)}")
    respondents, waves = answers
    return text(
        "gap.basis",
        respondents=text.number(respondents),
        waves=text.listing([text.month(wave) for wave in waves]),
    )


def missing_months(here: PageContext) -> str:
    """Return which months the police did not publish: a gap, never a zero."""
    return _missing(here.text, here.manifest.missing_months)


def _missing(text: Text, months: tuple[str, ...]) -> str:
    if not months:
        return text("fresh.none_missing")
    wording = text.listing([text.month(m) for m in months])
    return text.plural("fresh.missing", len(months), months=wording)
