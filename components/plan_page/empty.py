"""What the page shows while there is no plan: how to begin one."""

from functools import partial

import streamlit as st

from components.forms import reading
from components.page_context import PageContext
from components.plan_page import files
from components.plan_page.view_part import IMPORT
from components.ui import html
from components.view import state
from components.view.entry import entry_of
from data.register.plan.kinds import PRIORITY


def show(here: PageContext) -> None:
    """Draw that there is no plan yet, and for editors the three ways to begin one."""
    text = here.text
    html.lead_sentence(text("plan.no_plan"))
    if reading.reads_only(here):
        reading.say(here)
        return
    html.supporting_sentence(text("plan.no_plan_how"))
    with st.container(key="mt-plan-acts", horizontal=True):
        st.button(
            text("plan.import"),
            icon=":material/upload_file:",
            type="primary",
            key="plan-import",
            on_click=partial(state.update_view, item=IMPORT),
        )
        files.template(here)
        st.button(
            text("plan.by_hand_start"),
            icon=":material/add:",
            key="plan-by-hand",
            on_click=partial(state.update_view, item=entry_of(PRIORITY.name)),
        )
