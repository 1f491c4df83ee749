"""What the other pages show of meetings: the way back to one, and the button that adds the page."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.forms import outcome
from components.forms.stored_records import writable
from components.meetings_page.overview import room_address
from components.meetings_page.view_part import MeetingsPart, position_of
from components.packs.pages import saved_views
from components.page_context import PageContext, page_context
from components.page_models import meetings
from components.ui import routes
from components.ui.html import escape_markdown
from components.view import state
from components.view.entry import NEW
from data.access.viewer import Audience, may_open
from data.register.meetings.agenda import add_item
from data.register.meetings.kinds import ITEM, VIEW, Meeting

# ADDED: what tells the run that follows that the page was added.
ADDED = "page-added"
ADDRESS = routes.ADDRESS_OF[routes.MEETINGS]


def run(page: StreamlitPage) -> None:
    """Run a page between the way back to a meeting and the button that adds the page to one."""
    here = page_context()
    back(here, page.url_path)
    page.run()
    add(here, page.url_path)


def back(here: PageContext, address: str) -> None:
    """Draw the way back to the meeting that this page was opened from; nothing without one."""
    at = position_of(here.view.of(MeetingsPart).held)
    of = meetings.meeting(here, at.meeting) if at and address != ADDRESS else None
    if not (at and of):
        return
    text = here.text
    with st.container(key="mt-meeting-back", horizontal=True, vertical_alignment="center"):
        st.page_link(
            routes.MEETINGS,
            label=text("meeting.back_to", title=escape_markdown(meetings.title_of(here, of))),
            icon=":material/arrow_back:",
            query_params=room_address(here, of, at),
        )


def add(here: PageContext, address: str) -> None:
    """Draw the button that adds this page to the next meeting's agenda, for those who may edit it.

    Without a meeting to come it leads to the form of a new one.
    """
    if not (saved_views.can_show(address) and may_open(here.viewer, Audience.PARTNER)):
        return
    text, of = here.text, _agenda(here)
    with st.container(key="mt-meeting-add", horizontal=True, vertical_alignment="center"):
        if of is None:
            st.page_link(
                routes.MEETINGS,
                label=text("meeting.add_page"),
                icon=":material/playlist_add:",
                query_params={**here.view.for_menu().address(), "meeting": NEW},
            )
            return
        st.button(
            text("meeting.add_page"),
            icon=":material/playlist_add:",
            type="tertiary",
            key="meeting-add-page",
            help=text("meeting.add_page_to", title=escape_markdown(meetings.title_of(here, of))),
            on_click=partial(_add, here, of, address),
        )
        if state.get_session_value(ADDED):
            st.page_link(
                routes.MEETINGS,
                label=text("meeting.open_agenda"),
                query_params={**here.view.for_menu().address(), "meeting": of.key},
            )
        outcome.show()


def _agenda(here: PageContext) -> Meeting | None:
    """Return the meeting that is being held, or else the next one."""
    at = position_of(here.view.of(MeetingsPart).held)
    return (meetings.meeting(here, at.meeting) if at else None) or meetings.coming(here)


def _add(here: PageContext, of: Meeting, address: str) -> None:
    target = saved_views.target_of(address, here.view.address())

    def act() -> None:
        values = {"item_kind": VIEW, "target": target}
        add_item(writable(here, ITEM), here.viewer, of.key, values)

    if outcome.attempt(here.text, act, here.text("meeting.page_added")):
        state.set_session_value(ADDED, target or "home")
