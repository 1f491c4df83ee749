"""The list of meetings: the next one, those after it, and those that are over."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.forms import outcome, reading
from components.meetings_page.view_part import SHOW, Position
from components.page_context import PageContext
from components.page_models import meetings
from components.text.direction import escape
from components.ui import html, routes
from components.ui.html import escape_markdown
from components.view import state
from components.view.entry import NEW
from components.view.view import SWITCH
from data.access.permissions import may_edit, may_open
from data.access.viewer import Audience
from data.register.meetings.kinds import Meeting

# How many meetings that are over are listed.
MOST = 24


def show(here: PageContext) -> None:
    """Draw which meeting is next, what can be done, and every meeting."""
    text = here.text
    every = list(meetings.meetings(here).values())
    ahead = [one for one in every if not meetings.is_over(one, here.day)]
    over = [one for one in every if meetings.is_over(one, here.day)]
    st.title(text("page.meetings"))
    outcome.show()
    html.lead_sentence(lead(here, ahead, over))
    if not every:
        html.supporting_sentence(text("meetings.what_for"))
    _acts(here)
    if not may_edit(here.viewer) and may_open(here.viewer, Audience.PARTNER):
        reading.say(here)
    for one in ahead:
        _card(here, one)
    if over:
        with st.expander(text.plural("meetings.over", len(over)), expanded=not ahead):
            for one in over[:MOST]:
                _card(here, one)
            if len(over) > MOST:
                html.small_print([text.plural("meetings.more", len(over) - MOST)])


def lead(here: PageContext, ahead: Sequence[Meeting], over: Sequence[Meeting]) -> str:
    """Return which meeting is next, with its day and the number of its items."""
    text = here.text
    if not ahead:
        return text("meetings.none_ahead") if over else text("meetings.none")
    first = ahead[0]
    return text(
        "meetings.running" if first.running else "meetings.next",
        title=meetings.title_of(here, first),
        day=text.day(first.record.values["day"]),
        items=text.plural("meetings.items", len(first.items)),
    )


def _acts(here: PageContext) -> None:
    text = here.text
    with st.container(key="mt-meeting-acts", horizontal=True, vertical_alignment="center"):
        if may_edit(here.viewer):
            st.button(
                text("meetings.new"),
                icon=":material/add:",
                type="primary",
                key="meeting-new",
                on_click=partial(state.update_view, meeting=NEW),
            )
        st.page_link(
            routes.PACKS,
            label=text("meetings.packs"),
            icon=":material/slideshow:",
            query_params=here.view.for_menu().address(),
        )


def _card(here: PageContext, of: Meeting) -> None:
    """Draw a meeting as a link, with its day and its readers, and the way into the meeting."""
    text, values = here.text, of.record.values
    with (
        st.container(border=True, key=f"mt-card-meeting-{of.key}"),
        st.container(horizontal=True, vertical_alignment="center"),
        st.container(width="stretch"),
    ):
        st.page_link(
            routes.MEETINGS,
            label=escape_markdown(meetings.title_of(here, of)),
            query_params={**here.view.for_menu().address(), "meeting": of.key},
        )
        facts = [
            text.day(values["day"]),
            text.plural("meetings.items", len(of.items)),
            text(f"audience_of_meeting.{of.readers.name.lower()}"),
        ]
        if of.decisions:
            facts.append(text.plural("meetings.decisions", len(of.decisions)))
        st.html(f"<small>{escape(' · '.join(facts))}</small>")


def show_changes(of: Meeting, position: Position) -> dict[str, str]:
    """Return the changes of the view that lead to a screen of a meeting."""
    own = {"meeting": of.key, "mode": SHOW, "held": position.value}
    return {**own, "projector": SWITCH[1]}


def show_address(here: PageContext, of: Meeting, position: Position) -> dict[str, str]:
    """Return the query of the address of a screen of a meeting."""
    return here.view.for_menu().changed(**show_changes(of, position)).address()
