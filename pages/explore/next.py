"""The page "Where next?": a priority score with adjustable weights and its certainty."""

import streamlit as st

from components.page_context import page_context
from components.priorities_page import (
    caveats,
    figures_table,
    headline,
    model,
    score_bars,
    tier_map,
    weight_controls,
)
from components.ui import html, routes


def show() -> None:
    """Draw the headline, the weights next to the map, the scores, all figures, and the caveats."""
    at = page_context()
    text, asked = at.text, model.ask(at)
    headline.show(asked)
    weight_controls.choices(asked)
    weighing, ground = st.columns([5, 6], gap="medium")
    with weighing:
        with html.folded_on_phone(text("next.weights")):
            weight_controls.panel(asked)
        caveats.left_out(asked)
    with ground:
        tier_map.show(asked)
    headline.cards(asked)
    score_bars.show(asked)
    headline.idle(asked)
    with html.folded_on_phone(text("next.table")):
        figures_table.show(asked)
    routes.hotspots_link(text, at.view)
    caveats.show(asked)


show()
