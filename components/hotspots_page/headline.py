"""The headline of the page on hot spots, and its controls."""

import streamlit as st

from components.hotspots_page import sentences
from components.hotspots_page.model import HotspotsModel
from components.hotspots_page.view_part import BEST, WAYS
from components.ui import controls, html, period_picker
from components.view import bindings


def show(model: HotspotsModel) -> None:
    """Draw how much last year's hot spots told of the months after, and whether Gi* is better."""
    text = model.here.text
    st.title(text("spots.title"))
    lead, beside = sentences.lead(
        text, model.areas, model.skill, model.category, model.here.place_name
    )
    html.lead_sentence(lead)
    html.supporting_sentence(beside)


def choices(model: HotspotsModel) -> None:
    """Draw the controls; on a phone they are in a popover."""
    with controls.in_a_row(model.here.text):
        _controls(model)


def _controls(model: HotspotsModel) -> None:
    controls.category(model.here)
    period_picker.choose(model.here)
    _way(model)


def _way(model: HotspotsModel) -> None:
    """Draw the choice of the way; the one that is usual here is named."""
    text = model.here.text

    def wording(way: str) -> str:
        if way == BEST:
            return sentences.way_in_words(text, model.skill, model.best)
        return text(f"spots.way_{way}")

    st.selectbox(text("spots.way"), WAYS, format_func=wording, **bindings.bound("way"))
