"""Compare two pinned places side by side on the same scale."""

from dataclasses import asdict, replace

import pandas as pd
import streamlit as st

from components import queries
from components.explorer import panel_sentences, pins, place_trend, place_value
from components.page_context import PageContext
from components.page_models.place_profile import PlaceProfile, parent_of, profile_of
from components.text import visible
from components.text.direction import escape
from components.ui import charts, html, routes
from geo.noise.estimate import Noise
from geo.stats.pairwise import PairwiseComparison, compare_pairwise


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
        more = routes.claims_link(text, here.view)
        unseen = _could_be_seen(here, profiles) if len(profiles) == 2 else []
        st.html(
            f'<h2 class="mt-pins-title">{title}</h2><p class="mt-second">{escape(sentence)}</p>'
            f"{html.folded(text('visible.title'), unseen, more=more)}"
        )
        top = charts.highest(*(one.trend for one in profiles))
        for column, one in zip(st.columns(2, gap="medium"), profiles, strict=False):
            with column:
                place_value.heading(here, one)
                place_trend.months(here, one, key="pinned", top=top)
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
    if _recorded_otherwise(here, first, second):
        return here.text("pins.break")
    return panel_sentences.difference(
        here.text,
        compared(here, first, second),
        first=first.name,
        second=second.name,
        category=here.text(f"category.{here.view.category}"),
    )


def compared(
    here: PageContext, first: PlaceProfile, second: PlaceProfile
) -> PairwiseComparison | None:
    """Return the comparison of two places' rates; None if they can't be compared."""
    months, category = here.period().months(), here.view.category
    monthly = [
        queries.place_profile.monthly(here.key, one.level, one.place, category).reindex(months)
        for one in (first, second)
    ]
    base = [
        queries.place_profile.residents_of(here.key, one.level, one.place)
        for one in (first, second)
    ]
    noise = _noise(here, {first.level, second.level}, len(months))
    return compare_pairwise(monthly[0], monthly[1], (base[0], base[1]), noise)


def _noise(here: PageContext, levels: set[str], months: int) -> Noise:
    """Return the noise of the view's category; of two levels what is larger."""
    noises = [
        queries.measure_inputs.noise_of(here.key, level, here.view.category, months)
        for level in sorted(levels)
    ]
    return replace(
        noises[0],
        clustering=max(noise.clustering for noise in noises),
        level=max(noise.level for noise in noises),
        freedom=min(noise.freedom for noise in noises),
    )


def _could_be_seen(here: PageContext, profiles: list[PlaceProfile]) -> list[str]:
    """Return how small a difference could have been seen; none unless it is unclear."""
    comparable = here.has_residents and not _recorded_otherwise(here, *profiles)
    found = compared(here, *profiles) if comparable else None
    if found is None:
        return []
    what = here.text("visible.first_rate", place=profiles[0].name)
    lines = visible.difference(here.text, pd.Series(asdict(found)), what)
    return visible.explained(here.text, lines)


def _recorded_otherwise(here: PageContext, first: PlaceProfile, second: PlaceProfile) -> bool:
    """Return whether a recording break lies within the period in one of the places alone."""
    months, category = here.period().months(), here.view.category
    one, other = (
        queries.categories.breaks_at(here.key, place.level, place.place, category, months)
        for place in (first, second)
    )
    return one != other


def _overlap(here: PageContext, first: str, second: str) -> bool:
    """Return whether two places of different levels have residents in common."""
    one, other = (queries.places.lsoas_of(here.key, place) for place in (first, second))
    return bool(one & other)
