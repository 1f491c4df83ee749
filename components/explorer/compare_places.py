"""Compare two pinned places side by side on the same scale."""

from html import escape

import streamlit as st

from components import queries
from components.explorer import panel_sentences, pins, place_panel
from components.page_context import PageContext
from components.page_models.place_profile import PlaceProfile, parent_of, profile_of
from components.ui import charts
from geo.stats.pairwise import compare_pairwise


def show(here: PageContext) -> None:
    """Draw the pinned places; nothing if none is pinned."""
    pinned = here.view.several("pins")
    if not pinned:
        return
    text = here.text
    profiles = [profile_of(here, place) for place in pinned]
    with st.container(key="mt-pins", border=True):
        sentence = (
            difference(here, profiles[0], profiles[1])
            if len(profiles) == 2
            else text("pins.second")
        )
        title = escape(text("pins.title"))
        st.html(
            f'<h2 class="mt-pins-title">{title}</h2><p class="mt-second">{escape(sentence)}</p>'
        )
        top = charts.highest(*(one.trend for one in profiles))
        for column, one in zip(st.columns(2, gap="medium"), profiles, strict=False):
            with column:
                place_panel.heading(here, one)
                place_panel.months(here, one, key="pinned", top=top)
                pins.pin_button(here, one.place, key="pinned")


def difference(here: PageContext, first: PlaceProfile, second: PlaceProfile) -> str:
    """Return whether their rates of the view's category differ significantly."""
    places = (first.place, second.place)
    if any(parent_of(here, a) == b for a, b in (places, places[::-1])):
        return here.text("pins.nested")
    if first.level != second.level and _overlap(here, *places):
        return here.text("pins.overlapping")
    if not here.has_residents:
        return here.text("pins.no_residents")
    months = here.period().months()
    monthly = [
        queries.place_profile.monthly(here.key, one.level, one.place, here.view.category).reindex(
            months
        )
        for one in (first, second)
    ]
    base = [
        queries.place_profile.residents_of(here.key, one.level, one.place)
        for one in (first, second)
    ]
    return panel_sentences.difference(
        here.text,
        compare_pairwise(monthly[0], monthly[1], (base[0], base[1])),
        first=first.name,
        second=second.name,
        category=here.text(f"category.{here.view.category}"),
    )


def _overlap(here: PageContext, first: str, second: str) -> bool:
    """Return whether two places of different levels have residents in common."""
    one, other = (queries.places.lsoas_of(here.key, place) for place in (first, second))
    return bool(one & other)
