"""The page "My place": one ward or LSOA for those responsible for it, on a phone and as a PDF."""

import streamlit as st

from components.page_context import page_context
from components.place_page import (
    header,
    leaflet_pdf,
    nearby_section,
    recorded_section,
    sentences,
    survey_section,
)
from components.place_page.model import PlaceModel, facts_of
from components.ui import html


def show() -> None:
    """Draw the selected place, or the controls to select one."""
    at = page_context()
    if not at.view.place:
        header.choose(at)
        return
    of = facts_of(at)
    with st.container(key="mt-own-place"):
        page(of)


def page(of: PlaceModel) -> None:
    """Draw the sections of the place."""
    said, ground = st.columns([7, 5], gap="large")
    with said:
        header.answer(of)
        with st.container(key="mt-place-tools"):
            leaflet_pdf.offer(of)
            header.place_links(of.here)
    with ground:
        nearby_section.on_the_map(of)
    figures, around = st.columns([7, 5], gap="large")
    with figures:
        recorded_section.recorded_table(of)
        recorded_section.months(of)
        survey_section.perceived(of)
    # Where no survey fills the left column, it has room for what else there is.
    with around if of.said_of is not None else figures:
        nearby_section.orders(of)
    with around:
        nearby_section.groups(of)
    with around if of.said_of is not None else figures:
        survey_section.deprivation(of)
    html.heading(of.here.text("mine.limits_title"))
    html.lines(sentences.limits(of), html.CAVEATS)


show()
