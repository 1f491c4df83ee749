"""How the page on hot spots is worked out, folded, and the way to the map."""

import streamlit as st

from components.hotspots_page.model import HotspotsModel
from components.ui import html, routes
from data.schema import LSOA
from geo.measures.hotspots import HOTSPOTS


def show(model: HotspotsModel) -> None:
    """Draw the link to the map of hot spots, then the rules."""
    here, text = model.here, model.here.text
    st.page_link(
        routes.MAP,
        label=text("spots.on_map"),
        icon=":material/map:",
        query_params={**here.view.for_menu().address(), "measure": HOTSPOTS.name, "level": LSOA},
    )
    lines = [
        text("spots.how_areas"),
        text("spots.how_top"),
        text("spots.how_gi"),
        text("spots.how_scored"),
        text("spots.how_best"),
        text("spots.how_lasting"),
        text("spots.how_half"),
    ]
    html.how_worked_out(text, lines, more=routes.claims_link(text, here.view))
