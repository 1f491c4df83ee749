"""Who was here lately, and in which role."""

import datetime as dt

import pandas as pd
import streamlit as st

from components.admin_page import register_reads, words
from components.page_context import PageContext
from components.ui import tables
from components.view.viewer import with_sign_in

# DAYS: for which people are listed.
DAYS = 90


def show(here: PageContext) -> None:
    """Draw a row for each person, and where roles are given."""
    text = here.text
    st.write(text("admin.people_how" if with_sign_in() else "admin.people_local"))
    found = register_reads.people(dt.datetime.now(dt.UTC) - dt.timedelta(days=DAYS))
    if not found:
        st.write(text("admin.people_none"))
        return
    rows = [
        {
            text("admin.person"): words.person(text, one.who),
            text("admin.role"): words.role(text, one.role),
            text("admin.last_here"): words.day(text, one.at),
        }
        for one in sorted(found, key=lambda one: one.at, reverse=True)
    ]
    tables.show_plain(pd.DataFrame(rows))
