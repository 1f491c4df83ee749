"""What was decided at a meeting, and the buttons that save its minutes."""

import pandas as pd
import streamlit as st

from components.meetings_page import decisions, minutes, screens
from components.page_context import PageContext
from components.page_models import meetings
from components.pdf import download_button
from components.ui import downloads, html, tables
from data.register.meetings.kinds import Meeting

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(here: PageContext, of: Meeting) -> None:
    """Draw what was decided, and the minutes as files; nothing before the meeting was started."""
    text = here.text
    if not (of.record.values["started_on"] or of.decisions):
        return
    html.heading(text("minutes.decided"))
    if of.decisions:
        tables.show_plain(_table(here, of))
    else:
        html.supporting_sentence(text("minutes.nothing_decided"))
    reader = screens.reader(here, of)
    name = ("minutes", meetings.title_of(here, of), str(of.record.values["day"]))
    with st.container(key="mt-files", horizontal=True):
        downloads.button(
            text("minutes.docx"),
            lambda: minutes.as_docx(reader, of),
            name=tables.file_name(*name, manifest=here.manifest, ending="docx"),
            mime=DOCX,
            key="minutes-docx",
            icon=":material/description:",
        )
        download_button.button(
            reader,
            lambda: minutes.pdf_input(reader, of),
            name=name,
            key="minutes-pdf",
            label=text("minutes.pdf"),
        )


def _table(here: PageContext, of: Meeting) -> pd.DataFrame:
    rows = [decisions.row(here, one) for one in of.decisions]
    return pd.DataFrame(rows, columns=decisions.heads(here))
