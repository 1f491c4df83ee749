"""The map's position in the address, and the buttons that move the map."""

import time

import streamlit as st

from components import queries
from components.maps.scripts import FOLDER, LOAD, NAVIGATION
from components.maps.spec import MapSpec
from components.page_context import PageContext
from components.view import selections, session, state
from components.view.view import AFTER_AT

_in_browser = st.components.v2.component(
    "milltir_navigation",
    html=(FOLDER / "navigation.html").read_text(encoding="utf-8"),
    css=(FOLDER / "navigation.css").read_text(encoding="utf-8"),
    js=LOAD,
)
KEY = "mt-navigation"


def track_map_position(spec: MapSpec, here: PageContext, *, chart: str) -> None:
    """Follow the map with this key; its moves rerun only this fragment of the page."""
    text, run = here.text, time.monotonic_ns()
    # Read here and not in the fragment, which may run when the release is no longer there.
    home = queries.places.extent(here.key, spec.zoom_to)
    place = queries.places.extent(here.key, (spec.chosen,)) if spec.chosen else None

    @st.fragment
    def follow() -> None:
        _in_browser(
            data={
                "script": NAVIGATION.address,
                "run": run,
                "at": state.map_position(),
                "chart": f".st-key-{chart}",
                "home": home,
                "place": place,
                "flight": session.get_session_value(session.FLIGHT) if place else "",
                "after": AFTER_AT,
                "words": {
                    "in": text("standing.in"),
                    "out": text("standing.out"),
                    "whole": text("standing.wards" if spec.zoom_to else "standing.whole"),
                    "place": text("standing.place"),
                },
            },
            **selections.bound_position(KEY),
        )

    follow()
