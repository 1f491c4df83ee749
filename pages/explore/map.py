"""The map explorer: one measure, one category, one period, every ward or LSOA."""

import streamlit as st

from components import controls, explorer, legend, notices, painter, place, standing, tables
from components.here import here
from components.panel import compare
from components.panel import draw as panel
from components.snapshot.offer import offer
from data.errors import NothingPublished

MAP = "explorer-map"


def show() -> None:
    """The answer, the choices, the map beside its numbers, what is left out, the files."""
    at = here()
    text, view = at.text, at.view
    try:
        shown = explorer.ask(at)
    except NothingPublished as nothing:
        notices.explain(text, nothing)
        explorer.choices(at)
        return
    explorer.heading(shown.spec)
    place.sentence(explorer.answer(at, shown))
    explorer.choices(at)
    drawing, beside = st.columns([7, 5], gap="medium")
    with drawing:
        with st.container(key="mt-map"):
            painter.paint(shown.spec, text, at.manifest.release, key=MAP)
            standing.follow(shown.spec, text, at.manifest.release, chart=MAP)
        controls.overlays(at)
        legend.show(shown.spec, text)
        explorer.caveats(shown.spec)
    with beside:
        panel.show(at)
    compare.show(at)
    tables.show_figures(shown.table, shown.measure, text, view)
    explorer.files(at, shown)
    offer(at, shown)
    explorer.left_out(at, shown)


show()
