"""The map explorer: one measure, one category, one period, every ward or LSOA."""

import streamlit as st

from components.explorer import animation, compare_places, projector
from components.explorer import controls as map_controls
from components.explorer import place_panel as panel
from components.explorer import query as map_query
from components.export import menu
from components.maps import deck_map, legend, navigation
from components.page_context import page_context
from components.snapshot.dialog import offer
from components.ui import controls, measure_table, place_summary
from components.view import state

MAP = "explorer-map"


def show() -> None:
    """The answer, the choices, the map beside its numbers, what is left out, the files."""
    at = page_context()
    text, view, release = at.text, at.view, at.manifest.release
    shown = map_query.query_map(at)
    if view.on_projector:
        projector.show(at, shown, key=MAP)
        return
    map_query.heading(shown.spec)
    place_summary.sentence(map_query.headline(at, shown))
    map_controls.row(at)
    if not state.on_phone():
        map_controls.active_filter_row(at)
    drawing, beside = st.columns([7, 5], gap="medium")
    with drawing:
        with st.container(key="mt-map"):
            deck_map.paint(shown.spec, text, release, key=MAP)
            navigation.track_map_position(shown.spec, text, release, chart=MAP)
        if state.on_phone():
            panel.in_a_line(at)
            map_controls.active_filter_row(at)
            map_controls.compact(at)
        legend.show(shown.spec, text)
        if state.on_phone():
            panel.show(at)
        animation.bar(at)
        controls.overlays(at)
        map_query.caveats(shown.spec)
    if not state.on_phone():
        with beside:
            panel.show(at)
    compare_places.show(at)
    measure_table.show_figures(at, shown.listed, shown.measure)
    with st.container(key="mt-files", horizontal=True):
        menu.show(at, shown)
        offer(at, shown)
    map_query.left_out(at, shown)


show()
