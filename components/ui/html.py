"""The plain forms in which every page says things: what goes with an answer, lines, a list."""

from collections.abc import Iterable
from html import escape

import streamlit as st

CAVEATS, NAMED = "mt-caveats", "mt-named"
"""How lines look: in small letters below a figure, or as findings beside an answer."""


def subtitle(words: str) -> None:
    """Where and when, below a page's title."""
    st.html(f'<p class="mt-subtitle">{escape(words)}</p>')


def supporting_sentence(words: str) -> None:
    """A sentence that goes with the answer; nothing of no words."""
    if words:
        st.html(f'<p class="mt-second">{escape(words)}</p>')


def lines(said: Iterable[str], look: str) -> None:
    """Each behind a dot; nothing of no lines."""
    if written := as_list(said, look):
        st.html(written)


def titled_list(title: str, things: Iterable[str], nothing: str) -> str:
    """Things under their title, or that there are none, as HTML."""
    body = as_list(things) or f"<p>{escape(nothing)}</p>"
    return f"<h4>{escape(title)}</h4>{body}"


def as_list(said: Iterable[str], look: str = "") -> str:
    """Lines as HTML; nothing of no lines."""
    items = "".join(f"<li>{escape(line)}</li>" for line in said)
    opened = f'<ul class="{look}">' if look else "<ul>"
    return f"{opened}{items}</ul>" if items else ""
