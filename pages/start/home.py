"""The front page: choose a place, read a sentence about it, and continue from there."""

import streamlit as st

from components.home_page import similar_authorities, stands_out
from components.maps import deck_map, legend
from components.page_context import page_context
from components.page_models import map_figures, whole_area_answers
from components.ui import cards, controls, html, postcode_search, routes
from components.view import browser


def show() -> None:
    """Draw what stands out, the headline, the place chooser, the map, three answers, and links.

    A phone has the map below the chooser, so that its first screen has it; the answers come after.
    """
    at = page_context()
    text = at.text
    if browser.on_phone():
        words, ground, answers = st.container(), st.container(), st.container()
    else:
        words, ground = st.columns([6, 5], gap="large")
        answers = words
    with words:
        st.title(html.escape_markdown(at.place_name(at.view.place)))
        stands_out.show(at)
        with st.container(key="mt-choose", border=True):
            st.subheader(text("place.title"))
            by_name, by_postcode = st.columns(2)
            with by_name:
                controls.place(at)
            with by_postcode:
                postcode_search.ask(at)
    with answers:
        if browser.on_phone():
            stands_out.show_rows(at)
        cards.cards(whole_area_answers.whole_area_answers(at))
    with ground:
        spec = map_figures.map_of_asb(at)
        deck_map.paint(spec, at, key="home-map", height=390, width=520)
        legend.brief(spec, text)
    similar_authorities.show(at)
    cards.to_pages(at)
    stands_out.offer_file(at)
    html.how_worked_out(text, stands_out.how_worked_out(at), more=routes.claims_link(text, at.view))


show()
