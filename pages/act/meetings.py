"""The page of meetings: prepare an agenda, hold the meeting, save its minutes."""

import streamlit as st

from components.forms import outcome, reading
from components.meetings_page import agenda_page, decide, meeting_form, overview, shown_screen
from components.meetings_page.view_part import (
    COPY,
    DECIDE,
    SHOW,
    MeetingsPart,
    Position,
    position_of,
)
from components.page_context import page_context
from components.page_models import meetings
from components.ui import html, notices
from components.view.entry import NEW
from components.view.view import NOTHING
from data.access.permissions import may_edit, may_open
from data.access.viewer import Audience


def show() -> None:
    """Draw the meeting in the address as its mode asks, the form of a new one, or all meetings."""
    at = page_context()
    part = at.view.of(MeetingsPart)
    edits = may_edit(at.viewer)
    if not part.meeting:
        overview.show(at)
        return
    if not edits and (part.meeting == NEW or part.mode in (DECIDE, COPY)):
        if may_open(at.viewer, Audience.PARTNER):
            reading.page(at, "page.meetings")
        else:
            notices.not_open(at.text)
        return
    if part.meeting == NEW:
        meeting_form.new(at)
        return
    of = meetings.meeting(at, part.meeting)
    if of is None:
        meeting_form.back(at, NOTHING)
        st.title(at.text("page.meetings"))
        outcome.show()
        html.supporting_sentence(at.text("meetings.no_such", number=part.meeting))
        return
    held = position_of(part.held) or Position(meeting=of.key)
    modes = {SHOW: shown_screen.show, DECIDE: decide.show}
    if part.mode in modes:
        modes[part.mode](at, of, held)
    elif part.mode == COPY:
        meeting_form.copy(at, of)
    else:
        agenda_page.show(at, of)


show()
