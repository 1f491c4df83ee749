"""The form for what is decided at a meeting, which can become an action or a response."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from components import queries
from components.forms import form, outcome
from components.forms.model import CHOICE, DAY, LONG, Cells, Input, RecordForm
from components.forms.stored_records import writable
from components.meetings_page.view_part import SHOW, Position
from components.packs import agenda
from components.packs.pages import saved_views
from components.page_context import PageContext
from components.plan_page.words import numbered
from components.responses_page.new_response import with_place
from components.ui import html
from components.view import state
from data.errors import InvalidRecord
from data.register.meetings.fields import read_meeting_fields
from data.register.meetings.holding import BECOMES, check_becomes, decide
from data.register.meetings.kinds import DECISION, PRIORITY_ITEM, VIEW, Meeting
from data.register.plan.fields import read_plan_fields
from data.register.plan.kinds import ACTION
from data.register.records import Record
from data.register.responses.kinds import RESPONSE
from data.schema import ASB

# OF_FORM: what is typed that is no field of the decision.
BECOMES_FIELD, PRIORITY_FIELD = OF_FORM = ("becomes", "decision_priority")


def show(here: PageContext, of: Meeting, at: Position) -> None:
    """Draw what was decided at the item so far, and the form."""
    text, item = here.text, of.item(at.item)
    st.title(text("meeting.decide"))
    outcome.show()
    if item is not None:
        html.subtitle(text("meeting.decide_at", item=agenda.name_of(here, item)))
    st.button(
        text("meeting.back_to_screen"),
        icon=":material/arrow_back:",
        type="tertiary",
        key="decide-back",
        on_click=partial(state.update_view, mode=SHOW),
    )
    inputs = _inputs(here)
    own = RecordForm(
        kind=DECISION,
        inputs=inputs,
        read=lambda cells, number: _read(here, cells),
        write=partial(_write, here, of, item),
        defaults={PRIORITY_FIELD: _priority_of(item)},
        name=f"decision-{of.key}-{at.item}",
    )
    form.show(
        here,
        own,
        lambda now: _saved(here, now),
        button=form.Button(label=text("meeting.save_decision")),
    )


def _inputs(here: PageContext) -> tuple[Input, ...]:
    text, language = here.text, here.view.lang
    priorities = queries.plan.plan_view(here.key, here.today).plan.priorities
    names = {one.key: numbered(text, one) for one in priorities}
    kinds = tuple(kind for kind in BECOMES if names or kind != ACTION.name)
    found = [
        Input(name=f"decision_{language}", kind=LONG, required=True, height=90),
        Input(name=f"role_{language}", label_key=f"field.decision_role_{language}", helped=True),
        Input(name="due", kind=DAY),
        Input(
            name=BECOMES_FIELD,
            kind=CHOICE,
            options=kinds,
            words=lambda kind: text(f"becomes.{kind}"),
        ),
    ]
    if names:
        found.append(
            Input(
                name=PRIORITY_FIELD,
                kind=CHOICE,
                options=tuple(names),
                words=lambda key: names.get(key, key),
            )
        )
    return tuple(found)


def _priority_of(item: Record | None) -> str:
    """Return the priority that an item is about; empty if it is about none."""
    is_one = item is not None and item.values["item_kind"] == PRIORITY_ITEM
    return str(item.values["target"]) if item is not None and is_one else ""


def _read(here: PageContext, cells: Cells) -> Mapping[str, Any]:
    """Return the fields of the decision, and what it becomes; raise with every fault."""
    own = {name: cell for name, cell in cells.items() if name not in OF_FORM}
    becomes, priority = cells.get(BECOMES_FIELD, ""), cells.get(PRIORITY_FIELD, "")
    faults: list[Any] = []
    try:
        fields = read_meeting_fields(DECISION, own)
    except InvalidRecord as error:
        faults, fields = list(error.faults), {}
    faults += check_becomes(becomes, priority)
    if faults:
        raise InvalidRecord(record="", faults=tuple(faults))
    return {**fields, BECOMES_FIELD: becomes, PRIORITY_FIELD: priority}


def _write(
    here: PageContext,
    of: Meeting,
    item: Record | None,
    engine: Engine,
    values: Mapping[str, Any],
    version: int,
) -> Record:
    own = {name: value for name, value in values.items() if name not in OF_FORM}
    own |= {"meeting": of.key, "item": item.key if item else None}
    becomes = values[BECOMES_FIELD]
    fields: Mapping[str, Any] = {}
    if becomes == ACTION.name:
        fields = _action(here, values)
    elif becomes == RESPONSE.name:
        writable(here, RESPONSE)  # What came by file is taken over before the first is added.
        fields = _response(here, item, values)
    return decide(engine, here.viewer, own, becomes, fields)


def _action(here: PageContext, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of the action of the plan that a decision becomes."""
    language = here.view.lang
    cells = {
        "priority": values[PRIORITY_FIELD],
        f"name_{language}": values[f"decision_{language}"],
        f"role_{language}": values[f"role_{language}"],
        "deadline": here.text.day(values["due"]) if values["due"] else None,
    }
    return read_plan_fields(ACTION, cells)


def _response(
    here: PageContext, item: Record | None, values: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return the fields of the response that a decision becomes, about the item's place."""
    language = here.view.lang
    fields = {
        f"name_{language}": values[f"decision_{language}"],
        f"objective_{language}": values[f"decision_{language}"],
        f"lead_{language}": values[f"role_{language}"],
        "due": values["due"],
        "stage": "objective",
        "kind": "other",
        "counted": ASB,
        "measure": "count",
        "started_on": here.day.isoformat(),
    }
    if item is not None and item.values["item_kind"] == VIEW:
        place = saved_views.read(here, str(item.values["target"] or "")).view.place
        fields |= with_place(here, {"place": place}) if place else {}
    return fields


def _saved(here: PageContext, now: Record) -> None:
    became = str(now.values["became"] or "")
    state.update_view(mode=SHOW)
    words = f"meeting.decided_{became}" if became else "meeting.decided"
    outcome.say(here.text(words, number=str(now.values["became_key"] or "")))
