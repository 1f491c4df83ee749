"""The administration page: what needs a look, then one section at a time."""

from collections.abc import Callable

import streamlit as st

from components.admin_page import (
    audit_log,
    disk,
    headline,
    jobs,
    people,
    program,
    sources,
    versions,
)
from components.admin_page.view_part import (
    AUDIT,
    DISK,
    JOBS,
    PEOPLE,
    PROGRAM,
    SECTIONS,
    SOURCES,
    VERSIONS,
    AdminPart,
)
from components.page_context import PageContext
from components.ui import html, notices
from components.view import bindings
from data.access.permissions import require_administer

DRAW: dict[str, Callable[[PageContext], None]] = {
    PEOPLE: people.show,
    VERSIONS: versions.show,
    SOURCES: sources.show,
    JOBS: jobs.show,
    DISK: disk.show,
    PROGRAM: program.show,
    AUDIT: audit_log.show,
}


def show(here: PageContext) -> None:
    """Draw the state of the installation in a sentence, and the section of the view."""
    require_administer(here.viewer, what="admin")
    text = here.text
    versions.act_if_asked(here)
    st.title(text("admin.title"))
    first, others = headline.sentences(here)
    html.lead_sentence(first)
    html.supporting_sentence(" ".join(others))
    section = here.view.of(AdminPart).section
    st.segmented_control(
        text("admin.section"),
        SECTIONS,
        required=True,
        format_func=lambda name: text(f"admin.{name}"),
        label_visibility="collapsed",
        **bindings.bound("section"),
    )
    with notices.errors_explained(text):
        DRAW[section](here)
