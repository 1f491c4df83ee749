"""A map that is printed with its page."""

import streamlit as st

from components.maps.scripts import LOAD, PRINT

_in_browser = st.components.v2.component("milltir_paper", js=LOAD)


def printable(chart: str) -> None:
    """Replace the map with this key by a picture while the page is printed."""
    data = {"script": PRINT.address, "chart": f".st-key-{chart}"}
    _in_browser(data=data, key=f"paper-{chart}")
