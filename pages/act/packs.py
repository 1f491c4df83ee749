"""The page of packs: slides, PDF or workbook for a meeting, made from the pages of the app."""

import streamlit as st

from components.packs_page import form, making
from components.page_context import page_context
from components.ui import html


def show() -> None:
    """Draw the choice of the pack beside the other choices, then the file."""
    at = page_context()
    text = at.text
    st.title(text("page.packs"))
    html.lead_sentence(text("packs.lead"))
    which, how = st.columns([6, 5], gap="large")
    with which:
        template = form.template_of(at)
    with how:
        making.show(at, form.request(at, template))
    html.small_print([text("packs.how")])


show()
