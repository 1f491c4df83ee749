"""The panel of the selected place: value, months, commonest categories, contents, and links."""

import pandas as pd
import streamlit as st

from components.explorer import (
    clear_areas,
    measure_table,
    panel_html,
    panel_sentences,
    pins,
    place_contents,
    place_trend,
    place_value,
    similar_places,
)
from components.page_context import PageContext
from components.page_models import place_summary
from components.page_models.place_profile import PlaceProfile, profile_of
from components.text.direction import escape
from components.ui import routes
from components.view import state
from components.view.view import WHOLE_AREA


def show(here: PageContext, table: pd.DataFrame) -> None:
    """Draw the selected place; without one, the whole area and how to select a place.

    `table` is the map's, of which the areas that are clearly higher are named.
    """
    with st.container(key="mt-panel", border=True):
        profile = profile_of(here, here.view.place)
        if profile.place:
            place_value.heading(here, profile, anchor=place_value.ANCHOR)
        else:
            _how_to_choose(here, profile)
            clear_areas.show(here, table)
        if profile.by_category:
            place_summary.summary(here, here.period())
            similar_places.show(here, profile)
        else:
            _middle(here, profile)
        place_trend.months(
            here, profile, key="trend", breaks_said=profile.by_category and bool(profile.place)
        )
        place_contents.draw_commonest(here, profile)
        if profile.inside:
            place_contents.draw_contents(here, profile.inside)
            _links(here)


def breaks_said(here: PageContext) -> list[str]:
    """Return the recording breaks that the panel tells, which the map need not tell again."""
    profile = profile_of(here, here.view.place)
    return list(profile.break_lines) if profile.by_category else []


def _how_to_choose(here: PageContext, profile: PlaceProfile) -> None:
    """Draw the heading of the whole area, and how to select a place."""
    name, kind = escape(profile.name), escape(profile.kind)
    table = f'<a href="#{measure_table.ANCHOR}">{escape(here.text("panel.to_table"))}</a>'
    hint = f'<p class="mt-hint">{escape(here.text("panel.choose"))} {table}</p>'
    st.html(f'<section class="mt-portrait"><h2>{name}</h2><small>{kind}</small></section>{hint}')


def _middle(here: PageContext, profile: PlaceProfile) -> None:
    if profile.table is not None:
        sentence = panel_sentences.middle(here.text, profile.measure, profile.table, profile.level)
        panel_html.draw_sentence("p", sentence)


def _links(here: PageContext) -> None:
    text, view = here.text, here.view
    with st.container(key="mt-panel-doors", horizontal=True, vertical_alignment="center"):
        st.page_link(
            routes.PLACE,
            label=text("panel.door"),
            icon=":material/arrow_forward:",
            query_params=view.address(),
        )
        pins.pin_button(here, view.place, key="panel")
        st.button(
            text("panel.let_go"),
            icon=":material/close:",
            type="tertiary",
            key="let-go",
            on_click=lambda: state.update_view(place=WHOLE_AREA),
        )
