"""The load report, file by file, on the page, with its downloads."""

import streamlit as st

from components.data_page import load_report_data, load_report_html, load_report_tables
from components.page_context import PageContext
from components.text import survey_report
from components.text.direction import escape
from components.ui import downloads, tables


def show(here: PageContext) -> None:
    """Draw the table of every file, and the report's downloads."""
    text = here.text
    with st.expander(text.plural("report.title", len(here.manifest.files))):
        _show_unrecognised(here)
        tables.show_plain(
            load_report_tables.by_file(here), numbers=load_report_tables.number_columns(here)
        )
        _show_surveys(here)
    with st.container(horizontal=True):
        downloads.csv_button(
            text("report.csv"),
            load_report_data.as_data(here),
            here.manifest,
            key="csv-report",
            name=("load-report", here.manifest.title_en, here.manifest.release),
        )
        downloads.html_button(
            text("report.html"),
            load_report_html.as_html(here),
            here.manifest,
            key="html-report",
            name=("load-report", here.manifest.title_en, here.manifest.release),
        )


def _show_unrecognised(here: PageContext) -> None:
    files = here.manifest.unrecognised
    if not files:
        return
    st.write(here.text.plural("report.left_alone", len(files)))
    names = load_report_tables.unused_files_table(here)
    if len(names):
        tables.show_plain(names)


def _show_surveys(here: PageContext) -> None:
    """Draw the unknown topics of surveys, and the answers that aren't on their scale."""
    if lines := "".join(f"<p>{escape(line)}</p>" for line in load_report_tables.survey_lines(here)):
        st.html(lines)
    table = load_report_tables.survey_table(here)
    if len(table):
        st.write(here.text("survey_report.off_scale"))
        tables.show_plain(table, numbers=survey_report.number_columns(here.text))
