"""The accessibility statement."""

import streamlit as st

from components.accessibility_page.statement import statement
from components.page_context import page_context
from components.ui import html
from components.ui.section_writer import write_section


def show() -> None:
    """Draw the statement: what works, what doesn't, whom to ask, and how it was tested."""
    text = page_context().text
    st.title(text("page.accessibility"))
    html.lead_sentence(text("access.lead"))
    write_section(statement(text))


show()
