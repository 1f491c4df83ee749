"""Bring in files: see what would become of every row before anything is kept."""

import streamlit as st

from components import trial, uploads
from components.page_context import page_context
from components.ui import notices
from data.errors import MilltirError


def show() -> None:
    """What waits for an answer first; else the way to bring something in, and the way back."""
    at = page_context()
    st.title(at.text("upload.title", area=at.area_name))
    try:
        if not trial.waiting(at):
            st.write(at.text("upload.explained"))
            uploads.bring_in(at)
            uploads.templates(at)
            uploads.way_back(at)
    except MilltirError as error:
        notices.explain(at.text, error)


show()
