"""What data there is, how fresh it is, what became of every row, and how numbers are made of it."""

import streamlit as st

from components import accounts, gaps, load_report, method, sources, unmatched
from components.page_context import page_context
from components.ui import place_summary


def show() -> None:
    """The age first, then every source, then gaps, rows left out, and the rules of the measures."""
    at = page_context()
    text = at.text
    st.title(text("data.title", area=at.area_name))
    place_summary.sentence(sources.answer(at))
    sources.cards(at)
    gaps.show(at)
    st.subheader(text("left_out.heading"))
    accounts.show(at)
    unmatched.show(at)
    load_report.show(at)
    accounts.boundaries(at)
    st.subheader(text("data.method"))
    method.show(text)


show()
