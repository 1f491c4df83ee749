"""Change the items of an agenda: add, rename, write a note, move, pin, remove."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from components import queries
from components.forms import form, outcome
from components.forms.model import CHOICE, LONG, Input, RecordForm
from components.forms.stored_records import writable
from components.packs.pages import saved_views
from components.page_context import PageContext
from components.page_models import responses
from components.plan_page.words import numbered
from components.view import browser
from components.view.view import PERIOD_MARK, period_value
from data.register.editing.saving import retire, save
from data.register.meetings.agenda import add_item, move_item
from data.register.meetings.fields import read_meeting_fields
from data.register.meetings.kinds import (
    HEADING,
    ITEM,
    NOTE,
    PRIORITY_ITEM,
    RESPONSE_ITEM,
    VIEW,
    Meeting,
)
from data.register.records import Record

# ADDED: what is added on the page of the meeting; pages are added on those pages themselves.
ADDED = (HEADING, NOTE, RESPONSE_ITEM, PRIORITY_ITEM)


def add(here: PageContext, of: Meeting) -> None:
    """Draw the forms that add an item, one for each kind."""
    text = here.text
    with st.expander(text("meeting.add"), expanded=not of.items, icon=":material/add:"):
        st.write(text("meeting.add_pages"))
        kinds = {kind: text(f"item_kind.{kind}") for kind in ADDED}
        for kind, tab in zip(kinds, st.tabs(list(kinds.values()), key="meeting-add"), strict=True):
            with tab:
                _add(here, of, kind)


def _add(here: PageContext, of: Meeting, kind: str) -> None:
    text = here.text
    targets = _targets(here, kind)
    if kind in (RESPONSE_ITEM, PRIORITY_ITEM) and not targets:
        st.write(text("meeting.no_responses" if kind == RESPONSE_ITEM else "meeting.no_priorities"))
        return

    def write(engine: Engine, values: Mapping[str, Any], version: int) -> Record:
        return add_item(engine, here.viewer, of.key, {**values, "item_kind": kind})

    own = RecordForm(
        kind=ITEM,
        inputs=(*_target_input(targets), *_words(here, kind)),
        read=lambda cells, number: read_meeting_fields(
            ITEM, cells, record=number, now={"item_kind": kind}
        ),
        write=write,
        name=f"item-{kind}",
    )
    form.show(
        here,
        own,
        lambda now: outcome.say(text("meeting.added")),
        button=form.Button(label=text("meeting.add_now"), icon=":material/add:", primary=False),
    )


def _target_input(targets: Mapping[str, str]) -> tuple[Input, ...]:
    if not targets:
        return ()
    return (
        Input(
            name="target",
            label_key="field.what_shown",
            kind=CHOICE,
            required=True,
            options=tuple(targets),
            words=lambda key: targets.get(key, key),
        ),
    )


def _targets(here: PageContext, kind: str) -> dict[str, str]:
    """Return the responses or the priorities that can be added, by number."""
    if kind == RESPONSE_ITEM:
        board = responses.board(here.key, here.view.lang, here.day)
        return {str(key): str(name) or str(key) for key, name in board["name"].items()}
    if kind == PRIORITY_ITEM:
        priorities = queries.plan.plan_view(here.key, here.today).plan.priorities
        return {one.key: numbered(here.text, one) for one in priorities}
    return {}


def _words(here: PageContext, kind: str) -> tuple[Input, ...]:
    """Return the inputs of an item's title and note, the page's language first."""
    first, other = ("en", "cy") if here.view.lang == "en" else ("cy", "en")
    titles = tuple(
        Input(name=f"title_{one}", required=kind == HEADING and one == first)
        for one in (first, other)
    )
    notes = tuple(
        Input(
            name=f"note_{one}",
            kind=LONG,
            height=80,
            required=kind == NOTE and one == first,
        )
        for one in (first, other)
    )
    return (*titles, *notes)


def buttons(here: PageContext, of: Meeting, item: Record) -> None:
    """Draw the buttons that move an item, and the form with everything else.

    On a phone all of them are behind one button.
    """
    text = here.text
    if not browser.on_phone():
        _moves(here, of, item)
    with st.popover(text("meeting.change"), icon=":material/edit:", key=f"item-more-{item.key}"):
        if browser.on_phone():
            with st.container(horizontal=True):
                _moves(here, of, item)
        _change(here, item)


def _moves(here: PageContext, of: Meeting, item: Record) -> None:
    text, keys = here.text, [one.key for one in of.items]
    for steps, name, icon, disabled in (
        (-1, "up", ":material/arrow_upward:", item.key == keys[0]),
        (1, "down", ":material/arrow_downward:", item.key == keys[-1]),
    ):
        st.button(
            text(f"meeting.{name}"),
            icon=icon,
            key=f"item-{name}-{item.key}",
            disabled=disabled,
            on_click=partial(_move, here, item, steps),
        )


def _change(here: PageContext, item: Record) -> None:
    text, kind = here.text, str(item.values["item_kind"])
    own = RecordForm(
        kind=ITEM,
        inputs=_words(here, kind),
        read=lambda cells, number: read_meeting_fields(ITEM, cells, record=number, now=item.values),
        record=item,
        name="item",
    )
    form.show(here, own, lambda now: outcome.say(text("register.saved")))
    if kind == VIEW:
        pinned = bool(item.values["pinned"])
        st.button(
            text("meeting.unpin" if pinned else "meeting.pin"),
            icon=":material/keep_off:" if pinned else ":material/keep:",
            help=text("meeting.pin_help"),
            key=f"item-pin-{item.key}",
            on_click=partial(_pin, here, item),
        )
    st.button(
        text("meeting.remove"),
        icon=":material/delete:",
        key=f"item-remove-{item.key}",
        on_click=partial(_remove, here, item),
    )


def _move(here: PageContext, item: Record, steps: int) -> None:
    def act(engine: Engine) -> None:
        move_item(engine, here.viewer, item.key, version=item.version, steps=steps)

    _attempt(here, act, "meeting.moved")


def _remove(here: PageContext, item: Record) -> None:
    def act(engine: Engine) -> None:
        retire(engine, here.viewer, ITEM, item.key, version=item.version)

    _attempt(here, act, "meeting.removed")


def _pin(here: PageContext, item: Record) -> None:
    """Let the period of an item stay what it is now, or let it move on again."""
    fields: dict[str, Any] = {"pinned": not item.values["pinned"]}
    if fields["pinned"]:
        fields["target"] = pinned_target(here, str(item.values["target"] or ""))

    def act(engine: Engine) -> None:
        save(engine, here.viewer, ITEM, fields, key=item.key, version=item.version)

    _attempt(here, act, "meeting.pinned_now" if fields["pinned"] else "meeting.unpinned_now")


def pinned_target(here: PageContext, target: str) -> str:
    """Return a saved view with the period that it shows now, also if that is the latest year."""
    query = saved_views.query_of(target)
    if PERIOD_MARK in query.get("period", ""):
        return target
    address = target.partition("?")[0]
    return saved_views.target_of(address, {**query, "period": period_value(here.latest())})


def _attempt(here: PageContext, act: Callable[[Engine], None], words: str) -> None:
    outcome.attempt(here.text, lambda: act(writable(here, ITEM)), here.text(words))
