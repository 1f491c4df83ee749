"""The header of a place's page: its name, the summary sentences and the links to other places."""

import streamlit as st

from components import queries
from components.maps import deck_map
from components.maps import spec as map_spec
from components.page_context import PageContext
from components.place_page import place_search, sentences
from components.place_page.model import PlaceModel
from components.ui import html
from components.ui.html import escape_markdown, small_print
from components.ui.section_writer import write_section
from components.ui.sections import Control, Look, Part, Section, Sentences
from data.schema import WARD


def answer(model: PlaceModel) -> None:
    """Draw the name of the place and the summary sentences."""
    st.title(escape_markdown(model.name))
    write_section(opening(model))


def opening(model: PlaceModel) -> Section:
    """Return what residents say, what is recorded, what changed and which responses there are."""
    another = sentences.another_period(model)
    parts: list[Part] = [
        Sentences([sentences.kind(model)], Look.SUBTITLE),
        Sentences(sentences.lead(model), Look.LEAD),
        Control(lambda: small_print([another] if another else [])),
    ]
    return Section("", parts)


def place_links(here: PageContext) -> None:
    """Draw the search for another place, below the summary of this one."""
    with st.expander(here.text("mine.other"), icon=":material/search:"):
        place_search.show(here)


def choose(here: PageContext) -> None:
    """Draw the page without a chosen place: a summary of the whole area and the place search."""
    text = here.text
    summary, search_map = st.columns([6, 5], gap="large")
    with summary:
        st.title(text("page.place"))
        html.lead_sentence(text("mine.choose"))
        with st.container(key="mt-choose", border=True):
            place_search.show(here)
    with search_map:
        areas = queries.places.places(here.key)
        wards = areas[areas["level"] == WARD]
        deck_map.paint(
            map_spec.chooser(text, wards, chosen=""),
            here,
            key="choose-map",
            height=430,
            width=520,
        )
