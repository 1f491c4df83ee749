"""The stable addresses of orders and groups for other programs, folded."""

from html import escape

import streamlit as st

from components.export.published_records import addresses
from components.page_context import PageContext
from components.ui import html


def show(here: PageContext) -> None:
    """Draw the addresses, in a closed fold."""
    text = here.text
    rows = "".join(f"<li>{html.link(one, one)}</li>" for one in addresses())
    st.html(
        f'<details class="mt-fold"><summary>{escape(text("data.addresses"))}</summary>'
        f"<p>{escape(text('data.addresses_explained'))}</p><ul>{rows}</ul></details>"
    )
