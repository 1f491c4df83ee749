"""The page for bringing in files.

It shows what would happen to every row before anything changes.
"""

import streamlit as st

from components.page_context import page_context
from components.ui import notices
from components.ui.html import escape_markdown
from components.upload_page import form, trial_report
from data.errors import MilltirError


def show() -> None:
    """Draw the trial that awaits a decision; without one, the upload form and the undo button."""
    at = page_context()
    st.title(escape_markdown(at.text("upload.title")))
    try:
        form.undo_if_asked(at)
        form.receive(at)
        if not trial_report.show_trials(at):
            st.write(at.text("upload.explained"))
            form.bring_in(at)
            form.templates(at)
            form.undo_button(at)
    except MilltirError as error:
        notices.explain(at.text, error)


show()
