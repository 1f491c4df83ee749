"""What the other pages show of meetings: the way back to one, and the button that adds the page."""

import textwrap
from contextlib import AbstractContextManager, suppress
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.forms import outcome
from components.forms.stored_records import writable
from components.meetings_page.overview import show_address
from components.meetings_page.view_part import LAST_OPENED, MeetingsPart, position_of
from components.packs.pages import saved_views
from components.page_context import PageContext, page_context
from components.page_models import meetings
from components.ui import routes
from components.ui.html import escape_markdown
from components.view import session
from components.view.entry import NEW
from data.access.permissions import may_edit
from data.errors import RegisterUnavailable
from data.register.meetings.agenda import add_item
from data.register.meetings.kinds import ITEM, VIEW, Meeting

# ADDED: the agenda to which a page was added last.
ADDED = "page-added"
# HERE: where the page says that it was added. MOST: agendas beside the first; LONGEST: their names.
HERE, MOST, LONGEST = "-page-bar", 12, 60
ADDRESS = routes.ADDRESS_OF[routes.MEETINGS]


def run(page: StreamlitPage) -> None:
    """Run a page between the way back to a meeting and the button that adds the page to one."""
    here = page_context()
    with _unless_out_of_reach():
        back(here, page.url_path)
    page.run()
    with _unless_out_of_reach():
        add(here, page.url_path)


def _unless_out_of_reach() -> AbstractContextManager[None]:
    """Leave out what can't be drawn without the register; a notice above the page says so."""
    return suppress(RegisterUnavailable)


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
            query_params=show_address(here, of, at),
        )


def add(here: PageContext, address: str) -> None:
    """Draw the button that adds this page to an agenda, for those who may edit it.

    Where several meetings are to come, it names the agenda, and the others are beside it. Without
    a meeting to come it leads to the form of a new one.
    """
    if not (saved_views.can_show(address) and may_edit(here.viewer)):
        return
    text, agendas = here.text, _agendas(here)
    with st.container(key="mt-meeting-add", horizontal=True, vertical_alignment="center"):
        if not agendas:
            st.page_link(
                routes.MEETINGS,
                label=text("meeting.add_page"),
                icon=":material/playlist_add:",
                query_params={**here.view.for_menu().address(), "meeting": NEW},
            )
            return
        of, *others = agendas
        name = escape_markdown(_short(here, of))
        st.button(
            text("meeting.add_page_to", title=name) if others else text("meeting.add_page"),
            icon=":material/playlist_add:",
            type="tertiary",
            key="meeting-add-page",
            help=text("meeting.add_page_to", title=escape_markdown(meetings.title_of(here, of))),
            on_click=partial(_add, here, of, address),
        )
        if others:
            with st.popover(text("meeting.other_agenda"), type="tertiary", key="meeting-add-other"):
                for one in others[:MOST]:
                    day = text.day(one.record.values["day"])
                    st.button(
                        escape_markdown(f"{_short(here, one)} · {day}"),
                        key=f"meeting-add-to-{one.key}",
                        type="tertiary",
                        on_click=partial(_add, here, one, address),
                    )
        if added := session.get_session_value(ADDED):
            st.page_link(
                routes.MEETINGS,
                label=text("meeting.open_agenda"),
                query_params={**here.view.for_menu().address(), "meeting": added},
            )
        outcome.show(where=HERE)


def _short(here: PageContext, of: Meeting) -> str:
    return textwrap.shorten(meetings.title_of(here, of), LONGEST, placeholder="...")


def _agendas(here: PageContext) -> list[Meeting]:
    """Return the meeting that is being held, the one last opened, then every one to come."""
    at = position_of(here.view.of(MeetingsPart).held)
    held = meetings.meeting(here, at.meeting) if at else None
    ahead = {
        of.key: of for of in meetings.meetings(here).values() if not meetings.is_over(of, here.day)
    }
    last = ahead.get(session.get_widget_value(LAST_OPENED))
    found = {of.key: of for of in (held, last) if of is not None}
    return list((found | ahead).values())


def _add(here: PageContext, of: Meeting, address: str) -> None:
    target = saved_views.target_of(address, here.view.address())

    def act() -> None:
        values = {"item_kind": VIEW, "target": target}
        add_item(writable(here, ITEM), here.viewer, of.key, values)

    words = here.text("meeting.page_added", title=meetings.title_of(here, of))
    if outcome.attempt(here.text, act, words, where=HERE):
        session.set_session_value(ADDED, of.key)
        session.set_widget_value(LAST_OPENED, of.key)
