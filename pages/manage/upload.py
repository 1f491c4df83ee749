"""Bring in files: see what would become of every row before anything is kept."""

import streamlit as st

from components.page_context import page_context
from components.ui import notices
from components.upload_page import form, trial_report
from data.errors import MilltirError


def show() -> None:
    """What waits for an answer first; else the way to bring something in, and the way back."""
    at = page_context()
    st.title(at.text("upload.title", area=at.area_name))
    try:
        if not trial_report.show_trials(at):
            st.write(at.text("upload.explained"))
            form.bring_in(at)
            form.templates(at)
            form.undo_button(at)
    except MilltirError as error:
        notices.explain(at.text, error)


show()
