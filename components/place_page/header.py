"""The head of a place's page: its name, the sentences that answer, the ways to another place."""

import streamlit as st

from components import queries
from components.maps import deck_map
from components.maps import spec as map_spec
from components.page_context import PageContext
from components.place_page import place_search, sentences
from components.place_page.model import PlaceModel
from components.ui import place_summary
from components.ui.html import small_print
from components.ui.section_writer import write_section
from components.ui.sections import Control, Look, Part, Section, Sentences
from data.schema import WARD


def answer(of: PlaceModel) -> None:
    """Draw the name of the place, and the sentences that answer."""
    st.title(of.name)
    write_section(opening(of))


def opening(of: PlaceModel) -> Section:
    """Return what residents say, what is recorded and what changed, what is being done."""
    another = sentences.another_period(of)
    parts: list[Part] = [
        Sentences([sentences.kind(of)], Look.SUBTITLE),
        Sentences(sentences.lead(of), Look.LEAD),
        Control(lambda: small_print([another] if another else [])),
    ]
    return Section("", parts)


def place_links(here: PageContext) -> None:
    """The way to another place, below the answer of this one."""
    with st.expander(here.text("mine.other"), icon=":material/search:"):
        place_search.show(here)


def choose(here: PageContext) -> None:
    """Where no place is chosen: the whole area in a sentence, and every way to one's own."""
    text = here.text
    said, ground = st.columns([6, 5], gap="large")
    with said:
        st.title(text("page.place"))
        place_summary.summary(here, here.latest())
        small_print([text("mine.choose")])
        with st.container(key="mt-choose", border=True):
            place_search.show(here)
    with ground:
        areas = queries.places.places(here.key)
        wards = areas[areas["level"] == WARD]
        deck_map.paint(
            map_spec.chooser(text, wards, chosen=""),
            here,
            key="choose-map",
            height=430,
            width=520,
        )
