"""What a viewer is looking at, bound to the address: every view is a link.

The address is the only truth. Each run reads it into a frozen `View`; a widget is set from the
view before it is drawn and, when it is moved, writes the address. So the back button, a reload
and a shared link all give the same screen, and links between pages carry the view along.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components.view.address import Known, Reading, read_address
from components.view.map_position import standpoint
from components.view.view import (
    CLASSINGS,
    FIXED,
    NOTHING,
    SEVERAL,
    SWITCH,
    WHOLE_AREA,
    View,
    normalise,
)

MEMO = "memo-"
KEPT = "kept-"
ROW = "row-"
TYPED = "postcode"


def load_view(known: Known) -> Reading:
    """Read the address at the start of a run and remember the view for the rest of it."""
    reading = read_address(dict(st.query_params), known)
    st.session_state["view"] = reading.view
    st.session_state["places"] = known.places
    return reading


def current_view() -> View:
    """The view of this run."""
    view: View = st.session_state["view"]
    return view


def update_view(**changes: str) -> None:
    """Change the view: the address first, and everything else follows from it.

    A level or a category that the new measure doesn't have gives way without a word, and so does
    a filter to places of another level. What was said about the view before (a postcode that
    wasn't found) is over with it.
    """
    for key in [key for key in st.session_state if str(key).startswith(MEMO)]:
        del st.session_state[key]
    if TYPED in st.session_state:
        st.session_state[TYPED] = ""
    view = normalise(replace(current_view(), **changes), st.session_state["places"])
    st.query_params.from_dict(view.address())


def without_own_bounds() -> dict[str, str]:
    """What goes along with another measure: bounds typed for one say nothing about the next."""
    if current_view().method != FIXED:
        return {}
    return {"method": CLASSINGS[0], "bounds": NOTHING}


def bound(name: str, *, key: str = "", **also: str) -> dict[str, Any]:
    """Keyword arguments that tie a widget to one field; `also` is changed along with it."""
    widget = key or f"view-{name}"
    st.session_state[widget] = getattr(current_view(), name)

    def moved() -> None:
        value = st.session_state[widget]
        # A segmented control gives None when its chosen part is pressed again: nothing changes.
        if value is not None:
            update_view(**{name: value}, **also)

    return {"key": widget, "on_change": moved}


def bound_choice(key: str, value: Any, act: Callable[[Any], None]) -> dict[str, Any]:
    """Keyword arguments for a widget that shows a part of a field, and acts on what is chosen."""
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: act(st.session_state[key])}


def bound_switch(name: str) -> dict[str, Any]:
    """The same for a toggle, whose value is a yes or no."""
    widget = f"view-{name}"
    st.session_state[widget] = getattr(current_view(), name) == SWITCH[1]
    return {
        "key": widget,
        "on_change": lambda: update_view(**{name: SWITCH[st.session_state[widget]]}),
    }


def bound_many(name: str, **also: str) -> dict[str, Any]:
    """The same for a widget that several things can be chosen in; `also` changes along with it."""
    widget = f"view-{name}"
    st.session_state[widget] = list(current_view().several(name))
    return {
        "key": widget,
        "on_change": lambda: update_view(**{name: SEVERAL.join(st.session_state[widget]), **also}),
    }


def bound_typing(act: Callable[[str], None]) -> dict[str, Any]:
    """Keyword arguments for the box that acts on what was typed into it."""
    return {"key": TYPED, "on_change": lambda: act(st.session_state[TYPED])}


def bound_press(key: str, field_name: str) -> dict[str, Any]:
    """Keyword arguments for a map whose pressed area's code becomes a field of the view.

    The press tells what was chosen when it was made: the area that was chosen lets go.
    """

    def pressed() -> None:
        code, chosen = (st.session_state[key]["pressed"][part] for part in ("code", "chosen"))
        update_view(**{field_name: WHOLE_AREA if code == chosen else code})

    return {"key": key, "on_pressed_change": pressed}


def bound_point(key: str, field_name: str) -> dict[str, Any]:
    """The same for a chart, each of whose points carries its code."""

    def clicked() -> None:
        for point in st.session_state[key]["selection"]["points"][:1]:
            update_view(**{field_name: point["customdata"][0]})

    return {"key": key, "on_select": clicked, "selection_mode": "points"}


def bound_standpoint(key: str) -> dict[str, Any]:
    """Keyword arguments for the part of the page that tells where the map stands.

    It has written the address already; only the run that is going on must learn of it.
    """

    def moved() -> None:
        at = st.session_state[key]["at"]
        if at == NOTHING or standpoint(at):
            st.session_state["view"] = replace(current_view(), at=at)
            st.query_params.from_dict(current_view().address())

    return {"key": key, "on_at_change": moved}


def bound_row(key: str, codes: Sequence[str], field_name: str) -> dict[str, Any]:
    """Keyword arguments for a table whose chosen row's code becomes a field of the view.

    The row of what was chosen elsewhere is chosen here too; letting go of it lets the field go.
    """
    chosen = getattr(current_view(), field_name)
    rows = [codes.index(chosen)] if chosen in codes else []
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}

    def moved() -> None:
        now = st.session_state[key]["selection"]["rows"]
        # Streamlit also calls this where a click elsewhere ran the page: then nothing has moved.
        if now != rows:
            set_widget_value(f"{ROW}{key}", codes[now[0]] if now else NOTHING)
            update_view(**{field_name: codes[now[0]] if now else WHOLE_AREA})

    return {"key": key, "on_select": moved, "selection_mode": "single-row"}


def chose_row(key: str, field_name: str = "place") -> bool:
    """Whether what is chosen was chosen in this table."""
    return get_widget_value(f"{ROW}{key}") == str(getattr(current_view(), field_name))


def bound_finding(key: str, found: Callable[[str], list[str]], field_name: str) -> dict[str, Any]:
    """Keyword arguments for a box to find something by its name: the only one found is chosen."""

    def typed() -> None:
        codes = found(st.session_state[key]) if st.session_state[key].strip() else []
        if len(codes) == 1:
            update_view(**{field_name: codes[0]})

    return {"key": key, "on_change": typed}


def set_session_value(name: str, value: str) -> None:
    """Keep a word for the viewer that is no part of the view (what they typed, say)."""
    st.session_state[f"{MEMO}{name}"] = value


def get_session_value(name: str) -> str:
    """A word that was kept, or nothing."""
    return str(st.session_state.get(f"{MEMO}{name}", ""))


def set_widget_value(name: str, value: str) -> None:
    """Keep a word through every change of the view, for as long as the visit lasts."""
    st.session_state[f"{KEPT}{name}"] = value


def get_widget_value(name: str) -> str:
    """A word that was kept so, or nothing."""
    return str(st.session_state.get(f"{KEPT}{name}", ""))


def bound_kept(key: str, options: Sequence[str]) -> dict[str, Any]:
    """Keyword arguments for a choice that is no part of the view and outlasts its window."""
    chosen = get_widget_value(key)
    return bound_choice(
        key, chosen if chosen in options else options[0], lambda value: set_widget_value(key, value)
    )


def on_phone() -> bool:
    """Whether the browser says that it is a phone's; only the map's first zoom asks."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def app_address(page: str) -> str:
    """Where the browser says that the app lives, without the page's own part of the address."""
    where = (st.context.url or "").split("?")[0].rstrip("/")
    return where.removesuffix(f"/{page}")
