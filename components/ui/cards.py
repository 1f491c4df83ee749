"""Answer cards, and the links from the front page to other pages."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.page_context import PageContext
from components.ui import routes


def cards(answers: Sequence[tuple[str, str, str]]) -> None:
    """Draw cards of equal height, each with a heading, an answer and its basis in small letters."""
    html = "".join(
        f'<section class="mt-card"><h3>{escape(title)}</h3><p>{escape(answer)}</p>'
        + (f"<small>{escape(basis)}</small></section>" if basis else "</section>")
        for title, answer, basis in answers
    )
    st.html(f'<div class="mt-cards">{html}</div>')


def to_pages(here: PageContext) -> None:
    """Draw links to the map and the data page, with the view in their addresses."""
    text = here.text
    with st.container(key="mt-links", horizontal=True):
        for path, icon in ((routes.MAP, "map"), (routes.DATA, "fact_check")):
            st.page_link(
                path,
                label=text(f"door.{icon}"),
                icon=f":material/{icon}:",
                query_params=here.view.address(),
            )
