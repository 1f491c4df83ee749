"""A year's extension of an order in one line: the decision's day and reference, and a button."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import Engine

from components.forms import form, history, outcome
from components.forms.model import DAY, Cells, Input, RecordForm
from components.forms.stored_records import writable
from components.page_context import PageContext
from components.register_page.order_steps import steps_of
from components.ui import html
from data.errors import InvalidRecord
from data.messages import Message
from data.register.fields import shown
from data.register.order_events import (
    CONSULTATION,
    EXTENDED,
    MADE,
    faults_of,
    read_event,
    record_event,
)
from data.register.orders import CHECKS, EVENT, ORDER
from data.register.records import Record
from geo.orders.status import DUE_WITHIN, IN_FORCE, day_of, end_of_extension

INPUTS = (
    Input(name="day", label_key="extend.decided_on", kind=DAY, required=True),
    Input(name="reference", required=True),
)


def show(here: PageContext, order: Record) -> None:
    """Draw the line for an order in force that has a last day, and what the law asks for first."""
    end = day_of(order.values["expiry"])
    if order.values["status"] != IN_FORCE or end is None:
        return
    text, later = here.text, end_of_extension(end)
    own = RecordForm(
        kind=EVENT,
        name=f"extend-{order.key}",
        inputs=INPUTS,
        read=partial(_read, here, order, later),
        write=partial(_write, here, order),
        defaults={"day": shown(here.today.isoformat())},
    )
    day = text.day(later.isoformat())
    button = form.Button(
        label=text("extend.by_a_year", day=day),
        icon=":material/event_repeat:",
        primary=(end - here.today).days <= DUE_WITHIN[-1],
        in_line=True,
    )
    form.show(here, own, partial(_say, here, later), button=button)
    if said := _not_consulted(here, order):
        html.small_print([said])


def _read(
    here: PageContext, order: Record, later: dt.date, cells: Cells, record: str
) -> Mapping[str, Any]:
    """Return the step from what was typed, checked with the order's dates as they are shown."""
    del record
    step = read_event({**cells, "event": EXTENDED, "until": shown(later.isoformat())})
    faults = list(faults_of(step, order.values))
    today = here.today.isoformat()
    if not faults and step["day"] > today:
        expected = Message("order.decided", day=shown(today))
        faults.append(("day", expected, cells["day"]))
    if not step["reference"]:
        faults.append(("reference", Message("order.reference"), Message("found.none")))
    if faults:
        raise InvalidRecord(record=order.key, faults=tuple(faults))
    return step


def _write(
    here: PageContext, order: Record, engine: Engine, step: Mapping[str, Any], version: int
) -> Record:
    del engine, version  # Of a step: the order's are what counts.
    register = writable(here, ORDER)
    _, saved = record_event(register, here.viewer, order.key, step, version=order.version)
    return saved


def _say(here: PageContext, later: dt.date, saved: Record) -> None:
    day = here.text.day(later.isoformat())
    outcome.say(here.text("extend.done", day=day), change=history.latest(EVENT.name, saved.key))


def _not_consulted(here: PageContext, order: Record) -> str:
    """Return that no consultation is entered since the last decision; empty if there is one."""
    steps = [(one.values["event"], one.values["day"]) for one in steps_of(order)]
    decided = [day for event, day in steps if event in (MADE, EXTENDED)]
    last = max([*decided, order.values["start"] or ""])
    asked = [day for event, day in steps if event == CONSULTATION]
    asked += [order.values[name] for name in CHECKS if name.startswith("consulted")]
    if any(day and day > last for day in asked):
        return ""
    return here.text("extend.not_consulted", day=here.text.day(last)) if last else ""
