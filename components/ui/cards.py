"""Answer cards, and the links from the front page to other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.page_context import PageContext
from components.text.direction import escape
from components.ui import routes
from data.schema import AUTHORITY


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer on a card: its heading and its sentences."""

    title: str
    words: str


def cards(answers: Sequence[Answer]) -> None:
    """Draw cards of equal height."""
    written = "".join(
        f'<section class="mt-card"><h3>{escape(one.title)}</h3><p>{escape(one.words)}</p></section>'
        for one in answers
    )
    st.html(f'<div class="mt-cards">{written}</div>')


def to_pages(here: PageContext) -> None:
    """Draw links to the map and the data page, with the view in their addresses.

    Data of several authorities has the link to all of them.
    """
    text = here.text
    pages = [(routes.MAP, "map"), (routes.DATA, "fact_check")]
    if AUTHORITY in here.manifest.levels:
        pages.insert(1, (routes.AUTHORITIES, "view_column"))
    with st.container(key="mt-links", horizontal=True):
        for path, icon in pages:
            st.page_link(
                path,
                label=text(f"door.{icon}"),
                icon=f":material/{icon}:",
                query_params=here.view.address(),
            )
