"""The front page: choose a place, read a sentence about it, and continue from there."""

import streamlit as st

from components import queries
from components.maps import deck_map
from components.maps import spec as map_spec
from components.page_context import page_context
from components.ui import cards, controls, html, place_summary, postcode_search, routes


def show() -> None:
    """Draw the headline, the place chooser, the whole area in three answers, and links to pages."""
    at = page_context()
    text = at.text
    words, ground = st.columns([6, 5], gap="large")
    with words:
        st.title(at.place_name(at.view.place))
        place_summary.of_a_year(at)
        with st.container(key="mt-choose", border=True):
            st.subheader(text("place.title"))
            controls.place(at)
            postcode_search.ask(at)
    with ground:
        areas = queries.places.places(at.key)
        wards = areas[areas["level"] == "ward"]
        spec = map_spec.chooser(text, wards, chosen=at.view.place)
        deck_map.paint(spec, at, key="home-map", height=470, width=520)
    st.subheader(text("home.whole"))
    cards.cards(place_summary.whole_area_answers(at))
    cards.to_pages(at)
    html.how_worked_out(
        text, place_summary.how_worked_out(at), more=routes.claims_link(text, at.view)
    )


show()
