"""Other ways to give an order's area: from small areas, as a circle, or from a file."""

from collections.abc import Callable

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from components import queries
from components.forms import outcome
from components.page_context import PageContext
from components.view import state
from data.errors import MilltirError
from data.register.area_file import read_area
from data.schema import LSOA

# The smallest, usual and largest radius of a circle in metres.
LEAST, USUAL, MOST = 20, 150, 5_000
KINDS = [".geojson", ".json", ".gpkg", ".kml", ".zip"]
Save = Callable[[BaseGeometry], None]


def show(here: PageContext, key: str, save: Save) -> None:
    """Draw the three ways; `key` is the order's number."""
    text = here.text
    areas, circle, file = st.tabs(
        [text("area.from_lsoas"), text("area.from_circle"), text("area.from_file")],
        key="area-ways",
    )
    with areas:
        _of_small_areas(here, f"area-lsoas-{key}", save)
    with circle:
        _of_circle(here, f"area-circle-{key}", save)
    with file:
        _of_file(here, f"area-file-{key}", save)


def _of_small_areas(here: PageContext, key: str, save: Save) -> None:
    """Draw the choice of small areas, whose outline together becomes the area."""
    text = here.text
    chosen = st.multiselect(
        text("area.lsoas"),
        queries.places.by_name(here.key, here.view.lang, LSOA),
        format_func=here.place_name,
        placeholder=text("form.choose"),
        key=key,
    )

    def act() -> None:
        store = queries.current_store.store_of(here.key)
        save(shapely.union_all(store.areas_of(list(chosen)).geometry.to_numpy()))

    st.button(text("area.use"), key=f"{key}-use", disabled=not chosen, on_click=act)


def _of_circle(here: PageContext, key: str, save: Save) -> None:
    """Draw the fields of a circle around a point."""
    text = here.text
    with st.form(f"{key}-form", border=False):
        across, north, radius = st.columns(3)
        east_key, north_key, radius_key = (f"{key}-{name}" for name in ("east", "north", "radius"))
        with across:
            st.number_input(text("area.easting"), 0, 700_000, None, key=east_key)
        with north:
            st.number_input(text("area.northing"), 0, 1_300_000, None, key=north_key)
        with radius:
            st.number_input(text("area.radius"), LEAST, MOST, USUAL, key=radius_key)

        def act() -> None:
            at = [state.widget_value(name) for name in (east_key, north_key, radius_key)]
            if None in at:
                outcome.refuse(text("area.circle_needs"))
                return
            save(shapely.Point(at[0], at[1]).buffer(at[2], quad_segs=16))

        st.form_submit_button(text("area.use"), key=f"{key}-use", on_click=act)


def _of_file(here: PageContext, key: str, save: Save) -> None:
    """Draw the chooser of a file whose polygons together become the area."""
    text = here.text
    file = st.file_uploader(text("area.file"), type=KINDS, key=key, max_upload_size=20)

    def act() -> None:
        if file is None:
            return
        try:
            shape = read_area(file.name, file.getvalue())
        except MilltirError as error:
            outcome.refuse(outcome.wording(text, error))
            return
        save(shape)

    st.button(text("area.use"), key=f"{key}-use", disabled=file is None, on_click=act)
