"""The form of a meeting: a new one, one that is changed, or a copy for the next month."""

from functools import partial

import streamlit as st
from sqlalchemy import Engine

from components.forms import form, outcome
from components.forms.model import CHOICE, DAY, Cells, Input, RecordForm, shown_cells
from components.forms.stored_records import writable
from components.packs.pages.saved_views import moved_on
from components.page_context import PageContext
from components.ui import html
from components.view import state
from components.view.view import NOTHING
from data.register.editing.saving import save
from data.register.meetings.agenda import copy_meeting
from data.register.meetings.fields import read_meeting_fields
from data.register.meetings.kinds import AUDIENCES, MEETING, Meeting
from data.register.records import Record
from geo.period import months_between


def new(here: PageContext) -> None:
    """Draw the form of a new meeting."""
    text = here.text
    back(here, NOTHING)
    st.title(text("meetings.new"))
    outcome.show()
    html.lead_sentence(text("meetings.new_how"))
    latest = here.latest().last
    inputs = inputs_of(here)
    own = RecordForm(
        kind=MEETING,
        inputs=inputs,
        read=lambda cells, number: {**_read(cells), "month": latest},
        defaults=shown_cells(text, inputs, {"audience": "partner"}),
        name="meeting",
    )
    form.show(
        here,
        own,
        partial(_opened, here, "meeting.made"),
        button=form.Button(label=text("meetings.make")),
    )


def change(here: PageContext, of: Meeting) -> None:
    """Draw the form of a meeting that there is."""
    own = RecordForm(
        kind=MEETING,
        inputs=inputs_of(here),
        read=lambda cells, number: read_meeting_fields(
            MEETING, cells, record=number, now=of.record.values
        ),
        record=of.record,
        name="meeting",
    )
    form.show(here, own, partial(_opened, here, "register.saved"))


def copy(here: PageContext, of: Meeting) -> None:
    """Draw the form of a meeting with the same agenda, and what its periods will be."""
    text, latest = here.text, here.latest().last
    months = months_between(str(of.record.values["month"] or latest), latest)
    back(here, of.key)
    st.title(text("meeting.copy"))
    outcome.show()
    html.lead_sentence(_moves(here, of, months))
    inputs = inputs_of(here)
    given = {**of.record.values, "day": None}

    def write(engine: Engine, values: dict, version: int) -> Record:
        moved = partial(moved_on, months=months, known=here.months)
        return copy_meeting(engine, here.viewer, of.key, values, moved)

    own = RecordForm(
        kind=MEETING,
        inputs=inputs,
        read=lambda cells, number: {**_read(cells), "month": latest},
        write=write,  # type: ignore[arg-type]
        defaults=shown_cells(text, inputs, given),
        name=f"meeting-copy-{of.key}",
    )
    form.show(
        here,
        own,
        partial(_opened, here, "meeting.copied"),
        button=form.Button(label=text("meeting.copy_now")),
    )


def _moves(here: PageContext, of: Meeting, months: int) -> str:
    """Return by how many months the periods of the agenda move on, and how many items stay."""
    text = here.text
    pinned = sum(bool(one.values["pinned"]) for one in of.items)
    said = text.plural("meeting.moves_on", months) if months else text("meeting.no_new_month")
    return f"{said} {text.plural('meeting.stay', pinned)}" if pinned else said


def inputs_of(here: PageContext) -> tuple[Input, ...]:
    """Return the inputs of a meeting: its title in both languages, its day and its readers."""
    text = here.text
    own, other = sorted(("title_en", "title_cy"), key=lambda name: name[-2:] != text.language)
    return (
        Input(name=own, required=True),
        Input(name=other),
        Input(name="day", label_key="field.meeting_day", kind=DAY, required=True),
        Input(
            name="audience",
            label_key="field.meeting_audience",
            kind=CHOICE,
            required=True,
            options=tuple(one.name.lower() for one in AUDIENCES),
            words=lambda name: text(f"audience_of_meeting.{name}"),
            helped=True,
        ),
    )


def back(here: PageContext, meeting: str) -> None:
    """Draw the button that leads back to all meetings, or to one of them."""
    st.button(
        here.text("meeting.back" if meeting else "meetings.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        key="meetings-back",
        on_click=partial(state.update_view, meeting=meeting, mode="agenda", held=NOTHING),
    )


def _read(cells: Cells) -> dict:
    return read_meeting_fields(MEETING, cells)


def _opened(here: PageContext, words: str, now: Record) -> None:
    state.update_view(meeting=now.key, mode="agenda")
    outcome.say(here.text(words))


def save_fields(here: PageContext, of: Meeting, **fields: str | None) -> None:
    """Save fields of a meeting that nobody types."""
    engine = writable(here, MEETING)
    save(engine, here.viewer, MEETING, fields, key=of.key, version=of.record.version)
