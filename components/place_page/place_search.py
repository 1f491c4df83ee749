"""Search for a place: by name, by postcode, or as a part of a ward."""

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text.direction import escape
from components.ui import controls, postcode_search
from components.view import bindings, state
from data.schema import LSOA, WARD


def show(here: PageContext) -> None:
    """Draw the search by name, by postcode, and the list of the ward's parts."""
    controls.place(here)
    postcode_search.ask(here)
    if not postcode_search.known(here):
        st.html(f'<p class="mt-hint">{escape(here.text("mine.no_postcodes"))}</p>')
    _parts(here)


def _parts(here: PageContext) -> None:
    """Draw a list of the LSOAs of the chosen ward; each has a page of its own."""
    place, known = here.view.place, queries.places.places(here.key)
    if not place:
        return
    level, parent = known.at[place, "level"], str(known.at[place, "parent_code"])
    ward = parent if level == LSOA else place
    inside = known.index[(known["level"] == LSOA) & (known["parent_code"] == ward)].tolist()
    if level not in (WARD, LSOA) or not inside:
        return
    whole = ward if ward in known.index else place
    st.selectbox(
        here.text("mine.part"),
        [whole, *sorted(inside, key=lambda code: here.place_name(code).casefold())],
        format_func=lambda code: (
            here.text("mine.part_all") if code == whole else here.place_name(code)
        ),
        **bindings.bound_choice("place-part", place, lambda code: state.update_view(place=code)),
    )
