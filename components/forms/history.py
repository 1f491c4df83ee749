"""The history of a record or of the whole register, each change with its undo."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from components import queries
from components.forms import outcome
from components.forms.model import CHOICE, YES_NO, Input, shown_cells
from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from components.view import state
from components.view.viewer import LOCAL
from data.register.history import Change, changes
from data.register.records import REFUSED, UNDONE
from data.register.undoing import undo

# The clock of the people who work with the register.
CLOCK = ZoneInfo("Europe/London")
# How many changes are drawn at first, and how many more at each press.
AT_FIRST, MORE = 10, 20
# The fields of a place, which no sentence can show.
PLACES = {"area", "x", "y"}
# The most characters of a field that are drawn.
LONGEST = 120
# The inputs of a kind of record, which have the words of its options; its title; its link.
InputsOf = Callable[[str], Sequence[Input]]
TitleOf = Callable[[Change], str]


def show(
    here: PageContext,
    inputs_of: InputsOf,
    *,
    kind: str = "",
    record: str = "",
    title_of: TitleOf | None = None,
) -> None:
    """Draw the latest changes of a record, or of every record, with a button to undo each."""
    engine = queries.current_store.existing_register()
    text, key = here.text, f"history-{kind}-{record}"
    most = AT_FIRST + MORE * int(state.get_widget_value(key) or 0)
    # The whole register's list would begin with every record of a file that was taken over.
    found = (
        changes(engine, kind=kind, record=record, most=most + 1, by_hand=not record)
        if engine
        else []
    )
    if not found:
        st.html(f"<p>{escape(text('history.none'))}</p>")
        return
    undone = {one.undoes for one in found if one.undoes}
    for one in found[:most]:
        with st.container(key=f"mt-change-{one.number}", horizontal=True, gap="small"):
            st.html(_change(text, one, inputs_of(one.kind), title_of))
            if one.number not in undone and one.action != REFUSED:
                st.button(
                    text("history.redo" if one.action == UNDONE else "history.undo"),
                    type="tertiary",
                    icon=":material/undo:",
                    key=f"undo-{kind}-{record}-{one.number}",
                    on_click=partial(take_back, here, one.number),
                )
    if len(found) > most:
        st.button(
            text("history.more"),
            type="tertiary",
            key=f"{key}-more",
            on_click=partial(
                state.set_widget_value, key, str(int(state.get_widget_value(key) or 0) + 1)
            ),
        )


def latest(kind: str, record: str) -> int:
    """Return the number of a record's latest change; 0 without one."""
    engine = queries.current_store.existing_register()
    found = changes(engine, kind=kind, record=record, most=1) if engine else []
    return found[0].number if found else 0


def take_back(here: PageContext, number: int) -> None:
    """Undo a change; the run that follows says so, or why not."""

    def act() -> None:
        undo(queries.current_store.register(), here.viewer, number)

    outcome.attempt(here.text, act, here.text("history.undone"))


def _change(text: Text, one: Change, inputs: Sequence[Input], title_of: TitleOf | None) -> str:
    """Return a change as HTML: when, who, what, and each field before and after."""
    title = f"<strong>{escape(title_of(one))}</strong> " if title_of else ""
    what = text(f"action.{one.action.replace(' ', '_')}", who=editor(text, one.who))
    head = f"{title}<span>{escape(what)}</span> <small>{escape(when(text, one.at))}</small>"
    known = {each.name: each for each in inputs}
    before, after = (_words(text, known, state_) for state_ in (one.before or {}, one.after))
    rows = "".join(
        f"<li><b>{escape(text(f'field.{name}'))}</b>: "
        + (f"<del>{escape(before[name])}</del> → " if one.before is not None else "")
        + f"<ins>{escape(after[name])}</ins></li>"
        for name in one.fields
        if name != "retired" and name in known
    )
    if set(one.fields) & PLACES and one.before is not None:
        rows += f"<li>{escape(text('history.place_changed'))}</li>"
    body = f"<ul>{rows}</ul>" if rows else ""
    if one.before is None and rows:
        fields = escape(text.plural("history.fields", rows.count("<li>")))
        body = f'<details class="mt-fold"><summary>{fields}</summary>{body}</details>'
    return f'<div class="mt-change">{head}{body}</div>'


def _words(text: Text, known: Mapping[str, Input], values: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a version in words, shortened."""
    shown = shown_cells(text, tuple(known.values()), values)
    return {name: in_words(text, known[name], cell) for name, cell in shown.items()}


def in_words(text: Text, one: Input, cell: str) -> str:
    """Return what an input shows in words, shortened."""
    if not cell:
        return DASH
    if one.kind == CHOICE and cell in one.options:
        return one.words(cell)
    if one.kind == YES_NO:
        return text(f"form.{cell}")
    return cell if len(cell) <= LONGEST else cell[:LONGEST] + "…"


def editor(text: Text, who: str) -> str:
    """Return the name of who made a change; without a sign-in it is the user of the computer."""
    return text("history.local") if who == LOCAL else who


def when(text: Text, at: str) -> str:
    """Return day and time of a change in the local time of Wales."""
    local = dt.datetime.fromisoformat(at).astimezone(CLOCK)
    return text("history.when", day=text.day(f"{local:%Y-%m-%d}"), time=f"{local:%H:%M}")
