"""A map that can be printed with the page it stands on."""

import streamlit as st

from components.maps.scripts import LOAD, Script

_in_browser = st.components.v2.component("milltir_paper", js=LOAD)
SCRIPT = Script("print.js")


def printable(chart: str) -> None:
    """Put a picture in the place of the map with this key, for as long as the page is printed."""
    data = {"script": SCRIPT.address(), "chart": f".st-key-{chart}"}
    _in_browser(data=data, key=f"paper-{chart}")
