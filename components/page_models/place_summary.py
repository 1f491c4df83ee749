"""The summary of the chosen place, or of the whole area, in a sentence or two."""

from collections.abc import Sequence

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import figures_basis
from components.text import change_sentences, sentences, visible
from components.text.catalogue import Text
from components.text.compared_months import months_note, part_in_words
from components.ui import html, routes
from components.view import browser
from data.schema import COUNTY
from geo.categories import ALL_CRIME
from geo.comparable_months.pairs import with_year_before
from geo.period import Period


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
    wording = figures_basis.during(text, period, months)
    if not view.place:
        html.lead_sentence(whole_area(here, months, wording))
        html.lines(figures_basis.break_lines(here, level, "", view.category, months), html.CAVEATS)
        return
    # Of all months that any place has, so that the sentence says if this one has fewer.
    every = tuple(period.split(queries.categories.complete_months(here.key, view.category))[0])
    figures = queries.area_figures.figures(here.key, level, view.category, every)
    row = figures.loc[[view.place]].iloc[0]
    name = here.place_name(view.place)
    html.lead_sentence(sentences.place_compared(text, name, row, view.category, wording))
    compared = queries.area_figures.changes_in(*of_place)
    change = change_sentences.place_change(text, compared, view.category)
    html.supporting_sentence(change)
    both = with_year_before(period.months())
    html.lines(
        figures_basis.break_lines(here, level, view.place, view.category, both), html.CAVEATS
    )
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


def no_figures(here: PageContext, period: Period) -> str:
    """Return that the view's place has no figures in the period, or that no place has."""
    text, view = here.text, here.view
    somewhere = queries.categories.complete_months(here.key, view.category)
    if not view.place or not period.split(somewhere)[0]:
        return text("map.no_months", months=text.months(period.first, period.last))
    wording = text.during(period.first, period.last)
    return text("place.no_figures", place=here.place_name(view.place), period=wording)


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
