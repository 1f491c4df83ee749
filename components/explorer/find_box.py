"""The box on the map that finds a place, a group or a postcode, and moves the map there."""

import time

import streamlit as st

from components import queries
from components.overlays.groups import GROUPS
from components.page_context import PageContext
from components.ui import postcode_search
from components.view import state
from components.view.view import SEVERAL
from data.errors import BrokenRelease

KEY, GROUP = "find", "group-"
UNKNOWN = "find-unknown"


def show(here: PageContext) -> None:
    """Draw the box. What was typed and isn't found stays on the screen with the reason."""
    text, groups = here.text, _groups(here)
    names = {code: here.place_and_kind(code) for code in here.offered()} | groups
    st.selectbox(
        text("find.label"),
        list(names),
        format_func=lambda value: names.get(value, value),
        placeholder=text("find.label"),
        accept_new_options=True,
        label_visibility="collapsed",
        **state.bound_choice(KEY, None, lambda value: _find(here, value)),
    )
    if unknown := state.get_session_value(UNKNOWN):
        typed = "`" + unknown.replace("`", "'") + "`"
        st.warning(text("find.unknown", typed=typed, area=here.area_name))


def _groups(here: PageContext) -> dict[str, str]:
    """Return the groups that have a place on the map, as values of the box with their names."""
    if "groups" not in here.manifest.tables:
        return {}
    listed = queries.groups.groups_listed(here.key).dropna(subset=["x", "y"])
    return {
        f"{GROUP}{number}": here.text("find.group", name=here.text.name(row))
        for number, row in listed.to_dict("index").items()
    }


def _find(here: PageContext, value: str | None) -> None:
    """Choose the place that was found and move the map to it; remember what isn't found."""
    if not value or not value.strip():
        return
    if value.startswith(GROUP) and value in _groups(here):
        listed = queries.groups.groups_listed(here.key)
        row = {f"{GROUP}{number}": row for number, row in listed.iterrows()}[value]
        drawn = here.view.several("overlays")
        shown = SEVERAL.join(dict.fromkeys([*drawn, GROUPS.name]))
        _go(str(row["ward_code"]), overlays=shown)
    elif value in here.offered():
        _go(value)
    elif ward := _ward_of(here, value):
        _go(ward)
    else:
        state.set_session_value(UNKNOWN, value.strip())


def _ward_of(here: PageContext, typed: str) -> str | None:
    """Return the ward of a postcode; None if the release doesn't have it."""
    if not postcode_search.known(here):
        return None
    try:
        return queries.current_store.store_of(here.key).ward_of_postcode(typed)
    except BrokenRelease:  # The run that follows finds it too, and says so.
        return None


def _go(place: str, **also: str) -> None:
    state.update_view(place=place, **also)
    # After the change, which ends all values of the view before.
    state.set_session_value(state.FLIGHT, f"{place} {time.monotonic_ns()}")
