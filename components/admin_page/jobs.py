"""What runs now, and how the last updates ended."""

import pandas as pd
import streamlit as st

from components.admin_page import words
from components.news.sections import headline
from components.page_context import PageContext
from components.ui import tables
from data.files.locks import is_held
from data.settings import load_settings
from data.update.storage import stored_reports

# MOST: the updates that are listed.
MOST = 6


def show(here: PageContext) -> None:
    """Draw whether a build or an update runs, and a row for each of the last updates."""
    text, settings = here.text, load_settings()
    running = [
        text(f"admin.job_{job}")
        for job, lock in (("update", settings.update_lock), ("build", settings.build_lock))
        if is_held(lock)
    ]
    st.write(" ".join(running) or text("admin.job_none"))
    reports = stored_reports(settings)[:MOST]
    if not reports:
        st.write(text("admin.updates_none"))
        return
    rows = [
        {
            text("admin.started"): words.moment(text, one.started),
            text("admin.outcome"): text(f"admin.update_{one.outcome}"),
            text("admin.brought"): headline(text, one),
        }
        for one in reports
    ]
    tables.show_plain(pd.DataFrame(rows))
