"""A map to draw an area or a point on, with mouse, touch or keyboard."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import geopandas as gpd
import streamlit as st
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from components import queries
from components.maps.scripts import DRAW_AREA, FOLDER, LOAD
from components.page_context import PageContext
from components.view import session
from data.schema import BRITISH_GRID, BROWSER_GRID, GROUND_KINDS, WARD

_in_browser = st.components.v2.component(
    "milltir_draw_area",
    html=(FOLDER / "draw_area.html").read_text(encoding="utf-8"),
    css=(FOLDER / "draw_area.css").read_text(encoding="utf-8"),
    js=LOAD,
)
WORDS = (
    *("map", "how", "in", "out", "undo", "finish", "again", "save"),
    *("nothing", "open", "closed", "placed"),
)
# Words of a map for a point that differ from those of a map for an area.
OF_A_POINT = ("map", "how", "save", "nothing")
# The most corners of an area that can be moved one by one; another area is only shown.
MOST_CORNERS = 200
Corners = list[list[float]]


def ask(
    here: PageContext,
    drawn: Callable[[BaseGeometry], None],
    *,
    key: str,
    now: BaseGeometry | None,
    others: Sequence[dict[str, Any]] = (),
    point: bool = False,
    version: int = 0,
) -> None:
    """Draw the map; `drawn` is called with the polygon or point (EPSG:27700) that was saved.

    `others` are features that are only shown. What is drawn stays through reruns until `version`
    changes.
    """
    corners = _corners(now)
    shown = list(others) if now is None or corners else [*others, *features([now])]

    def saved() -> None:
        text = session.widget_value(key)["drawn"]
        if text:
            drawn(_geometry(json.loads(text), point=point))

    _in_browser(
        data={
            "script": DRAW_AREA.address,
            "version": f"{key}-{version}",
            "corners": corners,
            "point": point,
            "others": {"type": "FeatureCollection", "features": shown},
            "extent": queries.places.extent(here.key, ()),
            "focus": _focus(now) if now is not None else None,
            "addresses": [
                queries.shapes.level_address(here.key, WARD, "areas"),
                queries.shapes.ground_address(here.key),
            ],
            "kinds": GROUND_KINDS,
            "words": {
                # The browser replaces {n} by the number of corners.
                name: here.text(
                    f"draw.{name}_point" if point and name in OF_A_POINT else f"draw.{name}",
                    n="{n}",
                )
                for name in WORDS
            },
        },
        key=key,
        on_drawn_change=saved,
    )


def _corners(shape: BaseGeometry | None) -> Corners:
    """Return the corners to move; none of an area of several parts, with a hole, or too many."""
    if shape is None or shape.is_empty:
        return []
    (plain,) = gpd.GeoSeries([shape], crs=BRITISH_GRID).to_crs(BROWSER_GRID)
    if plain.geom_type == "MultiPolygon" and len(plain.geoms) == 1:
        plain = plain.geoms[0]
    if plain.geom_type == "Point":
        return [[plain.x, plain.y]]
    if plain.geom_type != "Polygon" or plain.interiors or len(plain.exterior.coords) > MOST_CORNERS:
        return []
    return [[x, y] for x, y, *_ in plain.exterior.coords[:-1]]


def _geometry(corners: Corners, *, point: bool) -> BaseGeometry:
    """Return what was drawn in metres."""
    shapes: Any = gpd.points_from_xy(*zip(*corners[:1], strict=True)) if point else None
    drawn = shapes[0] if point else Polygon(corners)
    (metres,) = gpd.GeoSeries([drawn], crs=BROWSER_GRID).to_crs(BRITISH_GRID)
    return metres


def features(shapes: Sequence[BaseGeometry]) -> list[dict[str, Any]]:
    """Return shapes in metres as features in degrees, without what is smaller than a footpath."""
    plain = gpd.GeoSeries(list(shapes), crs=BRITISH_GRID).simplify(2).to_crs(BROWSER_GRID)
    found: list[dict[str, Any]] = json.loads(plain.to_json())["features"] if len(plain) else []
    return found


def _focus(shape: BaseGeometry) -> list[float]:
    """Return the extent of a shape in degrees, with some of what is around it."""
    around = gpd.GeoSeries([shape.buffer(600)], crs=BRITISH_GRID)
    return [float(side) for side in around.to_crs(BROWSER_GRID).total_bounds]
