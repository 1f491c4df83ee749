"""A form for a part of the plan, and the buttons that retire it or bring it back."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.forms import form, outcome
from components.forms.model import Input, RecordForm
from components.forms.stored_records import writable
from components.page_context import PageContext
from components.plan_page.inputs import reader
from components.queries.plan import PlanView
from components.view import state
from components.view.entry import entry_of
from components.view.view import NOTHING
from data.access.permissions import may_edit
from data.register.editing.saving import retire
from data.register.records import Record, RecordKind


def show(
    here: PageContext,
    view: PlanView,
    kind: RecordKind,
    inputs: Sequence[Input],
    record: Record | None,
    *,
    name: str = "",
    also: Mapping[str, Any] | None = None,
    defaults: Mapping[str, str] | None = None,
    stay: bool = False,
) -> None:
    """Draw the form of a record, new or existing; `also` are fields that are saved with it.

    After it is saved its page is opened, unless the viewer is to `stay` on this one.
    """

    def saved(now: Record) -> None:
        if not stay:
            state.update_view(item=entry_of(kind.name, now.key))
        outcome.say(here.text("register.saved"))

    form.show(
        here,
        RecordForm(
            kind=kind,
            inputs=tuple(inputs),
            read=reader(view, kind, record, also or {}),
            record=record,
            defaults=defaults or {},
            name=name,
        ),
        saved,
    )


def back(here: PageContext, item: str = NOTHING, label: str = "plan.back") -> None:
    """Draw the button that leads back to the whole plan, or to a part of it."""
    st.button(
        here.text(label),
        icon=":material/arrow_back:",
        type="tertiary",
        key="plan-back",
        on_click=partial(state.update_view, item=item),
    )


def retire_button(here: PageContext, kind: RecordKind, record: Record) -> None:
    """Draw the button that retires a part of the plan, or brings it back; for editors only."""
    if not may_edit(here.viewer):
        return
    st.button(
        here.text("register.restore" if record.retired else "register.retire"),
        icon=":material/undo:" if record.retired else ":material/archive:",
        key=f"retire-{record.key}",
        help=None if record.retired else here.text("plan.retire_help"),
        on_click=partial(_retire, here, kind, record),
    )


def _retire(here: PageContext, kind: RecordKind, record: Record) -> None:
    def act() -> None:
        engine = writable(here, kind)
        back = record.retired
        retire(engine, here.viewer, kind, record.key, version=record.version, back=back)

    done = "register.restored" if record.retired else "register.retired_now"
    outcome.attempt(here.text, act, here.text(done))
