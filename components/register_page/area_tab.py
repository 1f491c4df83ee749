"""Where a group is, or the area of an order: drawn on a map, and saved when it is valid."""

from collections.abc import Callable
from functools import partial
from typing import Any

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from components import queries
from components.forms import outcome
from components.forms.stored_records import every, writable
from components.maps import draw_area
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.register_page import area_sources
from components.ui import html
from data.register.areas import checked_area, checked_point
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.orders import DRAFTED, ORDER
from data.register.records import Record
from data.schema import COUNTY, REFUGES

# How near another order's area is to be shown beside an order's, in metres.
NEAR = 1_000.0


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
    area = record.values["area"]
    draw_area.ask(
        here,
        partial(save_area, here, record),
        key=f"draw-{record.key}",
        now=shapely.from_wkt(area) if area else None,
        others=_others(here.key, record.key, area or "", _every=partial(every, here, ORDER)),
        version=record.version,
    )
    # It stays open when an area was refused; `key` alone would not store that.
    with st.expander(here.text("register.other_ways"), key="area-other-ways", on_change="rerun"):
        area_sources.show(here, record.key, partial(save_area, here, record))


@query(20)
def _others(
    key: CacheKey, number: str, area: str, *, _every: Callable[[], list[Record]]
) -> list[dict[str, Any]]:
    """Return the areas of the other orders as features; only those near the order's if it has one.

    `_every` reads the orders, whose state is in the cache key.
    """
    areas = [one.values["area"] for one in _every() if one.key != number and one.values["area"]]
    shapes = shapely.from_wkt(areas)
    if area:
        shapes = shapes[shapely.dwithin(shapes, shapely.from_wkt(area), NEAR)]
    return draw_area.features(shapes)


def save_area(here: PageContext, record: Record, shape: BaseGeometry) -> None:
    """Save an order's area; the run that follows says so, or what is wrong with it."""

    def act() -> None:
        area = checked_area(shape, county(here), record=record.key)
        _save(here, record, {"area": area})

    drafted = record.values["status"] == DRAFTED
    done = "register.area_of_draft_saved" if drafted else "register.area_saved"
    outcome.attempt(here.text, act, here.text(done))


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
