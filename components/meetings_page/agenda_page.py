"""The agenda of one meeting: its items, what was decided, and what can be done with it."""

from functools import partial

import streamlit as st

from components.forms import history, outcome, reading
from components.forms.stored_records import writable
from components.meetings_page import edit_items, meeting_form, minutes_buttons
from components.meetings_page.overview import show_changes
from components.meetings_page.view_part import COPY, LAST_OPENED, Position
from components.packs import agenda
from components.packs.pages import saved_views
from components.page_context import PageContext
from components.page_models import meetings
from components.text.direction import escape
from components.text.either_language import in_language
from components.ui import html, routes
from components.ui.html import escape_markdown
from components.view import browser, session, state
from components.view.entry import entry_of
from components.view.view import NOTHING
from data.access.permissions import may_edit, may_open
from data.access.viewer import Audience
from data.register.editing.saving import retire
from data.register.meetings.kinds import (
    DECISION,
    ITEM,
    MEETING,
    PRIORITY_ITEM,
    RESPONSE_ITEM,
    VIEW,
    Meeting,
)
from data.register.plan.kinds import PRIORITY
from data.register.records import Record


def show(here: PageContext, of: Meeting) -> None:
    """Draw the agenda, to edit for those who may; the others read it and look at its items."""
    edits = may_edit(here.viewer)
    session.set_widget_value(LAST_OPENED, of.key)
    meeting_form.back(here, NOTHING)
    st.title(escape_markdown(meetings.title_of(here, of)))
    outcome.show()
    html.subtitle(subtitle(here, of))
    html.lead_sentence(lead(here, of))
    _acts(here, of, edits)
    if not edits and may_open(here.viewer, Audience.PARTNER):
        reading.say(here)
    for number, item in enumerate(of.items, 1):
        _item(here, of, item, number, edits)
    if edits:
        edit_items.add(here, of)
    minutes_buttons.show(here, of)
    if edits:
        _details(here, of)


def subtitle(here: PageContext, of: Meeting) -> str:
    """Return the day of a meeting, for whom it is, and whether it is over."""
    text, values = here.text, of.record.values
    words = [text.day(values["day"]), text(f"audience_of_meeting.{of.readers.name.lower()}")]
    if values["ended_on"]:
        words.append(text("meeting.ended"))
    return " · ".join(words)


def lead(here: PageContext, of: Meeting) -> str:
    """Return how many items the agenda has, and what was decided."""
    text = here.text
    if not of.items:
        return text("meeting.empty")
    said = text.plural("meeting.has_items", len(of.items))
    if not of.decisions:
        return said
    return f"{said} {text.plural('meeting.has_decisions', len(of.decisions))}"


def _acts(here: PageContext, of: Meeting, edits: bool) -> None:
    text = here.text
    with st.container(key="mt-meeting-acts", horizontal=True, vertical_alignment="center"):
        if of.items:
            st.button(
                text(
                    "meeting.hold" if edits and not of.record.values["ended_on"] else "meeting.look"
                ),
                icon=":material/slideshow:",
                type="primary",
                key="meeting-hold",
                on_click=partial(state.update_view, **show_changes(of, Position(meeting=of.key))),
            )
            st.page_link(
                routes.PACKS,
                label=text("meeting.pack"),
                icon=":material/download:",
                query_params={
                    **here.view.for_menu().address(),
                    **{"pack": "meeting", "about": of.key},
                },
            )
        if edits:
            st.button(
                text("meeting.copy"),
                icon=":material/content_copy:",
                key="meeting-copy",
                on_click=partial(state.update_view, mode=COPY),
            )
        with st.popover(text("meeting.share"), icon=":material/link:", key="meeting-share"):
            st.write(text(f"meeting.share_{of.readers.name.lower()}"))
            address = browser.app_address("meetings")
            st.code(f"{address}/meetings?meeting={of.key}", language=None, wrap_lines=True)


def _item(here: PageContext, of: Meeting, item: Record, number: int, edits: bool) -> None:
    """Draw an item: its name as a link to what it shows, its note, and the buttons to change it."""
    heading = item.values["item_kind"] == "heading"
    with st.container(
        key=f"mt-item-{item.key}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        with st.container(width="stretch", gap=None):
            page, query = linked(here, item)
            name = f"{here.text.number(number)}. {agenda.name_of(here, item)}"
            if page:
                st.page_link(page, label=escape_markdown(name), query_params=query)
            else:
                tag = "h2" if heading else "p"
                st.html(f'<{tag} class="mt-item-name">{escape(name)}</{tag}>')
            _small(here, of, item)
        if edits:
            edit_items.buttons(here, of, item)


def _small(here: PageContext, of: Meeting, item: Record) -> None:
    """Draw the note of an item, whether its period stays, and what was decided at it."""
    text = here.text
    lines = in_language(item.values, "note", text.language).splitlines()
    if item.values["pinned"]:
        lines.append(text("meeting.pinned"))
    if decided := of.decided_at(item.key):
        lines.append(text.plural("meetings.decisions", len(decided)))
    if lines:
        st.html("".join(f'<small class="mt-item-small">{escape(line)}</small>' for line in lines))


def linked(here: PageContext, item: Record) -> tuple[str, dict[str, str]]:
    """Return the page that an item shows, and its query.

    Nothing for a note or a heading, and for a page that the viewer may not open.
    """
    page, query = _page_of(here, item)
    closed = page in routes.FOR_PARTNERS and not may_open(here.viewer, Audience.PARTNER)
    return ("", {}) if closed else (page, query)


def _page_of(here: PageContext, item: Record) -> tuple[str, dict[str, str]]:
    target, view = str(item.values["target"] or ""), here.view.for_menu().address()
    match item.values["item_kind"]:
        case kind if kind == VIEW:
            own = {"lang": here.view.lang} if here.view.lang != "en" else {}
            return saved_views.page_of(target), {**own, **saved_views.query_of(target)}
        case kind if kind == RESPONSE_ITEM:
            return routes.RESPONSES, {**view, "response": target}
        case kind if kind == PRIORITY_ITEM:
            return routes.PLAN, {**view, "item": entry_of(PRIORITY.name, target)}
    return "", {}


def _details(here: PageContext, of: Meeting) -> None:
    """Draw the form of the meeting, its history, and the button that retires it."""
    text = here.text
    with st.expander(text("meeting.details")):
        meeting_form.change(here, of)
        st.button(
            text("register.retire"),
            icon=":material/archive:",
            key="meeting-retire",
            help=text("meeting.retire_help"),
            on_click=partial(_retire, here, of),
        )
    with st.expander(text("meeting.history")):
        parts = [(ITEM.name, one.key) for one in of.items]
        parts += [(DECISION.name, one.key) for one in of.decisions]
        history.show(here, kind=MEETING.name, record=of.key, also=parts)


def _retire(here: PageContext, of: Meeting) -> None:
    def act() -> None:
        retire(writable(here, MEETING), here.viewer, MEETING, of.key, version=of.record.version)

    if outcome.attempt(here.text, act, here.text("register.retired_now")):
        state.update_view(meeting=NOTHING)
        outcome.say(here.text("register.retired_now"))
