"""The map explorer: one measure, one category and one period for all areas of a level."""

from dataclasses import replace

import streamlit as st

from components.explorer import (
    animation,
    compare_places,
    find_box,
    left_out,
    projector,
    second_map,
)
from components.explorer import controls as map_controls
from components.explorer import place_panel as panel
from components.export import menu
from components.maps import deck_map, legend, navigation
from components.page_context import PageContext, page_context
from components.page_models import map_figures
from components.page_models.map_figures import MapFigures
from components.snapshot.dialog import offer
from components.ui import map_text, measure_table, place_summary
from components.view import state

MAP = "explorer-map"


def show() -> None:
    """Draw the headline, controls, the map with its panel, rows left out, and exports."""
    at = page_context()
    view = at.view
    shown = map_figures.query_map(at)
    if view.on_projector:
        projector.show(at, shown, key=MAP)
        return
    second = second_map.query_second(at, shown)
    with st.container(key="mt-explorer"):
        map_text.compact_heading(shown.spec)
        place_summary.sentence(map_figures.headline(at, shown))
        map_controls.row(at)
        with st.container(key="mt-stage", horizontal=True):
            _maps(at, shown, second)
            if not state.on_phone():
                with st.container(key="mt-side"):
                    _legends(at, shown, second)
                    panel.show(at)
    if state.on_phone():
        _legends(at, shown, second)
        panel.in_a_line(at)
        map_controls.active_filter_row(at)
        map_controls.compact(at)
        animation.bar(at)
        panel.show(at)
    map_text.caveats(shown.spec)
    compare_places.show(at)
    measure_table.show_figures(at, shown.listed, shown.measure)
    with st.container(key="mt-files", horizontal=True):
        menu.show(at, shown)
        offer(at, shown)
    left_out.show(at, shown)


def _maps(at: PageContext, shown: MapFigures, second: MapFigures | None) -> None:
    """Draw the map with what is on it, and the second map. On a phone the rest is below."""
    with st.container(key=second_map.BOTH):
        with st.container(key="mt-map"):
            deck_map.paint(shown.spec, at, key=MAP, height="stretch")
            chart = second_map.BOTH if second else MAP
            navigation.track_map_position(shown.spec, at, chart=chart)
            if second:
                map_text.caption(shown.spec)
            with st.container(key="mt-on-map"):
                find_box.show(at)
                if not state.on_phone():
                    map_controls.active_filter_row(at)
            if not state.on_phone():
                animation.bar(at)
        if second:
            with st.container(key="mt-map-right"):
                deck_map.paint(second.spec, at, key=second_map.KEY, height="stretch")
                map_text.caption(second.spec)
            second_map.link(MAP, second_map.KEY)


def _legends(at: PageContext, shown: MapFigures, second: MapFigures | None) -> None:
    """Draw the legend, and that of a second map with another measure."""
    legend.show(shown.spec, at)
    if second and second.measure is not shown.measure:
        legend.show(replace(second.spec, overlays=(), pinned=(), chosen=""), at)


show()
