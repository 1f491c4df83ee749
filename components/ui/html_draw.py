"""The plain forms that a place's page is written in."""

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

FORMATTING = re.compile(r"[\\`*_\[\]<>#$:~|]")


def escape_markdown(name: str) -> str:
    """A name that somebody typed is shown as its letters, never as formatting."""
    return FORMATTING.sub(r"\\\g<0>", name)


def heading(words: str, *, level: int = 2) -> None:
    """The title of a part of the page."""
    st.html(f'<h{level} class="mt-part">{escape(words)}</h{level}>')


def paragraphs(lines: Sequence[str]) -> None:
    """Each in a paragraph of its own."""
    st.html("".join(f'<p class="mt-said">{escape(line)}</p>' for line in lines))


def small_print(lines: Sequence[str]) -> None:
    """On what it rests, in small letters; nothing of no lines."""
    if lines:
        st.html(f'<p class="mt-basis">{escape(" ".join(lines))}</p>')


def listed(items: Sequence[tuple[str, str, str]]) -> str:
    """Things by their names, what they are and what is known of them, as HTML."""
    rows = "".join(
        f"<li><strong>{escape(name)}</strong> <span>{escape(what)}</span>"
        f"<small>{escape(known)}</small></li>"
        for name, what, known in items
    )
    return f'<ul class="mt-things">{rows}</ul>' if rows else ""
