"""Where a group is, or the area of an order: drawn on a map, and saved when it is valid."""

from functools import partial

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from components import queries
from components.forms import outcome
from components.forms.stored_records import every, writable
from components.maps import draw_area
from components.page_context import PageContext
from components.register_page import area_sources
from components.ui import html
from data.register.areas import checked_area, checked_point
from data.register.groups import GROUP
from data.register.orders import ORDER
from data.register.records import Record, save
from data.schema import COUNTY, REFUGES


def of_group(here: PageContext, record: Record) -> None:
    """Draw the map on which a group's location is set; a refuge has none."""
    if record.values["kind"] in REFUGES:
        html.supporting_sentence(here.text("register.refuge"))
        return
    x, y = record.values["x"], record.values["y"]
    draw_area.ask(
        here,
        partial(_save_point, here, record),
        key=f"draw-{record.key}",
        now=None if x is None else shapely.Point(x, y),
        point=True,
        version=record.version,
    )


def of_order(here: PageContext, record: Record) -> None:
    """Draw the map on which an order's area is drawn, and the other ways to give an area."""
    others = [
        shapely.from_wkt(one.values["area"])
        for one in every(here, ORDER)
        if one.key != record.key and one.values["area"]
    ]
    area = record.values["area"]
    draw_area.ask(
        here,
        partial(save_area, here, record),
        key=f"draw-{record.key}",
        now=shapely.from_wkt(area) if area else None,
        others=others,
        version=record.version,
    )
    with st.expander(here.text("register.other_ways")):
        area_sources.show(here, record.key, partial(save_area, here, record))


def save_area(here: PageContext, record: Record, shape: BaseGeometry) -> None:
    """Save an order's area; the run that follows says so, or what is wrong with it."""

    def act() -> None:
        area = checked_area(shape, county(here), record=record.key)
        _save(here, record, {"area": area})

    outcome.attempt(here.text, act, here.text("register.area_saved"))


def _save_point(here: PageContext, record: Record, shape: BaseGeometry) -> None:
    def act() -> None:
        _save(here, record, checked_point(shape, county(here), record=record.key))

    outcome.attempt(here.text, act, here.text("register.place_saved"))


def _save(here: PageContext, record: Record, values: dict) -> None:
    kind = ORDER if "area" in values else GROUP
    engine = writable(here, kind)
    save(engine, here.viewer, kind, values, key=record.key, version=record.version)


def county(here: PageContext) -> BaseGeometry:
    """Return the whole area of the release in metres."""
    areas = queries.current_store.store_of(here.key).areas(COUNTY)
    return areas.geometry.union_all()
