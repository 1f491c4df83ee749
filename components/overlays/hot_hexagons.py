"""The overlay of hot spots on hexagons, by Gi*. It never shows single points or streets."""

import numpy as np
import pandas as pd
import shapely

from components import theme
from components.counting import categories_of
from components.overlays.hexagons import CORNERS, LARGEST
from components.overlays.model import NOT_DRAWN, Look, Overlay, OverlayKind, OverlayRequest, Row
from data.release.store import Store
from data.schema import LSOA
from geo.categories import is_own
from geo.hotspots.gi_star import HOT, gi_star
from geo.not_measured import NotMeasured
from geo.shapes.hexagon_grid import adjacent, hexagons_over
from geo.shapes.hexagons import ACROSS, COLUMN, ROW, counts_in, grid

SHARE = 0.9
LOOK = Look(
    fill=theme.INK,
    opacity=0.9,
    casing=theme.HALO,
    symbol="hexagon_dot",
    size=LARGEST * SHARE,
    ground=CORNERS * SHARE,
)


def draw(request: OverlayRequest) -> Overlay:
    """Return the hexagons with police points; those that are hot spots by Gi* are drawn.

    Gi* compares all hexagons of the area with figures, also those in which nothing was recorded.
    """
    text, store = request.text, request.store
    title = text(
        "overlay.hot_hexagons_of",
        category=text(f"category_title.{request.category}"),
        months=text.months(request.period.first, request.period.last),
        metres=text.number(ACROSS),
    )
    if is_own(request.category):
        why = (text("overlay.hexagons_not_own"),)
        return Overlay(name=NAME, title=title, rows=(), shapes=(), row_of=(), caveats=why)
    cells = grid(store.table("points"))
    hot = _hot(request, cells)
    caveat = "overlay.hot_hexagons_none" if hot is None else "overlay.hot_hexagons_caveat"
    found = np.zeros(len(cells), dtype=bool) if hot is None else hot
    return Overlay(
        name=NAME,
        title=title,
        rows=(Row(label=text("spot.hot"), look=LOOK, things=int(found.sum())),),
        shapes=tuple(shapely.points(cells["x"], cells["y"])),
        row_of=tuple(0 if one else NOT_DRAWN for one in found),
        caveats=(text(caveat),),
        public=True,
    )


def _hot(request: OverlayRequest, cells: pd.DataFrame) -> np.ndarray | None:
    """Return which hexagons with points are hot spots; None if they can't be told apart."""
    store, categories = request.store, categories_of(request.store, request.category)
    months = request.period.split(store.complete_months())[0]
    there = _with_figures(store, months, categories)
    if there is None:
        return None
    every = hexagons_over(there)
    counted = store.point_counts(months)
    incidents = counted[counted["category"].isin(categories)].groupby("point")["incidents"].sum()
    counts = counts_in(cells, store.table("points"), incidents)
    key = pd.MultiIndex.from_frame(cells[[COLUMN, ROW]])
    own = pd.MultiIndex.from_frame(every[[COLUMN, ROW]])
    values = pd.Series(counts.to_numpy(), key).reindex(own, fill_value=0)
    found = gi_star(values, adjacent(every))
    if isinstance(found, NotMeasured):
        return None
    hot = pd.Series((found["kind"] == HOT).to_numpy(), own)
    picked: np.ndarray = hot.reindex(key, fill_value=False).to_numpy(dtype=bool)
    return picked


def _with_figures(
    store: Store, months: list[str], categories: tuple[str, ...]
) -> shapely.Geometry | None:
    """Return the outline of the small areas that have figures in every one of these months.

    None if there is no such area.
    """
    observed = store.observed(LSOA, months, categories)
    whole = observed.index[observed == len(months)] if months else observed.index[:0]
    return shapely.union_all(store.areas_of(whole).geometry.to_numpy()) if len(whole) else None


NAME = "hot_hexagons"
HOT_HEXAGONS = OverlayKind(
    name=NAME,
    draw=draw,
    needs=("points", "point_counts"),
    asks=("category", "period"),
)
