"""The search by postcode: it chooses the ward, or says why the postcode isn't found."""

import re

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.ui import html
from components.view import bindings, session, state
from data.errors import BrokenRelease

LIKE_A_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
OUTSIDE, MALFORMED = "outside", "malformed"
TYPED, WHY = "postcode-typed", "postcode-why"


def known(here: PageContext) -> bool:
    """Return whether the release has postcodes; those of its files can all be of other places."""
    return bool(here.manifest.tables.get("postcodes", {}).get("rows"))


def ask(here: PageContext) -> None:
    """Draw the text input for a postcode; nothing if the release has no table of them."""
    if not known(here):
        return

    def look_up(typed: str) -> None:
        try:
            ward = queries.current_store.store_of(here.key).ward_of_postcode(typed)
        except BrokenRelease:  # The run that follows finds it too, and says so.
            return
        lost = ward is None and bool(typed.strip())
        session.set_session_value(TYPED, typed.strip() if lost else "")
        session.set_session_value(WHY, fault_of(typed) if lost else "")
        if ward:
            state.update_view(place=ward)

    text, example = here.text, queries.places.example_postcode(here.key)
    st.text_input(
        text("place.postcode"),
        placeholder=text("place.postcode_example", postcode=example),
        max_chars=12,
        **bindings.bound_typing(look_up),
    )
    if why := session.get_session_value(WHY):
        facts = {"typed": html.as_code(session.get_session_value(TYPED)), "postcode": example}
        st.warning(text(f"place.postcode_{why}", **facts))


def fault_of(typed: str) -> str:
    """Return why a postcode isn't found: it is malformed, or outside the area."""
    return OUTSIDE if is_like_one(typed) else MALFORMED


def is_like_one(typed: str) -> bool:
    """Return whether a text has the form of a whole postcode."""
    return bool(LIKE_A_POSTCODE.fullmatch(re.sub(r"[\s.\-]", "", typed.upper())))
