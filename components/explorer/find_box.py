"""The box on the map that finds a place, a group or a postcode, and moves the map there."""

import time
from collections.abc import Mapping

import streamlit as st

from components import queries
from components.overlays.groups import GROUPS
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.text.catalogue import Text
from components.ui import html, postcode_search
from components.view import bindings, session, state
from components.view.view import SEVERAL
from data.errors import BrokenRelease

KEY, GROUP = "find", "group-"
TYPED = "find-typed"
# How many names a sentence lists where a part of a name fits several.
MOST_NAMED = 4


def show(here: PageContext) -> None:
    """Draw the box. What was typed and isn't found stays on the screen with the reason."""
    text, names = here.text, _names(here)
    st.selectbox(
        text("find.label"),
        list(names),
        format_func=lambda value: names.get(value, value),
        placeholder=text("find.label"),
        accept_new_options=True,
        label_visibility="collapsed",
        **bindings.bound_choice(KEY, None, lambda value: _find(here, value, names)),
    )
    if typed := session.get_session_value(TYPED):
        st.warning(_why_not(text, typed, names))


def _names(here: PageContext) -> dict[str, str]:
    """Return the names of all places, and of the groups that have a place on the map."""
    return _names_in(here.key, here.view.lang, here.view.level, _here=here)


@query(16)
def _names_in(key: CacheKey, language: str, level: str, *, _here: PageContext) -> dict[str, str]:
    here = _here
    del language, level
    names = {code: here.place_and_kind(code) for code in here.offered()}
    if "groups" not in here.manifest.tables:
        return names
    listed = queries.groups.groups_listed(key).dropna(subset=["x", "y"])
    return names | {
        f"{GROUP}{number}": here.text("find.group", name=here.text.name(row))
        for number, row in listed.to_dict("index").items()
    }


def _find(here: PageContext, value: str | None, names: Mapping[str, str]) -> None:
    """Choose the place that was found and move the map to it; remember what isn't found."""
    if not value or not value.strip():
        return
    found = [value] if value in names else _fitting(value, names)
    if len(found) == 1:
        _go(here, found[0])
    elif ward := _ward_of(here, value):
        _go(here, ward)
    else:
        session.set_session_value(TYPED, value.strip())


def _fitting(typed: str, names: Mapping[str, str]) -> list[str]:
    """Return what has a name that begins with what was typed, or else that contains it."""
    part = typed.strip().casefold()
    within = {code: name.casefold() for code, name in names.items() if part}
    first = [code for code, name in within.items() if name.startswith(part)]
    return first or [code for code, name in within.items() if part in name]


def _why_not(text: Text, typed: str, names: Mapping[str, str]) -> str:
    """Return that nothing has what was typed in its name, or which names have it."""
    quoted, found = html.as_code(typed), [names[value] for value in _fitting(typed, names)]
    if not found:
        return text("find.unknown", typed=quoted)
    listed = text.listing([html.escape_markdown(one) for one in found[:MOST_NAMED]])
    return text("find.several", typed=quoted, n=text.number(len(found)), names=listed)


def _ward_of(here: PageContext, typed: str) -> str | None:
    """Return the ward of a postcode; None if the release doesn't have it."""
    if not postcode_search.known(here):
        return None
    try:
        return queries.current_store.store_of(here.key).ward_of_postcode(typed)
    except BrokenRelease:  # The run that follows finds it too, and says so.
        return None


def _go(here: PageContext, found: str) -> None:
    """Choose a place, or a group's ward with the groups on the map, and move the map there."""
    place, also = found, {}
    if found.startswith(GROUP):
        listed = queries.groups.groups_listed(here.key)
        wards = {f"{GROUP}{number}": str(ward) for number, ward in listed["ward_code"].items()}
        drawn = dict.fromkeys([*here.view.several("overlays"), GROUPS.name])
        place, also = wards[found], {"overlays": SEVERAL.join(drawn)}
    state.update_view(place=place, **also)
    # After the change, which ends all values of the view before.
    session.set_session_value(session.FLIGHT, f"{place} {time.monotonic_ns()}")
