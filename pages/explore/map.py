"""The map explorer: one measure, one category and one period for all areas of a level."""

import streamlit as st

from components.explorer import (
    animation,
    compare_places,
    left_out,
    measure_table,
    place_value,
    projector,
    second_map,
    stage,
)
from components.explorer import controls as map_controls
from components.explorer import place_panel as panel
from components.export import menu
from components.page_context import page_context
from components.page_models import map_figures
from components.snapshot.dialog import offer
from components.ui import html, map_text, routes
from components.view import browser


def show() -> None:
    """Draw the headline, controls, the map with its panel, rows left out, and exports."""
    at = page_context()
    view = at.view
    shown = map_figures.query_map(at)
    if view.on_projector:
        projector.show(at, shown, key=stage.KEY)
        return
    second = second_map.query_second(at, shown)
    with st.container(key="mt-explorer"):
        map_text.heading(shown.spec)
        html.lead_sentence(map_figures.headline(at, shown))
        map_controls.row(at)
        with st.container(key="mt-stage", horizontal=True):
            on_map = stage.maps(at, shown, second)
            if not browser.on_phone():
                with st.container(key="mt-side"):
                    stage.legends(at, shown, second)
                    panel.show(at, shown.listed)
    stage.buttons(at, shown, second, on_map)
    if browser.on_phone():
        stage.legends(at, shown, second)
        place_value.in_a_line(at)
        map_controls.active_filter_row(at)
        map_controls.compact(at)
        panel.show(at, shown.listed)
        animation.bar(at)
    map_text.caveats(shown.spec, (*shown.basis, *panel.breaks_said(at)))
    html.how_worked_out(at.text, shown.basis, more=routes.claims_link(at.text, at.view))
    routes.hotspots_link(at.text, view)
    compare_places.show(at)
    measure_table.show_figures(at, shown.listed, shown.measure)
    with st.container(key="mt-files", horizontal=True):
        menu.show(at, shown)
        offer(at, shown)
    left_out.show(at, shown)


show()
