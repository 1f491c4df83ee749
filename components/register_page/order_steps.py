"""The life of an order: the steps so far, a form for the next one, and what the law asks for."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import queries
from components.forms import form, outcome
from components.forms.model import RecordForm
from components.forms.stored_records import writable
from components.page_context import PageContext
from components.queries.cache import or_last_read
from components.register_page.inputs import event_inputs
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from data.access.permissions import may_edit
from data.register.fields import shown
from data.register.order_events import (
    CONSULTATION,
    DISCHARGED,
    EXTENDED,
    MADE,
    events_of,
    read_event,
    record_event,
)
from data.register.orders import CHECKS, DRAFTED, EVENT, ORDER
from data.register.records import Record
from geo.orders.status import CONSULTATION as CONSULTED
from geo.orders.status import IN_FORCE, day_of, end_of_extension, is_within_term

# The step that usually comes next, by the order's status.
NEXT = {DRAFTED: CONSULTATION, CONSULTED: MADE, IN_FORCE: EXTENDED}


def show(here: PageContext, order: Record) -> None:
    """Draw the steps, for editors the form for another one, and the checklist."""
    text = here.text
    _timeline(text, steps_of(order))
    if may_edit(here.viewer):
        st.html(f'<h3 class="mt-part">{escape(text("steps.next"))}</h3>')
        _next(here, order)
    st.html(f'<h3 class="mt-part">{escape(text("steps.law"))}</h3>')
    _checklist(text, order)


def steps_of(order: Record) -> list[Record]:
    """Return the steps of an order, the latest first."""
    return [*_steps_of(order.key)]


@or_last_read(200)
def _steps_of(order: str) -> list[Record]:
    engine = queries.current_store.existing_register()
    return events_of(engine, order) if engine else []


def _timeline(text: Text, steps: list[Record]) -> None:
    if not steps:
        st.html(f"<p>{escape(text('steps.none'))}</p>")
        return
    rows = "".join(f"<li>{_step(text, one.values)}</li>" for one in steps)
    st.html(f'<ul class="mt-timeline">{rows}</ul>')


def _step(text: Text, values: Mapping[str, Any]) -> str:
    """Return a step as HTML; a link is one only if it begins like an address of the web."""
    parts = [f"<strong>{escape(text('event.' + str(values['event'])))}</strong>"]
    parts.append(escape(text.day(values["day"])))
    if values["until"]:
        parts.append(escape(text("steps.until", day=text.day(values["until"]))))
    if values["reference"]:
        parts.append(escape(values["reference"]))
    if link := values["link"]:
        is_address = link.startswith(("https://", "http://"))
        parts.append(
            f'<a href="{escape(link)}" rel="noopener">{escape(link)}</a>'
            if is_address
            else escape(link)
        )
    said = " · ".join(parts)
    return said + (f"<p>{escape(values['note'])}</p>" if values["note"] else "")


def _next(here: PageContext, order: Record) -> None:
    """Draw the form for another step, which usually is the one after the order's status."""
    status = order.values["status"]
    own = RecordForm(
        kind=EVENT,
        name=f"step-{order.key}",
        inputs=event_inputs(here),
        read=lambda cells, record: read_event(cells),
        write=lambda engine, values, version: _write(here, order, values),
        defaults={
            "event": NEXT.get(status, DISCHARGED),
            "day": shown(here.today.isoformat()),
            "until": _usual_end(here, order),
        },
    )
    form.show(
        here,
        own,
        lambda saved: outcome.say(here.text("steps.saved")),
        button=form.Button(label=here.text("steps.save")),
    )


def _write(here: PageContext, order: Record, values: Mapping[str, Any]) -> Record:
    register = writable(here, ORDER)
    _, step = record_event(register, here.viewer, order.key, values, version=order.version)
    return step


def _usual_end(here: PageContext, order: Record) -> str:
    """Return the last day of a year's extension; empty for any other step."""
    expiry = day_of(order.values["expiry"])
    if order.values["status"] != IN_FORCE or expiry is None:
        return ""
    return shown(end_of_extension(expiry).isoformat())


def _checklist(text: Text, order: Record) -> None:
    """Draw the steps that the law asks for, each with its day or that it is open."""
    rows = []
    for name in CHECKS:
        day = order.values[name]
        mark = "✓" if day else "○"
        when = text.day(day) if day else text("steps.open")
        rows.append((mark, text(f"field.{name}"), when))
    start = day_of(order.values["term_from"] or order.values["start"])
    end = day_of(order.values["expiry"])
    if start and end:
        fits = is_within_term(start, end)
        rows.append(("✓" if fits else "▲", text("steps.three_years"), text.day(end.isoformat())))
    items = "".join(
        f"<li><span aria-hidden='true'>{mark}</span> {escape(label)}: {escape(when or DASH)}</li>"
        for mark, label, when in rows
    )
    st.html(f'<ul class="mt-checklist">{items}</ul>')
    st.html(f'<p class="mt-small">{escape(text("steps.where"))}</p>')
