"""The overlay of incident counts in hexagons. It never shows single points."""

import math
from itertools import pairwise

import pandas as pd
import shapely

from components import theme
from components.counting import categories_of
from components.overlays.model import NOT_DRAWN, Look, Overlay, OverlayKind, OverlayRequest, Row
from components.text.catalogue import Text
from geo.categories import is_own
from geo.period import latest_year
from geo.shapes.hexagons import ACROSS, counts_in, grid
from geo.stats.classification import QUANTILE, bounds_of, class_of

# The distance between opposite corners of a cell, in metres.
CORNERS = 2 * ACROSS / math.sqrt(3)
# The share of its cell that a hexagon fills, by number of classes and class.
SHARES = {
    1: (0.8,),
    2: (0.5, 0.95),
    3: (0.4, 0.68, 0.96),
    4: (0.34, 0.55, 0.76, 0.97),
}
LOOK = Look(fill=theme.INK, opacity=0.9, casing=theme.HALO, symbol="hexagon")
# The largest size in the legend, in pixels.
LARGEST = 22.0
CLASSES = max(SHARES)


def draw(request: OverlayRequest) -> Overlay:
    """Return every hexagon that contains police points, sized by its number of incidents.

    The class bounds are cut on the latest year, as for all counts, and are scaled by the number of
    months.
    """
    text, store = request.text, request.store
    # In projector mode the map's title, just above, already names category and period.
    title = text(
        "overlay.hexagons_large" if request.large else "overlay.hexagons_of",
        category=text(f"category_title.{request.category}"),
        months=text.months(request.period.first, request.period.last),
        metres=text.number(ACROSS),
    )
    if is_own(request.category):
        why = (text("overlay.hexagons_not_own"),)
        return Overlay(name=HEXAGONS.name, title=title, rows=(), shapes=(), row_of=(), caveats=why)
    points = store.table("points")
    cells, complete = grid(points), store.complete_months()
    months = request.period.split(complete)[0]
    year = latest_year(complete).split(complete)[0]
    categories = categories_of(store, request.category)

    def counts(in_months: list[str]) -> pd.Series:
        counted = store.point_counts(in_months)
        counted = counted[counted["category"].isin(categories)]
        incidents = counted.groupby("point")["incidents"].sum()
        return counts_in(cells, points, incidents)

    expected = counts(year) * (len(months) / len(year))
    now = counts(months)
    bounds = bounds_of(expected[expected > 0], method=QUANTILE, finest=1, most=CLASSES)
    classes = class_of(now.where(now > 0), bounds)
    cells_by_class = classes.value_counts()
    shares = SHARES[max(len(bounds), 1)]
    rows = [
        Row(label=label, look=_look(share), things=int(cells_by_class.get(number, 0)))
        for number, (label, share) in enumerate(zip(_labels(text, bounds), shares, strict=False))
    ]
    return Overlay(
        name=HEXAGONS.name,
        title=title,
        rows=tuple(rows),
        shapes=tuple(shapely.points(cells["x"], cells["y"])),
        row_of=tuple(int(number) if number >= 0 else NOT_DRAWN for number in classes),
        caveats=(text("overlay.hexagons_caveat"),),
        public=True,
    )


def _labels(text: Text, bounds: list[float]) -> list[str]:
    """Return "1", "2 to 4", "5 or more". Incidents are whole numbers."""
    starts = [1, *(int(bound) + 1 for bound in bounds[:-1])]
    labels = [text("hexagon.more", first=text.number(starts[-1]))] if bounds else []
    for start, end in reversed(list(pairwise(starts))):
        first, last = text.number(start), text.number(end - 1)
        labels.insert(
            0, text("hexagon.range", first=first, last=last) if start < end - 1 else first
        )
    return labels


def _look(share: float) -> Look:
    return Look(
        fill=LOOK.fill,
        opacity=LOOK.opacity,
        casing=LOOK.casing,
        symbol=LOOK.symbol,
        size=LARGEST * share,
        ground=CORNERS * share,
    )


HEXAGONS = OverlayKind(
    name="hexagons",
    draw=draw,
    needs=("points", "point_counts"),
    asks=("category", "period"),
)
