"""Other ways to give an order's area: from small areas, as a circle, or from a file."""

from collections.abc import Callable

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from components import queries
from components.forms import outcome, uploader
from components.page_context import PageContext
from components.recording import acts
from components.ui import postcode_search
from components.view import session
from data.errors import MilltirError
from data.register.area_file import read_area
from data.schema import LSOA

# The smallest, usual and largest radius of a circle in metres.
LEAST, USUAL, MOST = 20, 150, 5_000
# The largest file in MB.
MOST_MB = 20
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
    names = ("postcode", "east", "north", "radius")
    keys = {name: f"{key}-{name}" for name in names}
    with st.form(f"{key}-form", border=False):
        postcode, east, north, radius = st.columns(4)
        with postcode:
            st.text_input(text("field.postcode"), max_chars=12, key=keys["postcode"])
        with east:
            st.number_input(text("area.easting"), 0, 700_000, None, key=keys["east"])
        with north:
            st.number_input(text("area.northing"), 0, 1_300_000, None, key=keys["north"])
        with radius:
            st.number_input(text("area.radius"), value=USUAL, key=keys["radius"])

        def act() -> None:
            typed = {name: session.widget_value(one) for name, one in keys.items()}
            at = _point(here, typed["postcode"], typed["east"], typed["north"])
            if at is None:
                outcome.refuse(text("area.circle_needs"))
                return
            # Not a limit of the input: Streamlit would take the number before instead, unsaid.
            if not LEAST <= (typed["radius"] or 0) <= MOST:
                limits = {"least": text.number(LEAST), "most": text.number(MOST)}
                outcome.refuse(text("area.radius_needs", **limits))
                return
            save(shapely.Point(at).buffer(typed["radius"], quad_segs=16))

        st.form_submit_button(text("area.use"), key=f"{key}-use", on_click=act)


def _point(
    here: PageContext, postcode: str | None, east: int | None, north: int | None
) -> tuple[float, float] | None:
    """Return a point by its coordinates, or else by its postcode; None without either."""
    if east is not None and north is not None:
        return float(east), float(north)
    if not postcode or not postcode_search.known(here):
        return None
    return queries.current_store.store_of(here.key).point_of_postcode(postcode)


def _of_file(here: PageContext, key: str, save: Save) -> None:
    """Draw the chooser of a file whose polygons together become the area."""
    text = here.text
    most = text.number(MOST_MB)
    uploader.translate(text, most, most)
    file = st.file_uploader(text("area.file"), type=KINDS, key=key, max_upload_size=MOST_MB)

    def act() -> None:
        if file is None:
            return
        try:
            shape = read_area(file.name, file.getvalue())
        except MilltirError as error:
            outcome.refuse(outcome.wording(text, error))
            return
        acts.uploaded([(file.name, file.size)])
        save(shape)

    st.button(text("area.use"), key=f"{key}-use", disabled=file is None, on_click=act)
