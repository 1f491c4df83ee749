"""Tie the view to the address and to widgets, so that every view is a link.

The address is the only source of the view. Each run reads it into a frozen `View`. A widget is set
from the view before it is drawn, and writes the address when its value changes. So the back button,
a reload and a shared link all give the same screen, and links between pages carry the view along.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.text.catalogue import LANGUAGES
from components.view.address import Reading, read_address
from components.view.map_position import position_of
from components.view.page_part import Known, PagePart
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

# The prefixes of keys in the session: of values that end with the next change of the view, of
# values that last for the visit, and of the row that was selected in a table.
MEMO = "memo-"
KEPT = "kept-"
ROW = "row-"
# The prefixes of what was typed into a form and isn't saved, and of how often that ended.
DRAFT = "draft-"
DROPPED = "dropped-"
# The key of the name of the release that the session's latest run is about.
RELEASE = "release"
# The key of the register's state that the session's latest run is about.
REGISTER = "register"
# The keys of the page and the place that it shows, and of what was seen in this session.
PAGE, SEEN = "page", "seen"
# The key of who looks.
VIEWER = "viewer"
# The most that is remembered of what was seen.
MOST_SEEN = 1_000
# The value that tells the map to move to the chosen place, once for each value.
FLIGHT = "flight"
# The key of the postcode box.
TYPED = "postcode"
# The parameter of an address that opens a part of the page.
OPEN = "open"


def asked_to_open(part: str) -> bool:
    """Return whether the address asks for a part of the page that is closed otherwise."""
    return bool(st.query_params.get(OPEN, "") == part)


def asked_language() -> str:
    """Return the language that the address asks for, also if the rest of it can't be read."""
    asked = st.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def load_view(known: Known, parts: Sequence[type[PagePart]]) -> Reading:
    """Read the address at the start of a run and store the view in the session."""
    reading = read_address(dict(st.query_params), known, parts)
    st.session_state["view"] = reading.view
    st.session_state["places"] = known.places
    return reading


def set_release_of_run(release: str) -> None:
    """Store the release that this run shows, and what of the page runs again without a new run."""
    st.session_state[RELEASE] = release
    st.session_state.pop(REGISTER, None)


def register_of_run(read: Callable[[], str]) -> str:
    """Return the state of the register in this run, which is read once in it.

    What runs again without the rest of its page can have saved something since, and reads it anew.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or context.fragment_ids_this_run:
        return read()
    if REGISTER not in st.session_state:
        st.session_state[REGISTER] = read()
    return str(st.session_state[REGISTER])


def release_of_run() -> str:
    """Return the release of this run; empty outside a run, as at the start of the server."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return str(st.session_state.get(RELEASE, ""))


def session() -> str:
    """Return the number of the session that runs; empty outside a run."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def set_viewer_of_run(name: str, role: str) -> None:
    """Store the name and the role of the viewer of this run."""
    st.session_state[VIEWER] = (name, role)


def viewer_of_run() -> tuple[str, str]:
    """Return the name and the role of the viewer of this run; empty before they are known."""
    name, role = st.session_state.get(VIEWER, ("", ""))
    return name, role


def set_page_of_run(page: str, place: str) -> None:
    """Store the address of the page that this run shows, and the code of the place."""
    st.session_state[PAGE] = (page, place)


def page_of_run() -> tuple[str, str]:
    """Return the page and the place of this run; empty before they are known."""
    page, place = st.session_state.get(PAGE, ("", ""))
    return page, place


def is_first(*what: str) -> bool:
    """Return whether something happens for the first time in this session, and remember it."""
    seen: set[tuple[str, ...]] = st.session_state.setdefault(SEEN, set())
    if what in seen:
        return False
    if len(seen) >= MOST_SEEN:
        seen.clear()
    seen.add(what)
    return True


def current_view() -> View:
    """Return the view of this run."""
    view: View = st.session_state["view"]
    return view


def map_position() -> str:
    """Return the map's current position.

    A fragment can run again without a new view for its page.
    """
    return current_view().at


def update_view(**changes: str) -> None:
    """Write a changed view to the address, which the next run reads.

    A level or a category that the new measure doesn't have is replaced silently, and so is a place
    filter of another level. Messages about the previous view (for example a postcode that wasn't
    found) are deleted.
    """
    for key in [key for key in st.session_state if str(key).startswith(MEMO)]:
        del st.session_state[key]
    if TYPED in st.session_state:
        st.session_state[TYPED] = ""
    view = normalise(current_view().changed(**changes), st.session_state["places"])
    st.query_params.from_dict(view.address())


def without_own_bounds() -> dict[str, str]:
    """Return the changes that remove own class bounds. They have no meaning for another measure."""
    if current_view().method != FIXED:
        return {}
    return {"method": CLASSINGS[0], "bounds": NOTHING}


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
    _show(widget, current_view().value(name))

    def moved() -> None:
        value = st.session_state[widget]
        # A segmented control returns None when its current option is clicked again.
        if value is not None:
            update_view(**{name: value}, **also)

    return {"key": widget, "on_change": moved}


def bound_choice(key: str, value: Any, act: Callable[[Any], None]) -> dict[str, Any]:
    """Return the keyword arguments of a widget that calls `act` when changed.

    It shows `value`, a part of a field.
    """
    _show(key, value)
    return {"key": key, "on_change": lambda: act(st.session_state[key])}


def bound_switch(name: str) -> dict[str, Any]:
    """Return the keyword arguments that tie a toggle to a field."""
    widget = f"view-{name}"
    _show(widget, current_view().value(name) == SWITCH[1])
    return {
        "key": widget,
        "on_change": lambda: update_view(**{name: SWITCH[st.session_state[widget]]}),
    }


def bound_many(name: str, **also: str) -> dict[str, Any]:
    """Return the keyword arguments that tie a multiple choice to a field.

    `also` is changed along with it.
    """
    widget = f"view-{name}"
    _show(widget, list(current_view().several(name)))
    return {
        "key": widget,
        "on_change": lambda: update_view(**{name: SEVERAL.join(st.session_state[widget]), **also}),
    }


def bound_typing(act: Callable[[str], None]) -> dict[str, Any]:
    """Return the keyword arguments of the postcode box, which calls `act` with the typed text."""
    return {"key": TYPED, "on_change": lambda: act(st.session_state[TYPED])}


def bound_press(key: str, field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a map that writes the code of a pressed area to a field.

    A click comes with the area that was chosen at that time; if it is the clicked one, the field is
    cleared.
    """

    def pressed() -> None:
        code, chosen = (st.session_state[key]["pressed"][part] for part in ("code", "chosen"))
        update_view(**{field_name: WHOLE_AREA if code == chosen else code})

    return {"key": key, "on_pressed_change": pressed}


def bound_point(key: str, field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a chart that writes a clicked point's code to a field."""

    def clicked() -> None:
        for point in st.session_state[key]["selection"]["points"][:1]:
            update_view(**{field_name: point["customdata"][0]})

    return {"key": key, "on_select": clicked, "selection_mode": "points"}


def bound_position(key: str) -> dict[str, Any]:
    """Return the keyword arguments of the component that reports the map's position.

    The component has already written the address; this updates the view of the current run.
    """

    def moved() -> None:
        at = st.session_state[key]["at"]
        if at == NOTHING or position_of(at):
            st.session_state["view"] = replace(current_view(), at=at)
            st.query_params.from_dict(current_view().address())

    return {"key": key, "on_at_change": moved}


def bound_row(key: str, codes: Sequence[str], field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a table that writes the code of the selected row to a field.

    The table selects the row of the field's current value. Deselecting the row clears the field.
    """
    chosen = current_view().value(field_name)
    rows = [codes.index(chosen)] if chosen in codes else []
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}

    def moved() -> None:
        now = st.session_state[key]["selection"]["rows"]
        # Streamlit also calls this when a click elsewhere ran the page and the row is unchanged.
        if now != rows:
            set_widget_value(f"{ROW}{key}", codes[now[0]] if now else NOTHING)
            update_view(**{field_name: codes[now[0]] if now else WHOLE_AREA})

    return {"key": key, "on_select": moved, "selection_mode": "single-row"}


def chose_row(key: str, field_name: str = "place") -> bool:
    """Return whether the field's current value was selected in this table."""
    return get_widget_value(f"{ROW}{key}") == current_view().value(field_name)


def bound_finding(key: str, find: Callable[[str], list[str]], field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a search box.

    If exactly one code matches the typed text, the field is set to it.
    """

    def typed() -> None:
        codes = find(st.session_state[key]) if st.session_state[key].strip() else []
        if len(codes) == 1:
            update_view(**{field_name: codes[0]})

    return {"key": key, "on_change": typed}


def set_session_value(name: str, value: str) -> None:
    """Store a value that is no part of the view, until the view changes next."""
    st.session_state[f"{MEMO}{name}"] = value


def get_session_value(name: str) -> str:
    """Return a value stored until the view changes; empty if there is none."""
    return str(st.session_state.get(f"{MEMO}{name}", ""))


def set_widget_value(name: str, value: str) -> None:
    """Store a value that is no part of the view, for the whole visit."""
    st.session_state[f"{KEPT}{name}"] = value


def get_widget_value(name: str) -> str:
    """Return a value stored for the visit; empty if there is none."""
    return str(st.session_state.get(f"{KEPT}{name}", ""))


def widget_value(key: str) -> Any:
    """Return the value of a widget as it is now; None if it isn't drawn."""
    return st.session_state.get(key)


def set_draft(name: str, draft: Mapping[str, Any]) -> None:
    """Store what was typed into a form until it is saved or discarded."""
    st.session_state[f"{DRAFT}{name}"] = dict(draft)


def get_draft(name: str) -> dict[str, Any]:
    """Return what was typed into a form; empty if there is nothing unsaved."""
    return dict(st.session_state.get(f"{DRAFT}{name}", {}))


def drop_draft(name: str) -> None:
    """Forget what was typed into a form, which is drawn anew then."""
    st.session_state.pop(f"{DRAFT}{name}", None)
    st.session_state[f"{DROPPED}{name}"] = drafts_dropped(name) + 1


def drafts_dropped(name: str) -> int:
    """Return how often what was typed into a form was saved or discarded; part of its keys."""
    return int(st.session_state.get(f"{DROPPED}{name}", 0))


def bound_kept(key: str, options: Sequence[str], *, widget: str = "") -> dict[str, Any]:
    """Return the keyword arguments of a choice that lasts for the visit.

    It is no part of the view. Several widgets that share it each have a name, `widget`.
    """
    chosen = get_widget_value(key)
    return bound_choice(
        f"{key}-{widget}" if widget else key,
        chosen if chosen in options else options[0],
        lambda value: set_widget_value(key, value),
    )


def on_phone() -> bool:
    """Return whether the browser reports that it runs on a phone."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def app_address(page: str) -> str:
    """Return the app's address as the browser reports it, without the part that names the page."""
    where = (st.context.url or "").split("?")[0].rstrip("/")
    return where.removesuffix(f"/{page}")
