"""A priority, an objective or an indicator, or a new part of the plan."""

import streamlit as st

from components.forms import history, outcome, reading
from components.forms.stored_records import find
from components.page_context import PageContext
from components.plan_page import part_form
from components.plan_page.inputs import inputs_of
from components.plan_page.words import said
from components.queries.plan import PlanView
from components.text.direction import escape
from components.ui.html import escape_markdown
from components.view.entry import entry_of
from components.view.view import NOTHING
from data.register.kinds import KINDS
from data.register.plan.kinds import ACTION, INDICATOR, OBJECTIVE


def show(here: PageContext, view: PlanView, kind: str, key: str) -> None:
    """Draw a part of the plan with its form and its history, or the form of a new one."""
    text = here.text
    record = find(here, KINDS[kind], key) if key else None
    of = ""
    if record and kind == INDICATOR.name:
        of = entry_of(ACTION.name, str(record.values["action"]))
    part_form.back(here, of or NOTHING, "plan.back_to_action" if of else "plan.back")
    if key and record is None:
        st.title(text("plan.title"))
        st.html(f"<p>{escape(text('register.no_record', number=key))}</p>")
        return
    new = f"plan.new_{kind.removeprefix('plan_')}"
    if record is None and reading.reads_only(here):
        reading.page(here, new)
        return
    st.title(escape_markdown(said(text, record.values, "name")) if record else text(new))
    outcome.show()
    if record is None and kind in (ACTION.name, OBJECTIVE.name) and not view.plan.priorities:
        st.html(f"<p>{escape(text('plan.priority_first'))}</p>")
        return
    if kind == INDICATOR.name and record is None:
        st.html(f"<p>{escape(text('plan.indicator_first'))}</p>")
        return
    inputs = inputs_of(here, view, kind)
    defaults = {"priority": view.plan.priorities[0].key} if view.plan.priorities else {}
    also = {"updated": None} if kind == ACTION.name else {}
    if record and reading.reads_only(here):
        reading.say(here)
        reading.fields(here, kind, [one.name for one in inputs], record.values)
    elif record is None or not record.retired:
        part_form.show(here, view, KINDS[kind], inputs, record, also=also, defaults=defaults)
    if record:
        part_form.retire_button(here, KINDS[kind], record)
        with st.expander(text("register.history")):
            history.show(here, kind=kind, record=key)
