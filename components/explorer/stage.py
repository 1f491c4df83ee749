"""The maps of the map page, what is drawn on them, and their legends."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.explorer import animation, controls, find_box, second_map
from components.maps import deck_map, legend, navigation
from components.maps.linked_maps import link_maps
from components.page_context import PageContext
from components.page_models.map_figures import MapFigures
from components.ui import map_text
from components.view import browser

KEY = "explorer-map"


def maps(at: PageContext, shown: MapFigures, second: MapFigures | None) -> DeltaGenerator:
    """Draw the map with what is on it, and the second map. On a phone the rest is below.

    Return the container of the map, for `buttons`.
    """
    with st.container(key=second_map.BOTH):
        on_map = st.container(key="mt-map")
        with on_map:
            deck_map.paint(shown.spec, at, key=KEY, height="stretch", asked=at.asked)
            if second:
                map_text.caption(shown.spec)
            with st.container(key="mt-on-map"):
                find_box.show(at)
                if not browser.on_phone():
                    controls.active_filter_row(at)
            if not browser.on_phone():
                animation.bar(at)
        if second:
            with st.container(key="mt-map-right"):
                deck_map.paint(second.spec, at, key=second_map.KEY, height="stretch")
                map_text.caption(second.spec)
            link_maps((KEY, second_map.KEY), both=second_map.BOTH)
    return on_map


def buttons(
    at: PageContext, shown: MapFigures, second: MapFigures | None, on_map: DeltaGenerator
) -> None:
    """Draw the buttons that move the map, in its container.

    They are a fragment of the page. Of everything that a fragment is called inside of Streamlit
    makes copies in each run, so that this is called outside of all containers.
    """
    with on_map:
        chart = second_map.BOTH if second else KEY
        navigation.track_map_position(shown.spec, at, chart=chart)


def legends(at: PageContext, shown: MapFigures, second: MapFigures | None) -> None:
    """Draw the legend, and that of a second map with another measure."""
    legend.show(shown.spec, at)
    if second and second.measure is not shown.measure:
        legend.show(replace(second.spec, overlays=(), pinned=(), chosen=""), at)
