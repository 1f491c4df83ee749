"""The overlay of incident counts in hexagons. It never shows single points."""

import math
from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import shapely

from components import colour_scheme
from components.overlays.hexagon_counts import Hexagons, hexagons_for
from components.overlays.model import NOT_DRAWN, Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from components.text.catalogue import Text
from data.schema import OWN
from geo.categories import is_own
from geo.period import latest_year
from geo.shapes.hexagons import ACROSS
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
LOOK = Look(fill=colour_scheme.INK, opacity=0.9, casing=colour_scheme.HALO, symbol="hexagon")
# The largest size in the legend, in pixels.
LARGEST = 22.0
CLASSES = max(SHARES)


def draw(request: OverlayRequest) -> Overlay:
    """Return every hexagon that contains police points, sized by its number of incidents.

    Of the partners' own incidents: every hexagon that has enough of them.

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
    found = hexagons_for(store, request.category, request.audience)
    months = request.period.split(found.known)[0]
    bounds, classes = _classes(found, months)
    cells_by_class = classes.value_counts()
    shares = SHARES[max(len(bounds), 1)]
    labels = _labels(text, bounds, found.least)
    rows = [
        Row(
            label=label,
            look=look_of(share, large=request.large),
            things=int(cells_by_class.get(number, 0)),
        )
        for number, (label, share) in enumerate(zip(labels, shares, strict=False))
    ]
    own = is_own(request.category)
    return Overlay(
        name=HEXAGONS.name,
        title=title,
        rows=tuple(rows),
        shapes=tuple(shapely.points(found.cells["x"], found.cells["y"])),
        row_of=tuple(int(number) if number >= 0 else NOT_DRAWN for number in classes),
        caveats=own_caveats(text, found, months) if own else (text("overlay.hexagons_caveat"),),
        # The variant is part of what the browser's shapes go by: own ones have other cells.
        variant=OWN if own else "",
        public=not own,
    )


def own_caveats(text: Text, found: Hexagons, months: Sequence[str]) -> tuple[str, ...]:
    """Return which hexagons of own incidents aren't drawn, and how many incidents are in none."""
    lines = [text("overlay.hexagons_own", least=text.number(found.least))]
    if unplaced := found.unplaced(months):
        lines.append(text.plural("overlay.hexagons_unplaced", unplaced))
    return tuple(lines)


def _classes(found: Hexagons, months: Sequence[str]) -> tuple[list[float], pd.Series]:
    """Return the upper bounds of the classes, and the class of each cell."""
    now = found.counts(months)
    year = latest_year(found.known).split(found.known)[0] if found.known else []
    expected = found.counts(year) * (len(months) / max(len(year), 1))
    usual = expected[expected >= found.least] if found.least > 1 else expected[expected > 0]
    if usual.empty:
        usual = now.dropna()
    bounds = bounds_of(usual, method=QUANTILE, finest=1, most=CLASSES) if len(usual) else []
    return bounds, class_of(now, bounds)


def _labels(text: Text, bounds: list[float], least: int) -> list[str]:
    """Return "1", "2 to 4", "5 or more". Incidents are whole numbers."""
    starts = [least, *(int(bound) + 1 for bound in bounds[:-1])]
    labels = [text("hexagon.more", first=text.number(starts[-1]))] if bounds else []
    for start, end in reversed(list(pairwise(starts))):
        first, last = text.number(start), text.number(end - 1)
        labels.insert(
            0, text("hexagon.range", first=first, last=last) if start < end - 1 else first
        )
    return labels


def look_of(share: float, *, large: bool) -> Look:
    """Return the look of a hexagon that fills this share of its cell."""
    return sized(LOOK, large, size=LARGEST * share, ground=CORNERS * share)


HEXAGONS = OverlayKind(
    name="hexagons",
    draw=draw,
    needs=("points", "point_counts"),
    asks=("category", "period"),
)
