"""Two maps that move together."""

from collections.abc import Sequence

import streamlit as st

from components.maps.scripts import LINKED_MAPS, LOAD

_in_browser = st.components.v2.component("milltir_together", js=LOAD)


def link_maps(charts: Sequence[str], *, both: str) -> None:
    """Let the maps with these keys move together; `both` is the key of what contains them."""
    selectors = [f".st-key-{chart}" for chart in charts]
    data = {"script": LINKED_MAPS.address, "charts": selectors, "both": f".st-key-{both}"}
    _in_browser(data=data, key=f"{both}-script")
