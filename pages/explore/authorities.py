"""The page on authorities: each with the same indicators, side by side."""

import streamlit as st

from components.authorities_page import (
    by_category,
    caveats,
    each,
    files,
    headline,
    indicators_table,
    model,
)
from components.page_context import page_context
from components.ui import html


def show() -> None:
    """Draw the headline and the controls, the table, rates by category, links and the rules."""
    here = page_context()
    asked = model.ask(here)
    if asked is None:
        st.title(here.text("page.authorities"))
        html.lead_sentence(here.text("authorities.one"))
        return
    headline.show(asked)
    headline.choices(asked)
    indicators_table.show(asked)
    each.show(asked)
    files.offer(asked)
    by_category.show(asked)
    caveats.show(asked)


show()
