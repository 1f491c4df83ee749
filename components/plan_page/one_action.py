"""One action: its status and why, its indicators, the report on it, its details, its history."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.forms import history, outcome, reading
from components.forms.stored_records import find, parts_of
from components.page_context import PageContext
from components.plan_page import indicators, part_form, sentences
from components.plan_page.action_list import badge
from components.plan_page.inputs import details, indicator, progress
from components.plan_page.words import deadline, numbered, said
from components.queries.plan import ActionView, PlanView
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import html
from components.ui.html import escape_markdown
from data.register.plan.kinds import ACTION, INDICATOR
from data.register.records import Record

TABS = ("values", "report", "details", "history")
# TO_READ: the tabs of those who may not edit.
TO_READ = ("values", "history")


def show(here: PageContext, view: PlanView, key: str) -> None:
    """Draw the action; for one that is retired only what it was, and how it comes back."""
    text = here.text
    part_form.back(here)
    record = find(here, ACTION, key)
    one = view.actions.get(key)
    if record is None:
        st.title(text("plan.title"))
        st.html(f"<p>{escape(text('register.no_record', number=key))}</p>")
        return
    st.title(escape_markdown(numbered(text, record)))
    outcome.show()
    if one is None:
        retired = "register.retired" if record.retired else "plan.part_retired"
        st.html(f"<p class='mt-second'>{escape(text(retired))}</p>")
        part_form.retire_button(here, ACTION, record)
        return
    _status(text, one)
    _facts(text, one)
    edits = not reading.reads_only(here)
    if not edits:
        reading.say(here)
    names = TABS if edits else TO_READ
    drawn = st.tabs([text(f"plan_tab.{name}") for name in names], key="plan-tabs")
    tabs = dict(zip(names, drawn, strict=True))
    with tabs["values"]:
        indicators.show(here, view, one)
    if edits:
        _forms(here, view, record, tabs)
    with tabs["history"]:
        # With those of its indicators and of their values.
        history.show(here, kind=ACTION.name, record=key, also=parts_of(ACTION, key))


def _forms(
    here: PageContext, view: PlanView, record: Record, tabs: Mapping[str, DeltaGenerator]
) -> None:
    """Draw the forms of a new indicator, of the report, and of the details."""
    with tabs["values"], st.expander(here.text("plan.new_indicators")):
        also = {"action": record.key}
        part_form.show(here, view, INDICATOR, indicator(here), None, also=also, stay=True)
    with tabs["report"]:
        today = {"updated": here.today.isoformat()}
        part_form.show(
            *(here, view, ACTION, progress(here), record), name="plan-report", also=today, stay=True
        )
        indicators.nothing_new(here, record)
    with tabs["details"]:
        part_form.show(
            here, view, ACTION, details(here, view), record, name="plan-details", stay=True
        )
        part_form.retire_button(here, ACTION, record)


def _status(text: Text, one: ActionView) -> None:
    by = text("plan.set_by_hand" if one.status.by_hand else "plan.by_rule")
    lines = sentences.status(text, one)
    st.html(
        f'<p class="mt-lead">{badge(text, one.status.status)}, {escape(by)}.</p>'
        + "".join(f"<p class='mt-second'>{escape(line)}</p>" for line in lines)
    )
    html.lines(sentences.faults(text, one), html.CAVEATS)


def _facts(text: Text, one: ActionView) -> None:
    """Draw what the action is about, as a list of terms."""
    values = one.record.values
    updated = one.progress.updated
    facts = {
        "priority": numbered(text, one.priority),
        "objective": numbered(text, one.objective) if one.objective else "",
        "role": said(text, values, "role"),
        "partners": said(text, values, "partners"),
        "deadline": deadline(text, one.progress.deadline),
        "points": said(text, values, "points"),
        "cross": values["cross"] or "",
        "comments": said(text, values, "comments"),
        "updated": text.day(updated.isoformat()) if updated else text("plan.never_updated"),
    }
    rows = "".join(
        f"<dt>{escape(text(f'plan_fact.{name}'))}</dt><dd>{escape(words)}</dd>"
        for name, words in facts.items()
        if words
    )
    st.html(f"<dl class='mt-facts'>{rows}</dl>")
