"""The indicators of an action: their values by quarter, as a chart and a table, and their form."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from components.forms import form, outcome
from components.forms.model import RecordForm
from components.forms.stored_records import find, writable
from components.forms.who_and_when import editor
from components.page_context import PageContext
from components.plan_page import indicator_chart, indicator_picture
from components.plan_page.inputs import note, reader, value
from components.plan_page.words import limits, number, quarter, said, with_unit
from components.queries.plan import ActionView, IndicatorView, PlanView
from components.snapshot.charts import on_page
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.ui import html, tables
from components.ui.routes import ADDRESS_OF, PLAN
from components.view import state
from components.view.entry import entry_of
from data.access.permissions import may_edit
from data.register.editing.saving import save
from data.register.plan.kinds import ACTION, INDICATOR, VALUE, value_key
from data.register.plan.saving import save_value
from data.register.records import Record
from geo.plan.quarters import QUARTERS, quarter_of

# How many quarters can be chosen, the current one first.
QUARTERS_BACK = 8


def show(here: PageContext, view: PlanView, action: ActionView) -> None:
    """Draw each indicator."""
    if not action.indicators:
        st.html(f"<p>{escape(here.text('plan.no_indicators'))}</p>")
    for one in action.indicators:
        _one(here, view, one)


def _one(here: PageContext, view: PlanView, one: IndicatorView) -> None:
    text, values = here.text, one.record.values
    html.heading(said(text, values, "name"), level=3)
    st.html(f"<p class='mt-small'>{escape(_aim(text, one))}</p>")
    if one.numbers.readings:
        alt = _alt(text, one)
        chart, table = st.columns([5, 4], gap="medium")
        with chart:
            on_page.show(
                here,
                indicator_chart.chart(here, one),
                partial(indicator_picture.picture, here, one, alt),
                alt=alt,
                key=f"plan-chart-{one.record.key}",
                page=ADDRESS_OF[PLAN],
                name=indicator_picture.name_of(here, one),
            )
        with table, st.container(key=f"mt-quarters-{one.record.key}"):
            _table(text, one)
    if not may_edit(here.viewer):
        return
    with st.expander(text("plan.enter_note" if one.linked else "plan.enter_value")):
        _value_form(here, view, one)
    st.button(
        text("plan.change_indicator"),
        type="tertiary",
        icon=":material/edit:",
        key=f"edit-{one.record.key}",
        on_click=partial(state.update_view, item=entry_of(INDICATOR.name, one.record.key)),
    )


def _aim(text: Text, one: IndicatorView) -> str:
    """Return baseline, target and direction, and whether a data version fills the values in."""
    values = one.record.values
    parts = [
        text(f"plan.{name}", value=with_unit(text, one, str(values[name])))
        for name in ("baseline", "target")
        if values[name]
    ]
    if one.numbers.way:
        parts.append(text(f"plan_direction.{one.numbers.way}"))
    line = ". ".join(parts)
    if one.linked:
        line = f"{line}. {text('plan.is_linked')}" if line else text("plan.is_linked")
    return line


def _alt(text: Text, one: IndicatorView) -> str:
    told = [
        f"{quarter(text, r.year, r.quarter)}: {number(text, r.value)}" for r in one.numbers.readings
    ]
    return text(
        "plan.chart_alt", indicator=said(text, one.record.values, "name"), values=", ".join(told)
    )


def _table(text: Text, one: IndicatorView) -> None:
    """Draw the value of each quarter with its range or its note, and who entered it.

    Nobody enters the values that a data version fills in.
    """
    readings = {(r.year, r.quarter): r for r in one.numbers.readings}
    rows, entered = [], []
    for when in sorted({*readings, *one.values}, reverse=True)[:QUARTERS_BACK]:
        reading, record = readings.get(when), one.values.get(when)
        typed = record.values["value"] if record and not one.linked else None
        shown = number(text, reading.value) if reading else typed or DASH
        words = [limits(text, reading)] if reading else []
        if record:
            words.append(said(text, record.values, "note"))
        rows.append([quarter(text, *when), shown, " ".join(filter(None, words)) or DASH])
        entered.append(_entered(text, record) if record else "")
    heads = [text(f"plan_column.{name}") for name in ("quarter", "value", "note")]
    table = pd.DataFrame(rows, columns=heads)
    if any(entered):
        table[text("field.entered_by")] = [who or DASH for who in entered]
    tables.show_plain(table, numbers=[heads[1]])


def _entered(text: Text, record: Record) -> str:
    """Return who entered the value of a quarter, and on which day."""
    who, day = record.values["entered_by"], record.values["entered_on"]
    return ", ".join([*([editor(text, who)] if who else []), *([text.day(day)] if day else [])])


def _value_form(here: PageContext, view: PlanView, one: IndicatorView) -> None:
    """Draw the form of a quarter; the value of a linked indicator can't be typed."""
    text, key = here.text, one.record.key
    year, now = quarter_of(here.today)
    every = [(year, q) for q in QUARTERS if q <= now]
    every = [(y, q) for y in (year - 1,) for q in QUARTERS] + every
    options = [value_key(key, *when) for when in reversed(every)]
    names = {value_key(key, *when): quarter(text, *when) for when in every}
    # The latest quarter that is over, which is reported on now.
    chosen = st.selectbox(
        text("plan.which_quarter"),
        options,
        index=1,
        format_func=lambda option: names[option],
        key=f"quarter-{key}",
    )
    when = next(each for each in every if value_key(key, *each) == chosen)
    found = find(here, VALUE, chosen)
    if found is None or found.retired:
        nothing = dict.fromkeys(VALUE.fields)
        found = Record(key=chosen, values={**nothing, "indicator": key}, version=0)
    if one.linked:
        st.html(f"<p class='mt-small'>{escape(text('plan.cannot_type'))}</p>")
    elif found.values["entered_on"]:
        day = text.day(found.values["entered_on"])
        st.html(f"<p class='mt-small'>{escape(text('plan.entered', day=day))}</p>")
    quarter_of_it = {"year": when[0], "quarter": when[1]}

    def write(engine: Engine, values: Mapping[str, Any], version: int) -> Record:
        typed = {**values, **quarter_of_it}
        now = save_value(engine, here.viewer, key, typed, today=here.today, version=version)
        _reported(here, str(one.record.values["action"]))
        return now

    form.show(
        here,
        RecordForm(
            kind=VALUE,
            inputs=note() if one.linked else value(),
            read=reader(view, VALUE, found, quarter_of_it),
            write=write,
            record=found,
            name="plan-value",
        ),
        lambda now: outcome.say(text("register.saved")),
    )


def _reported(here: PageContext, action: str) -> None:
    """Store that somebody has reported on an action today."""
    record = find(here, ACTION, action)
    if record:
        today = {"updated": here.today.isoformat()}
        engine = writable(here, ACTION)
        save(engine, here.viewer, ACTION, today, key=action, version=record.version)


def nothing_new(here: PageContext, record: Record) -> None:
    """Draw the button that says that an action was looked at and nothing has changed."""

    def act() -> None:
        today = {"updated": here.today.isoformat()}
        engine = writable(here, ACTION)
        save(engine, here.viewer, ACTION, today, key=record.key, version=record.version)

    def press() -> None:
        outcome.attempt(here.text, act, here.text("plan.nothing_new_said"))

    st.button(
        here.text("plan.nothing_new"),
        icon=":material/check_circle:",
        key="plan-nothing-new",
        on_click=press,
    )
