"""The map explorer: one measure, one category, one period, every ward or LSOA."""

import streamlit as st

from components import (
    controls,
    explorer,
    legend,
    painter,
    place,
    sentences,
    tables,
)
from components.here import here


def show() -> None:
    """The answer, the choices, the map beside its numbers, what is left out, the files."""
    at = here()
    text, view = at.text, at.view
    shown = explorer.ask(at)
    st.title(shown.spec.title)
    st.html(f'<p class="mt-lead">{sentences.standing_of_all(text, shown.figures, view.level)}</p>')
    if view.place:
        place.lead(at)
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        controls.category(at)
        controls.period(at)
        controls.place(at)
        controls.measure(at)
        controls.level(at)
    drawing, numbers = st.columns([7, 5], gap="medium")
    with drawing:
        painter.paint(shown.spec, text, at.manifest.release, key="explorer-map")
        legend.show(shown.spec, text)
        explorer.caveats(shown.spec)
    with numbers:
        tables.show_figures(shown.figures, text, view)
    explorer.files(at, shown)
    explorer.left_out(at, shown)


show()
