"""How a sentence of the panel is drawn."""

import streamlit as st

from components.text.direction import escape


def draw_sentence(tag: str, sentence: str) -> None:
    """Draw a sentence of the panel; nothing if it is empty."""
    if sentence:
        st.html(f'<{tag} class="mt-panel-said">{escape(sentence)}</{tag}>')
