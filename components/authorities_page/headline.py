"""The headline of the page on authorities, and its controls."""

import streamlit as st

from components.authorities_page import sentences
from components.authorities_page.model import AuthoritiesModel
from components.ui import controls, html, period_picker
from components.view import bindings


def show(model: AuthoritiesModel) -> None:
    """Draw in how many areas the rate is clearly higher or lower, and where it changed."""
    here, text = model.here, model.here.text
    st.title(text(f"authorities.title_{model.level}"))
    if not model.months:
        first, last = model.period.first, model.period.last
        html.lead_sentence(text("map.no_months", months=text.months(first, last)))
        return
    names = here.place_name
    html.lead_sentence(sentences.answer(text, model.rows, model.level, names, model.category))
    if not here.view.on_projector:
        html.supporting_sentence(sentences.changed(text, model.rows, model.level, names))


def choices(model: AuthoritiesModel) -> None:
    """Draw the controls; on a phone they are in a popover."""
    with controls.in_a_row(model.here.text):
        _controls(model)


def _controls(model: AuthoritiesModel) -> None:
    controls.category(model.here)
    period_picker.choose(model.here)
    if len(model.levels) > 1:
        text = model.here.text
        st.segmented_control(
            text("control.level"),
            model.levels,
            format_func=lambda level: text(f"level.{level}"),
            required=True,
            **bindings.bound("bodies"),
        )
