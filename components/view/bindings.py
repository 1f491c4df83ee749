"""Keyword arguments that tie a widget to a field of the view, or to a value of the session.

A widget is set from the view before it is drawn, and writes the address when its value changes.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.view import session, state
from components.view.view import SEVERAL, SWITCH


def _show(widget: str, value: Any) -> None:
    """Let a widget show a value.

    A value that it shows already is not set again: what is set replaces, in the browser, what the
    user has entered since this run began.
    """
    if widget not in st.session_state or st.session_state[widget] != value:
        st.session_state[widget] = value


def bound(name: str, *, key: str = "", **also: str) -> dict[str, Any]:
    """Return the keyword arguments that tie a widget to one field.

    `also` is changed along with it.
    """
    widget = key or f"view-{name}"
    _show(widget, state.current_view().value(name))

    def moved() -> None:
        value = st.session_state[widget]
        # A segmented control returns None when its current option is clicked again.
        if value is not None:
            state.update_view(**{name: value}, **also)

    return {"key": widget, "on_change": moved}


def bound_choice(key: str, value: Any, act: Callable[[Any], None]) -> dict[str, Any]:
    """Return the keyword arguments of a widget that calls `act` when changed.

    It shows `value`, a part of a field.
    """
    _show(key, value)
    return {"key": key, "on_change": lambda: act(st.session_state[key])}


def bound_kept(key: str, options: Sequence[str], *, widget: str = "") -> dict[str, Any]:
    """Return the keyword arguments of a choice that lasts for the visit.

    It is no part of the view. Several widgets that share it each have a name, `widget`.
    """
    chosen = session.get_widget_value(key)
    return bound_choice(
        f"{key}-{widget}" if widget else key,
        chosen if chosen in options else options[0],
        lambda value: session.set_widget_value(key, value),
    )


def bound_switch(name: str) -> dict[str, Any]:
    """Return the keyword arguments that tie a toggle to a field."""
    widget = f"view-{name}"
    _show(widget, state.current_view().value(name) == SWITCH[1])
    return {
        "key": widget,
        "on_change": lambda: state.update_view(**{name: SWITCH[st.session_state[widget]]}),
    }


def bound_many(name: str, **also: str) -> dict[str, Any]:
    """Return the keyword arguments that tie a multiple choice to a field.

    `also` is changed along with it.
    """
    widget = f"view-{name}"
    _show(widget, list(state.current_view().several(name)))
    return {
        "key": widget,
        "on_change": lambda: state.update_view(
            **{name: SEVERAL.join(st.session_state[widget]), **also}
        ),
    }


def bound_typing(act: Callable[[str], None]) -> dict[str, Any]:
    """Return the keyword arguments of the postcode box, which calls `act` with the typed text."""
    return {"key": session.TYPED, "on_change": lambda: act(st.session_state[session.TYPED])}


def bound_finding(key: str, find: Callable[[str], list[str]], field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a search box.

    If exactly one code matches the typed text, the field is set to it.
    """

    def typed() -> None:
        codes = find(st.session_state[key]) if st.session_state[key].strip() else []
        if len(codes) == 1:
            state.update_view(**{field_name: codes[0]})

    return {"key": key, "on_change": typed}
