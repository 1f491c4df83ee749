"""My place: one ward or LSOA for those who answer for it, on a phone and on paper."""

import streamlit as st

from components.my_place import beliefs, leaflet, neighbourhood, record, top, words
from components.my_place.facts import Facts, facts_of
from components.page_context import page_context
from components.ui import html, html_draw


def show() -> None:
    """The answer, the paper, the map, the record, what residents say, who is there, the limits."""
    at = page_context()
    if not at.view.place:
        top.choose(at)
        return
    of = facts_of(at)
    with st.container(key="mt-own-place"):
        page(of)


def page(of: Facts) -> None:
    """What is said of the place, part by part."""
    said, ground = st.columns([7, 5], gap="large")
    with said:
        top.answer(of)
        with st.container(key="mt-place-tools"):
            leaflet.offer(of)
            top.another(of.here)
    with ground:
        neighbourhood.on_the_map(of)
    figures, around = st.columns([7, 5], gap="large")
    with figures:
        record.beside(of)
        record.months(of)
        beliefs.perceived(of)
    # Where no survey fills the left column, it has room for what else there is.
    with around if of.said_of is not None else figures:
        neighbourhood.orders(of)
    with around:
        neighbourhood.groups(of)
    with around if of.said_of is not None else figures:
        beliefs.deprivation(of)
    html_draw.heading(of.here.text("mine.limits_title"))
    html.lines(words.limits(of), html.CAVEATS)


show()
