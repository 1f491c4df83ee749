"""The page "My place": one ward or LSOA for those responsible for it, on a phone and as a PDF."""

import streamlit as st

from components.page_context import page_context
from components.place_page import (
    header,
    leaflet_pdf,
    nearby_section,
    recorded_section,
    survey_section,
)
from components.place_page.detail import further_sections, hours_section
from components.place_page.model import PlaceModel, facts_of
from components.ui import html
from components.ui.section_writer import write_section
from components.ui.sections import Section
from components.view import browser


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
        write_section(nearby_section.on_the_map(of))
    figures, around = st.columns([7, 5], gap="large")
    with figures:
        _table(recorded_section.recorded_table(of), of)
        _folded(recorded_section.months(of))
        _folded(recorded_section.season(of), level=3)
        for section in further_sections.further(of):
            _folded(section)
        write_section(survey_section.perceived(of))
    # Without a survey the left column has space for orders and deprivation.
    with around if of.survey_row is not None else figures:
        write_section(nearby_section.orders(of))
    with around:
        _folded(nearby_section.groups(of))
    with around if of.survey_row is not None else figures:
        _folded(survey_section.deprivation(of))
    with around:
        if when := hours_section.hours(of):
            _folded(when)
    write_section(survey_section.how_worked_out(of))


def _table(section: Section, of: PlaceModel) -> None:
    """Draw the table of categories; on a phone its first rows, and the others when opened."""
    if not browser.on_phone():
        write_section(section)
        return
    first, rest = recorded_section.divided(section)
    write_section(first)
    with st.expander(of.here.text("mine.record_more")):
        write_section(rest)


def _folded(section: Section, *, level: int = 2) -> None:
    """Draw a section, on a phone below its title, which opens it."""
    with html.folded_on_phone(section.heading):
        write_section(section, level=level)


show()
