"""Cards with one answer each, and the doors from the front page to the others."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.page_context import PageContext
from components.ui import routes


def cards(answers: Sequence[tuple[str, str, str]]) -> None:
    """For each a heading, the answer, and in small letters what it rests on; equal in height."""
    html = "".join(
        f'<section class="mt-card"><h3>{escape(title)}</h3>'
        f"<p>{escape(answer)}</p><small>{escape(basis)}</small></section>"
        for title, answer, basis in answers
    )
    st.html(f'<div class="mt-cards">{html}</div>')


def to_pages(here: PageContext) -> None:
    """Where to go from here, the view carried along."""
    text = here.text
    with st.container(key="mt-doors", horizontal=True):
        for path, icon in ((routes.MAP, "map"), (routes.DATA, "fact_check")):
            st.page_link(
                path,
                label=text(f"door.{icon}"),
                icon=f":material/{icon}:",
                query_params=here.view.address(),
            )
