"""The map explorer: one measure, one category and one period for all areas of a level."""

import streamlit as st

from components.explorer import animation, compare_places, left_out, projector
from components.explorer import controls as map_controls
from components.explorer import place_panel as panel
from components.export import menu
from components.maps import deck_map, legend, navigation
from components.page_context import page_context
from components.page_models import map_figures
from components.snapshot.dialog import offer
from components.ui import controls, map_text, measure_table, place_summary
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
    map_text.heading(shown.spec)
    place_summary.sentence(map_figures.headline(at, shown))
    map_controls.row(at)
    if not state.on_phone():
        map_controls.active_filter_row(at)
    drawing, beside = st.columns([7, 5], gap="medium")
    with drawing:
        with st.container(key="mt-map"):
            deck_map.paint(shown.spec, at, key=MAP)
            navigation.track_map_position(shown.spec, at, chart=MAP)
        if state.on_phone():
            panel.in_a_line(at)
            map_controls.active_filter_row(at)
            map_controls.compact(at)
        legend.show(shown.spec, at)
        if state.on_phone():
            panel.show(at)
        animation.bar(at)
        controls.overlays(at)
        map_text.caveats(shown.spec)
    if not state.on_phone():
        with beside:
            panel.show(at)
    compare_places.show(at)
    measure_table.show_figures(at, shown.listed, shown.measure)
    with st.container(key="mt-files", horizontal=True):
        menu.show(at, shown)
        offer(at, shown)
    left_out.show(at, shown)


show()
