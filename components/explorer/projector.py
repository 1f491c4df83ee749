"""Projector mode: the map fills the screen with only its title and legend."""

from collections.abc import Callable

import streamlit as st

from components import queries
from components.explorer import animation, place_value
from components.maps import deck_map, legend, navigation
from components.page_context import PageContext
from components.page_models import map_figures
from components.page_models.map_figures import MapFigures
from components.text.direction import escape
from components.view import state
from components.view.view import SWITCH
from data.schema import WARD
from geo.measures import MEASURES


def show(here: PageContext, shown: MapFigures, *, key: str) -> None:
    """Draw everything within one screen. Keys step through months and measures."""
    with st.container(key="mt-projector"):
        st.html(_title(here, shown), width="content")
        deck_map.paint(shown.spec, here, key=key, height="stretch")
        navigation.track_map_position(shown.spec, here, chart=key)
        with st.container(key="mt-projector-legend"):
            legend.show(shown.spec, here)
        with st.container(key="mt-keys", horizontal=True):
            _keys(here)


def _title(here: PageContext, shown: MapFigures) -> str:
    what, where = escape(shown.spec.title), escape(shown.spec.subtitle)
    if not shown.months:
        where += escape(here.text("keys.not_published"))
    answer = _answer(here, shown)
    return f'<div class="mt-projector-title"><h1>{what}</h1><p>{where}</p></div>{answer}'


def _answer(here: PageContext, shown: MapFigures) -> str:
    """Return for the map's corner the summary of the selected place, or the map's sentence."""
    said = place_value.projector_summary(here) or [map_figures.headline(here, shown)]
    lines = "".join(f"<p>{escape(line)}</p>" for line in said)
    return f'<div class="mt-projector-place" role="status">{lines}</div>'


def _keys(here: PageContext) -> None:
    """Draw buttons that are hidden until hovered or focused. Each has a keyboard shortcut."""
    if here.measure.by_period:
        _key(here, "keys.month_back", "left", lambda: animation.step_month(here, -1))
        animation.play_or_pause(here, shortcut="space")
        _key(here, "keys.month_on", "right", lambda: animation.step_month(here, 1))
    _key(here, "keys.measure_back", "up", lambda: step_measure(here, -1))
    _key(here, "keys.measure_on", "down", lambda: step_measure(here, 1))
    _key(here, "keys.leave", "esc", lambda: state.update_view(projector=SWITCH[0]))


def _key(here: PageContext, words: str, shortcut: str, act: Callable[[], None]) -> None:
    st.button(here.text(words), key=words, shortcut=shortcut, on_click=act)


def step_measure(here: PageContext, by: int) -> None:
    """Select the next measure of the release; after the last, the first."""
    offered = queries.measures.measures(here.key)
    name = offered[(offered.index(here.view.measure) + by) % len(offered)]
    level = here.view.level if here.view.level in MEASURES[name].levels else WARD
    state.update_view(measure=name, level=level, **state.without_own_bounds())
