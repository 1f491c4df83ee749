"""One screen of a meeting: steps with keys or a clicker, and the way out and back."""

from functools import partial

import streamlit as st

from components.forms import outcome
from components.forms.stored_records import writable
from components.meetings_page import end_screens, meeting_form, screens
from components.meetings_page.agenda_page import linked
from components.meetings_page.view_part import (
    CLOSING,
    DECIDE,
    OPENING,
    MeetingsPart,
    Position,
    position_of,
)
from components.page_context import PageContext
from components.page_models import meetings
from components.text.direction import escape
from components.ui import notices
from components.view import state
from components.view.view import NOTHING, SWITCH
from data.access.permissions import may_edit
from data.errors import MilltirError
from data.register.meetings.holding import mark_shown
from data.register.meetings.kinds import SHOWN_ITEM, Meeting

# Keys, those of a clicker too, press the buttons, unless they are typed into a field.
ON_KEYS = """
<script>
if (!window.milltirMeeting) {
  window.milltirMeeting = true;
  const BUTTONS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "before", PageUp: "before",
    Home: "first", d: "decide", D: "decide" };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [role=dialog]");
    const name = BUTTONS[event.key];
    if (!name || field || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = document.querySelector(`.st-key-meeting-${name} button`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
</script>
"""


def show(here: PageContext, of: Meeting, at: Position) -> None:
    """Draw the screen and the bar below it; what a meeting shows while it runs is written down."""
    reader = screens.reader(here, of)
    at, trouble = _known(here, of, at)
    with st.container(key="mt-meeting"):
        item = of.item(at.item)
        if item is None:
            laid = screens.of_page(reader, end_screens.page(reader, of, at.item))
            st.html(screens.drawn(laid, at.screen))
        else:
            st.html(screens.screen(reader, item, at.screen))
            trouble = trouble or _mark(here, of, item.key)
        _bar(here, of, at, trouble)
    st.html(ON_KEYS, unsafe_allow_javascript=True, width=1)


def _known(here: PageContext, of: Meeting, at: Position) -> tuple[Position, str]:
    """Return where the meeting is, and what is wrong: an item that was removed is its agenda."""
    if at.meeting != of.key:
        return Position(meeting=of.key), ""
    if at.item in (OPENING, CLOSING) or of.item(at.item) is not None:
        return at, ""
    return Position(meeting=of.key), here.text("meeting.item_gone")


def _mark(here: PageContext, of: Meeting, item: str) -> str:
    """Write down what an item says, once; return what is wrong if it can't be written."""
    edits = may_edit(here.viewer)
    if not (of.running and edits) or of.shown_item(item) is not None:
        return ""
    try:
        engine = writable(here, SHOWN_ITEM)
        mark_shown(engine, here.viewer, of.key, item, end_screens.as_shown(here, of, item))
    except MilltirError as error:
        return notices.wording(here.text, error)
    return ""


def _bar(here: PageContext, of: Meeting, at: Position, trouble: str) -> None:
    text, edits = here.text, may_edit(here.viewer)
    with st.container(
        key="mt-meeting-bar", horizontal=True, vertical_alignment="center", gap="small"
    ):
        _step(here, "before", -1, ":material/arrow_back:")
        _step(here, "next", 1, ":material/arrow_forward:")
        st.button(
            text("meeting.at_opening"),
            icon=":material/list:",
            key="meeting-first",
            on_click=partial(state.update_view, held=Position(meeting=of.key).value),
        )
        place = _place(here, of, at)
        st.html(f'<span class="mt-meeting-at">{escape(place)}</span>', width="content")
        if edits:
            _hold(here, of, at)
            st.button(
                text("meeting.decide"),
                icon=":material/gavel:",
                key="meeting-decide",
                on_click=partial(state.update_view, mode=DECIDE, held=at.value),
            )
        item = of.item(at.item)
        page, query = linked(here, item) if item else ("", {})
        if page:
            own = {"projector": SWITCH[1], "held": at.value}
            st.page_link(
                page,
                label=text("meeting.open_page"),
                icon=":material/open_in_full:",
                query_params={**query, **own},
            )
        st.button(
            text("meeting.leave"),
            icon=":material/close:",
            key="meeting-leave",
            on_click=partial(state.update_view, mode="agenda", held=NOTHING, projector=SWITCH[0]),
        )
        if trouble:
            st.html(f'<span class="mt-meeting-trouble" role="alert">{escape(trouble)}</span>')
        with st.container(key="mt-meeting-said", width="stretch"):
            outcome.show()


def _place(here: PageContext, of: Meeting, at: Position) -> str:
    """Return which item of how many is shown, and whether it is being written down.

    Of the first screen, which has the button of the agenda beside it, only the latter.
    """
    text, keys = here.text, [one.key for one in of.items]
    words = []
    if at.item == CLOSING:
        words.append(text("meeting.at_closing"))
    elif at.item != OPENING:
        number, all_of = text.number(keys.index(at.item) + 1), text.number(len(keys))
        words.append(text("meeting.at", number=number, of=all_of))
    if of.running:
        words.append(text("meeting.is_running"))
    return " · ".join(words)


def _step(here: PageContext, name: str, by: int, icon: str) -> None:
    st.button(
        here.text(f"meeting.{name}"),
        icon=icon,
        key=f"meeting-{name}",
        on_click=partial(_move, here, by),
    )


def _move(here: PageContext, by: int) -> None:
    """Go on by a screen from where the meeting is by now, also after several quick presses."""
    part = state.current_view().of(MeetingsPart)
    # An address that was written by hand may name the meeting alone: that is its first screen.
    at = position_of(part.held) or Position(meeting=part.meeting)
    if of := meetings.meeting(here, at.meeting):
        state.update_view(held=stepped(screens.reader(here, of), of, at, by).value)


def stepped(reader: PageContext, of: Meeting, at: Position, by: int) -> Position:
    """Return the screen after another one, or the one before it; the same at either end."""
    screen = min(at.screen, _count(reader, of, at.item)) + by
    if 1 <= screen <= _count(reader, of, at.item):
        return Position(meeting=of.key, item=at.item, screen=screen)
    keys = [OPENING, *(one.key for one in of.items), CLOSING]
    place = keys.index(at.item) if at.item in keys else 0
    key = keys[min(max(place + by, 0), len(keys) - 1)]
    if key == at.item:
        return at
    return Position(meeting=of.key, item=key, screen=_count(reader, of, key) if by < 0 else 1)


def _count(reader: PageContext, of: Meeting, key: str) -> int:
    """Return how many screens an item has, or the first or the last page."""
    item = of.item(key)
    if item is not None:
        return screens.count(reader, item)
    return len(screens.of_page(reader, end_screens.page(reader, of, key)))


def _hold(here: PageContext, of: Meeting, at: Position) -> None:
    """Draw the button that starts the meeting on its first screen, or ends it on its last."""
    text, today = here.text, here.day.isoformat()
    if of.record.values["ended_on"]:
        st.html(
            f'<span class="mt-meeting-at">{escape(text("meeting.ended"))}</span>', width="content"
        )
    elif at.item == OPENING and not of.running:
        _button(here, of, "start", {"started_on": today, "ended_on": None})
    elif at.item == CLOSING and of.running:
        _button(here, of, "end", {"ended_on": today})
    elif not of.running:
        words = text("meeting.not_started")
        st.html(f'<span class="mt-meeting-at">{escape(words)}</span>', width="content")


def _button(here: PageContext, of: Meeting, name: str, fields: dict[str, str | None]) -> None:
    text = here.text

    def act() -> None:
        outcome.attempt(
            text,
            lambda: meeting_form.save_fields(here, of, **fields),
            text(f"meeting.{name}ed_now"),
        )

    st.button(
        text(f"meeting.{name}"),
        type="primary",
        key=f"meeting-{name}",
        on_click=act,
    )
