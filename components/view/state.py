"""The view of a run: read from the address, and written to it, so that every view is a link.

The address is the only source of the view. Each run reads it into a frozen `View`. So the back
button, a reload and a shared link all give the same screen, and links between pages carry the view
along.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.text.catalogue import LANGUAGES
from components.view import session
from components.view.address import Reading, read_address
from components.view.page_part import Known, PagePart
from components.view.view import CLASSINGS, FIXED, NOTHING, View, normalise

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
    session.end_session_values()
    view = normalise(current_view().changed(**changes), st.session_state["places"])
    st.query_params.from_dict(view.address())


def set_map_position(at: str) -> None:
    """Store the map's position in the view of this run and in the address.

    Unlike `update_view`, this ends no value of the session.
    """
    st.session_state["view"] = replace(current_view(), at=at)
    st.query_params.from_dict(current_view().address())


def without_own_bounds() -> dict[str, str]:
    """Return the changes that remove own class bounds. They have no meaning for another measure."""
    if current_view().method != FIXED:
        return {}
    return {"method": CLASSINGS[0], "bounds": NOTHING}
