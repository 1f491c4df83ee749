"""Bring in files: see what would become of every row before anything is kept."""

import streamlit as st

from components import notices, uploads
from components.here import here
from data.errors import MilltirError


def show() -> None:
    """What waits for an answer first; then the way to bring something in, and the way back."""
    at = here()
    st.title(at.text("upload.title", area=at.area_name))
    st.write(at.text("upload.explained"))
    try:
        if not uploads.waiting(at):
            uploads.bring_in(at)
        uploads.way_back(at)
    except MilltirError as error:
        notices.explain(at.text, error)


show()
