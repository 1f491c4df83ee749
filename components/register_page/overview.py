"""The overview of the register: what to confirm, what was changed, what files propose."""

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import queries
from components.forms import history, outcome, reading
from components.forms.stored_records import find
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.register_page import proposed
from components.register_page.record_page import confirm
from components.register_page.view_part import GROUPS, ORDERS
from components.search import entries
from components.text.direction import escape
from components.ui import html
from components.view import session, state
from components.view.entry import entry_of
from components.view.page_part import LONGEST_SEARCH
from data.access.group_visibility import CONFIRMED
from data.register.groups import GROUP
from geo.orders.status import DUE_WITHIN

# How many rows of a list are drawn.
AT_ONCE = 12


def show(here: PageContext) -> None:
    """Draw what waits in a sentence, what can be added, and the lists."""
    text = here.text
    st.title(text("register.title"))
    outcome.show(text, partial(history.take_back, here))
    groups, orders = to_confirm(here.key, here.today), ending(here.key, here.today)
    waiting = proposed.waiting(here.key)
    html.lead_sentence(_answer(here, len(groups)))
    _find_or_add(here)
    number = sum(map(len, waiting.values()))
    tabs = st.tabs(
        [
            text("register.tab_groups", n=text.number(len(groups))),
            text("register.tab_orders", n=text.number(len(orders))),
            text("register.tab_files", n=text.number(number)),
            text("register.tab_changes"),
        ],
        key="register-lists",
    )
    with tabs[0]:
        _groups(here, groups)
    with tabs[1]:
        _orders(here, orders)
    with tabs[2]:
        proposed.show(here, waiting)
    with tabs[3]:
        history.show(here)


def _answer(here: PageContext, waiting: int) -> str:
    """Return how many groups wait to be checked; that there is none yet without any."""
    if waiting:
        return here.text.plural("register.to_check", waiting)
    listed = queries.groups.groups_listed(here.key)
    return here.text("register.nothing_yet" if listed.empty else "register.nothing_to_check")


def _find_or_add(here: PageContext) -> None:
    """Draw the box that finds records, what it found, and for editors the buttons for new ones."""
    text = here.text
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            text("register.find_to_read" if reading.reads_only(here) else "register.find"),
            placeholder=text("register.find_example"),
            max_chars=LONGEST_SEARCH,
            key="register-find",
        )
        for kind in () if reading.reads_only(here) else (GROUPS, ORDERS):
            st.button(
                text(f"register.new_{kind}"),
                icon=":material/add:",
                key=f"new-{kind}",
                on_click=partial(state.update_view, record=entry_of(kind)),
            )
    if reading.reads_only(here):
        reading.say(here)
    if typed and typed.strip():
        _found(here, typed)


def _found(here: PageContext, typed: str) -> None:
    """Draw the groups and orders that were found, each with the button to change it."""
    text = here.text
    found = {
        GROUPS: entries.matching_groups(here, typed),
        ORDERS: entries.matching_orders(here, typed),
    }
    if not sum(map(len, found.values())):
        html.supporting_sentence(text("search.none", typed=typed))
    elif max(map(len, found.values())) == entries.MOST:
        html.small_print([text("search.first", n=text.number(entries.MOST))])
    for kind, table in found.items():
        for number, row in zip(table.index, table.to_dict("records"), strict=True):
            with _row(f"found-{kind}-{number}", text.name(row), text(f"register.one_{kind}")):
                _open(here, kind, str(number), key="found")


@query(10)
def to_confirm(key: CacheKey, today: dt.date) -> pd.DataFrame:
    """Return the groups whose details were not confirmed recently, the longest ago first."""
    ages = queries.groups.confirmations(key, queries.groups.EVERY_KIND, today)
    waiting = queries.groups.groups_listed(key)[ages != CONFIRMED]
    return waiting.sort_values("last_confirmed", na_position="first", kind="stable")


@query(10)
def ending(key: CacheKey, today: dt.date) -> pd.DataFrame:
    """Return the orders that end within half a year, the first to end first."""
    orders = queries.orders.orders(key, today)
    soon = orders[orders["days_left"].le(DUE_WITHIN[-1]).fillna(False)]
    return soon.sort_values("days_left", kind="stable")


def _groups(here: PageContext, groups: pd.DataFrame) -> None:
    """Draw groups to confirm, each with one press for "still right" and one to change it."""
    text = here.text
    if groups.empty:
        html.supporting_sentence(text("register.all_confirmed"))
    drawn = _drawn(GROUPS)
    for number, row in zip(groups.index, groups.head(drawn).to_dict("records"), strict=False):
        day = row["last_confirmed"]
        said = (
            text("register.confirmed", day=text.day(day))
            if pd.notna(day)
            else text("register.never_confirmed")
        )
        with _row(f"group-{number}", text.name(row), said):
            if not reading.reads_only(here):
                st.button(
                    text("register.still_right"),
                    icon=":material/check_circle:",
                    key=f"confirm-{number}",
                    on_click=partial(_confirm, here, str(number)),
                )
            _open(here, GROUPS, str(number))
    _more(here, GROUPS, len(groups) - drawn)


def _orders(here: PageContext, orders: pd.DataFrame) -> None:
    """Draw the orders that end soon."""
    text = here.text
    if orders.empty:
        html.supporting_sentence(text("register.none_ending"))
    drawn = _drawn(ORDERS)
    for number, row in zip(orders.index, orders.head(drawn).to_dict("records"), strict=False):
        said = text("register.ends", day=text.day(row["expiry"]))
        with _row(f"order-{number}", text.name(row), said):
            _open(here, ORDERS, str(number))
    _more(here, ORDERS, len(orders) - drawn)


def _drawn(kind: str) -> int:
    """Return how many rows of a list are drawn: more after each press."""
    return int(session.get_widget_value(f"register-drawn-{kind}") or AT_ONCE)


def _more(here: PageContext, kind: str, left: int) -> None:
    """Draw the button that draws more rows of a list; nothing if there are none."""
    if left > 0:
        st.button(
            here.text("register.more", n=here.text.number(left)),
            type="tertiary",
            key=f"register-more-{kind}",
            on_click=session.set_widget_value,
            args=(f"register-drawn-{kind}", str(_drawn(kind) + AT_ONCE)),
        )


def _row(key: str, name: str, said: str) -> DeltaGenerator:
    """Return a container with a name and a sentence, for the buttons beside them."""
    row = st.container(key=f"mt-row-{key}", horizontal=True, vertical_alignment="center")
    row.html(f"<div><strong>{escape(name)}</strong><br><small>{escape(said)}</small></div>")
    return row


def _open(here: PageContext, kind: str, number: str, *, key: str = "open") -> None:
    st.button(
        here.text("register.see" if reading.reads_only(here) else "register.change"),
        type="tertiary",
        key=f"{key}-{kind}-{number}",
        on_click=partial(state.update_view, record=entry_of(kind, number)),
    )


def _confirm(here: PageContext, number: str) -> None:
    if record := find(here, GROUP, number):
        confirm(here, record)
