"""A map that can be printed with the page it stands on."""

import streamlit as st

from components.maps.scripts import beside_a_map

_in_browser = st.components.v2.component("milltir_paper", js=beside_a_map("paper.js"))


def printable(chart: str) -> None:
    """Put a picture in the place of the map with this key, for as long as the page is printed."""
    _in_browser(data={"chart": f".st-key-{chart}"}, key=f"paper-{chart}")
