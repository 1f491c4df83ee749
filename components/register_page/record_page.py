"""The page of one record: what can be done with it, its form, its place, its history."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.forms import form, history, outcome, reading
from components.forms.model import Cells, RecordForm
from components.forms.stored_records import find, parts_of, writable
from components.page_context import PageContext
from components.register_page import area_tab, extension, order_steps
from components.register_page.inputs import inputs_of, read_group
from components.register_page.view_part import GROUPS, ORDERS
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import routes
from components.ui.html import escape_markdown
from components.view import state
from components.view.entry import entry_of
from components.view.view import NOTHING
from data.register.editing.saving import retire, save
from data.register.groups import GROUP
from data.register.orders import ORDER, read_order
from data.register.records import Record
from geo.orders.status import IN_FORCE, LAPSED, day_of

KINDS = {GROUPS: GROUP, ORDERS: ORDER}


def show(here: PageContext, kind: str, key: str) -> None:
    """Draw a record, or the form for a new one if there is no number."""
    text = here.text
    st.button(
        text("register.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        key="register-back",
        on_click=lambda: state.update_view(record=NOTHING),
    )
    record = find(here, KINDS[kind], key) if key else None
    if key and record is None:
        st.title(text("register.title"))
        outcome.show()
        st.html(f"<p>{escape(text('register.no_record', number=key))}</p>")
        return
    if record is None and reading.reads_only(here):
        reading.page(here, f"register.new_{kind}")
        return
    if record is None:
        st.title(text(f"register.new_{kind}"))
        outcome.show()
        _form(here, kind, None)
        return
    st.title(escape_markdown(_name(text, record)))
    outcome.show(text, partial(history.take_back, here))
    _status(here, kind, record)
    if record.retired:
        return
    _tabs(here, kind, record)


def _name(text: Text, record: Record) -> str:
    names = dict(record.values)
    names["name_cy"] = names["name_cy"] or names["name_en"]
    return text.name(names)


def _status(here: PageContext, kind: str, record: Record) -> None:
    """Draw the record's state in a sentence, what is done with one press, and the extension.

    Those who may not edit have the way to the order's page, and the sentence that says so.
    """
    text, edits = here.text, not reading.reads_only(here)
    said = _group_sentence(text, record) if kind == GROUPS else _order_sentence(here, record)
    if record.retired:
        said = text("register.retired")
    st.html(f'<p class="mt-second">{escape(said)}</p>')
    with st.container(key="mt-record-acts", horizontal=True, vertical_alignment="center"):
        if edits and kind == GROUPS and not record.retired:
            st.button(
                text("register.still_right"),
                icon=":material/check_circle:",
                type="primary",
                key="still-right",
                on_click=partial(confirm, here, record),
            )
        if kind == ORDERS and not record.retired:
            st.page_link(
                routes.ORDERS,
                label=text("register.see_order"),
                icon=":material/visibility:",
                query_params=here.view.address(order=record.key, record=NOTHING),
            )
        if edits:
            _retire_button(here, kind, record)
    if not edits:
        reading.say(here)
    elif kind == ORDERS and not record.retired:
        extension.show(here, record)


def _retire_button(here: PageContext, kind: str, record: Record) -> None:
    text = here.text
    st.button(
        text("register.restore" if record.retired else "register.retire"),
        icon=":material/undo:" if record.retired else ":material/archive:",
        key="retire",
        help=None if record.retired else text("register.retire_help"),
        on_click=partial(_retire, here, kind, record),
    )


def _group_sentence(text: Text, record: Record) -> str:
    day = record.values["last_confirmed"]
    if not day:
        return text("register.never_confirmed")
    return text("register.confirmed", day=text.day(day))


def _order_sentence(here: PageContext, record: Record) -> str:
    """Return the status of an order; its last day if it is in force until then, or was."""
    text, values = here.text, record.values
    state_, end = values["status"], day_of(values["expiry"])
    name = text(f"order_state.{state_}")
    said = f"{name[:1].upper()}{name[1:]}."
    if end and end < here.today and state_ in (IN_FORCE, LAPSED):
        said = text("register.order_ended", day=text.day(values["expiry"]))
    elif end and state_ == IN_FORCE:
        said = text("register.order_until", day=text.day(values["expiry"]))
    return said if values["area"] else f"{said} {text('register.no_area')}"


def _tabs(here: PageContext, kind: str, record: Record) -> None:
    """Draw the form, the steps of an order, the map and the history.

    Those who may not edit read the fields instead, and have no map to draw on.
    """
    edits, where = not reading.reads_only(here), f"where_{kind}"
    names = ["details", *(["steps"] if kind == ORDERS else []), *([where] if edits else [])]
    names.append("history")
    labels = [here.text(f"register.{name}") for name in names]
    drawn = st.tabs(labels, key=f"register-tabs-{record.key}")
    tabs = dict(zip(names, drawn, strict=True))
    with tabs["details"]:
        if edits:
            _form(here, kind, record)
        else:
            inputs = [one.name for one in inputs_of(here, kind)]
            reading.fields(here, KINDS[kind].name, inputs, record.values)
    if kind == ORDERS:
        with tabs["steps"]:
            order_steps.show(here, record)
    if edits:
        with tabs[where]:
            (area_tab.of_order if kind == ORDERS else area_tab.of_group)(here, record)
    with tabs["history"]:
        also = parts_of(KINDS[kind], record.key)
        history.show(here, kind=kind, record=record.key, also=also)


def _form(here: PageContext, kind: str, record: Record | None) -> None:
    def read(cells: Cells, number: str) -> Mapping[str, Any]:
        if kind == GROUPS:
            return read_group(here, cells, record)
        return read_order(cells, record=number)

    def saved(now: Record) -> None:
        state.update_view(record=entry_of(kind, now.key))
        said = [here.text("register.saved")]
        if kind == GROUPS and now.values["postcode"] and now.values["x"] is None:
            said.append(here.text("register.no_such_postcode", postcode=now.values["postcode"]))
        outcome.say(" ".join(said))

    form.show(
        here,
        RecordForm(kind=KINDS[kind], inputs=tuple(inputs_of(here, kind)), read=read, record=record),
        saved,
    )


def confirm(here: PageContext, record: Record) -> None:
    """Save that a group's details still hold today; the run that follows says so."""
    today = {"last_confirmed": here.today.isoformat()}

    def act() -> None:
        engine = writable(here, GROUP)
        save(engine, here.viewer, GROUP, today, key=record.key, version=record.version)

    said = here.text("register.confirmed_now", name=_name(here.text, record))
    if outcome.attempt(here.text, act, said):
        outcome.say(said, change=history.latest(GROUP.name, record.key))


def _retire(here: PageContext, kind: str, record: Record) -> None:
    def act() -> None:
        engine = writable(here, KINDS[kind])
        retire(
            *(engine, here.viewer, KINDS[kind], record.key),
            version=record.version,
            back=record.retired,
        )

    done = "register.restored" if record.retired else "register.retired_now"
    outcome.attempt(here.text, act, here.text(done))
