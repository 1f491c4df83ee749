"""The stable addresses of figures, orders and groups for other programs, folded."""

import streamlit as st

from components.export import published_figures, published_records
from components.page_context import PageContext
from components.text.direction import escape
from components.ui import html


def show(here: PageContext) -> None:
    """Draw the addresses, in a closed fold."""
    text = here.text
    every = [published_figures.index_address(), *published_records.addresses()]
    rows = "".join(f"<li>{html.link(one, one)}</li>" for one in every)
    st.html(
        f'<details class="mt-fold"><summary>{escape(text("data.addresses"))}</summary>'
        f"<p>{escape(text('data.addresses_explained'))}</p><ul>{rows}</ul></details>"
    )
