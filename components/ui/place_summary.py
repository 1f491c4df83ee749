"""The summary of the chosen place in a sentence or two, and its basis."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.queries.surveys import USUAL_TOPIC
from components.text import change_sentences, sentences, survey_gaps, visible
from components.text.catalogue import Text
from components.text.compared_months import (
    comparison_basis,
    months_in_words,
    months_note,
    part_in_words,
)
from components.text.direction import escape
from components.text.recording_breaks import break_sentences
from components.ui import html, routes
from components.ui.cards import Answer
from components.view import browser
from data.provenance.freshness import freshness
from data.schema import CATEGORIES, COUNTY
from geo.categories import ALL_CRIME
from geo.comparable_months import ComparedMonths, with_year_before
from geo.period import Period
from geo.survey.gap_analysis import NO_MONTHS, RESPONDENTS
from geo.survey.place_types import NO_CLEAR_KIND


def of_a_year(here: PageContext) -> None:
    """Draw, below the answer, whether the view's category changed in the whole area in a year.

    Where the years are not compared, draw how much was recorded.
    """
    text, latest = here.text, here.latest()
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    words = change_sentences.change_in_a_year(text, compared, here.view.category, latest.last)
    if here.view.place or not words or not compared:
        summary(here, latest)
        return
    note = months_note(text, compared[1].of(here.view.category) or compared[1])
    # On a phone the note is below, where it is said how this is worked out.
    html.supporting_sentence(words if browser.on_phone() else f"{words} {note}".strip())


def summary(here: PageContext, period: Period) -> None:
    """Draw a large sentence about the place (or the whole area), and its change below it."""
    text, view = here.text, here.view
    level = str(queries.places.places(here.key).at[view.place, "level"]) if view.place else COUNTY
    of_place = (here.key, level, view.place, period, view.category)
    months = queries.categories.months_with_figures(*of_place)
    if not months:
        html.supporting_sentence(no_figures(here, period))
        return
    wording = during(text, period, months)
    if not view.place:
        sentence(whole_area(here, months, wording))
        html.lines(break_lines(here, level, "", view.category, months), html.CAVEATS)
        return
    # Of all months that any place has, so that the sentence says if this one has fewer.
    every = tuple(period.split(queries.categories.complete_months(here.key, view.category))[0])
    figures = queries.area_figures.figures(here.key, level, view.category, every)
    row = figures.loc[[view.place]].iloc[0]
    name = here.place_name(view.place)
    sentence(sentences.place_compared(text, name, row, view.category, wording))
    compared = queries.area_figures.changes_in(*of_place)
    change = change_sentences.place_change(text, compared, view.category)
    html.supporting_sentence(change)
    both = with_year_before(period.months())
    html.lines(break_lines(here, level, view.place, view.category, both), html.CAVEATS)
    unseen = _could_be_seen(here, row, compared)
    html.show_folded(text("visible.title"), unseen, more=routes.claims_link(text, view))


def _could_be_seen(
    here: PageContext, row: pd.Series, compared: change_sentences.Changes
) -> list[str]:
    """Return how small a difference of rate and a change could have been seen, where unclear."""
    text, category = here.text, here.view.category
    lines = visible.difference(text, row, text("visible.rate"))
    if compared is not None and category in compared[0].index:
        changed = compared[0].loc[[category]].iloc[0]
        lines += visible.change(text, changed, text("visible.since_year_before"))
    return visible.explained(text, lines)


def break_lines(
    here: PageContext, level: str, place: str, choice: str, months: Sequence[str]
) -> list[str]:
    """Return a sentence for each recording break of a place and choice within some months."""
    breaks = queries.categories.breaks_at(here.key, level, place, choice, months)
    categories = queries.categories.require_countable(here.key, choice) if breaks else ()
    return break_sentences(here.text, breaks, here.text(f"category_title.{choice}"), categories)


def break_lines_of_all(here: PageContext, level: str, place: str, period: Period) -> list[str]:
    """Return a sentence for each break of any category between a period and the year before."""
    both = with_year_before(period.months())
    return [line for one in CATEGORIES for line in break_lines(here, level, place, one, both)]


def no_figures(here: PageContext, period: Period) -> str:
    """Return that the view's place has no figures in the period, or that no place has."""
    text, view = here.text, here.view
    somewhere = queries.categories.complete_months(here.key, view.category)
    if not view.place or not period.split(somewhere)[0]:
        return text("map.no_months", months=text.months(period.first, period.last))
    wording = text.during(period.first, period.last)
    return text("place.no_figures", place=here.place_name(view.place), period=wording)


def sentence(words: str) -> None:
    """Draw an answer in large letters."""
    st.html(f'<p class="mt-lead">{escape(words)}</p>')


def whole_area(here: PageContext, months: tuple[str, ...], period: str) -> str:
    """Return the whole area's count and rate of the view's category."""
    text = here.text
    figures = queries.area_figures.figures(here.key, COUNTY, here.view.category, months)
    row = figures.iloc[0]
    part = whole_area_part(text, row, months)
    if pd.isna(row["rate"]):
        words = sentences.place_compared(text, here.area_name, row, here.view.category, period)
        return f"{words} {part}".strip()
    words = text(
        "place.area_all" if here.view.category == ALL_CRIME else "place.area",
        place=here.area_in_text,
        who=sentences.who_recorded(text, here.view.category),
        category=text(f"category.{here.view.category}"),
        period=period,
        incidents=sentences.counted(text, here.view.category, int(row["incidents"])),
        rate=text.number(row["rate"], 1),
        lower=text.number(row["lower"], 1),
        upper=text.number(row["upper"], 1),
    )
    return f"{words} {part}".strip()


def whole_area_part(text: Text, row: pd.Series, months: Sequence[str]) -> str:
    """Return that the number is not of the whole area; empty if it is.

    `row` is the row of the whole area, whose `months` are those of its wards on average.
    """
    share = float(row["months"]) / len(months)
    if share > 1 - 1e-9:
        return ""
    return text("place.area_part", share=part_in_words(text, share))


def whole_area_answers(here: PageContext) -> list[Answer]:
    """Return what changed, where worry and police figures differ, and the age of the data."""
    text, latest = here.text, here.latest()
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    age = freshness(here.manifest, here.today)
    # Below the headline of one ward, the answers must say that they are of the whole area.
    changed = text("home.changed_in" if here.view.place else "home.changed")
    parted = text("home.parted_in" if here.view.place else "home.parted")
    return [
        Answer(title=changed, words=change_sentences.whole_area_change(text, compared)),
        Answer(title=parted, words=disagreement(here)),
        Answer(title=text("home.fresh"), words=sentences.age_of_data(text, age)),
    ]


def how_worked_out(here: PageContext) -> list[str]:
    """Return how the answers of `whole_area_answers` are worked out, and what is missing."""
    text, latest = here.text, here.latest()
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    lines = [
        changes_basis(text, compared[1] if compared else None),
        *(compared_apart(text, compared[1]) if compared else ()),
        *break_lines_of_all(here, COUNTY, "", latest),
        survey_basis(here),
        *survey_gaps.gap_ranges(text, queries.perceived.asb_gaps(here.key)),
        missing_months(here),
    ]
    led = here.view.category
    unseen = visible.changes(text, compared[0], led) if compared else []
    unseen += _unseen_gaps(here)
    lines += visible.titled(text, visible.explained(text, unseen))
    said_above = disagreement(here)
    return [line for line in dict.fromkeys(lines) if line and line != said_above]


def disagreement(here: PageContext) -> str:
    """Return where residents' view of ASB and its record differ, or why they aren't compared."""
    text = here.text
    if not queries.surveys.survey(here.key):
        return survey_basis(here)
    if not here.has_residents:
        return text("gap.no_residents")
    why = queries.perceived.perceived_and_recorded(here.key, USUAL_TOPIC).gaps.why_not
    if why in (NO_MONTHS, RESPONDENTS):
        return text(f"why_not.{why}")
    return survey_gaps.disagreement(text, queries.perceived.asb_gaps(here.key))


def _unseen_gaps(here: PageContext) -> list[str]:
    """Return which share would have been seen to differ from police figures in the middle ward."""
    gaps = queries.perceived.asb_gaps(here.key)
    if gaps is None:
        return []
    unclear = gaps.loc[gaps["kind"] == NO_CLEAR_KIND, ["visible_less", "visible_more"]]
    return visible.beside(here.text, unclear.median(), here.text("visible.middle_ward"))


def changes_basis(text: Text, compared: ComparedMonths | None) -> str:
    """Return which months are compared and when a change is named; or when none is compared."""
    if compared is None:
        return text("change.why_not_compared")
    return text("home.changed_basis", compared=comparison_basis(text, compared))


def compared_apart(text: Text, compared: ComparedMonths) -> list[str]:
    """Return over which months each category is compared that has others, for a recording break."""
    return [
        text(
            "home.changed_apart",
            category=text(f"category_title.{category}"),
            compared=comparison_basis(text, own),
        )
        for category, own in compared.apart.items()
        if own is not None and category in CATEGORIES and own.now != compared.now
    ]


def during(text: Text, period: Period, months: Sequence[str]) -> str:
    """Return the period for use inside a sentence, and how many of its months have figures."""
    wording, wanted = text.during(period.first, period.last), len(period.months())
    if len(months) == wanted:
        return wording
    have = text("period.published", have=text.number(len(months)), wanted=text.number(wanted))
    return f"{wording} {have}"


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
    """Return which months have no figures, and how many wards lack more: a gap, never a zero."""
    text, months = here.text, here.manifest.missing_months
    some = queries.categories.wards_with_gaps(here.key)
    lines = []
    if months:
        wording = months_in_words(text, months)
        lines.append(text.plural("fresh.missing", len(months), months=wording))
    if some:
        lines.append(text("fresh.some_wards", wards=text.plural("count.ward", some)))
    return " ".join(lines) or text("fresh.none_missing")
