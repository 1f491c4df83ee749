"""The overlay of the rate around each hexagon for the residents around it. Never by street."""

import numpy as np
import pandas as pd
import shapely

from components.counting import categories_of
from components.overlays.hexagon_counts import Hexagons, keys_of
from components.overlays.hexagons import SHARES, look_of
from components.overlays.model import NOT_DRAWN, Overlay, OverlayKind, OverlayRequest, Row
from data.schema import LSOA
from geo.categories import is_own
from geo.hotspots.risk_surface import LEAST_AT, LEAST_EXPECTED, LEAST_NEAR, populated, risk_surface
from geo.not_measured import NotMeasured
from geo.shapes.hexagon_grid import adjacent, hexagons_over, outlines
from geo.shapes.hexagons import ACROSS
from geo.shapes.spread import spread_over

# STEPS: the multiples of the area's rate that part the classes, the lowest first.
STEPS = (2 / 3, 1.5, 3.0)
LABELS = ("risk.low", "risk.usual", "risk.raised", "risk.high")


def draw(request: OverlayRequest) -> Overlay:
    """Return the hexagons with residents, sized by the rate around them beside the area's.

    Which hexagons there are depends on residents alone, so that no choice moves their positions.
    """
    text = request.text
    title = text(
        "overlay.risk_of",
        category=text(f"category_title.{request.category}"),
        months=text.months(request.period.first, request.period.last),
    )
    if is_own(request.category):
        why = (text("overlay.risk_not_own"),)
        return Overlay(name=NAME, title=title, rows=(), shapes=(), row_of=(), caveats=why)
    cells = hexagons_over(shapely.union_all(request.light_shapes(LSOA)))
    people = _residents(request, cells)
    drawn = populated(cells, people, adjacent(cells)).to_numpy()
    ratio = _ratio(request, cells, people)
    classes = np.full(len(cells), NOT_DRAWN)
    if ratio is not None:
        told = drawn & np.isfinite(ratio)
        classes[told] = np.searchsorted(STEPS, ratio[told], side="right")
    caveats = [text("overlay.risk_none")] if ratio is None else _caveats(request)
    return Overlay(
        name=NAME,
        title=title,
        rows=tuple(
            Row(
                label=text(label),
                look=look_of(share, large=request.large),
                things=int((classes == number).sum()),
            )
            for number, (label, share) in enumerate(zip(LABELS, SHARES[len(LABELS)], strict=True))
        ),
        shapes=tuple(shapely.points(cells["x"][drawn], cells["y"][drawn])),
        row_of=tuple(int(number) for number in classes[drawn]),
        caveats=tuple(caveats),
        public=True,
    )


def _caveats(request: OverlayRequest) -> list[str]:
    text = request.text
    numbers = {"metres": text.number(ACROSS), "people": text.number(LEAST_NEAR)}
    return [
        text("overlay.risk_caveat", **numbers, incidents=text.number(LEAST_EXPECTED)),
        text("overlay.risk_visitors"),
        text("overlay.risk_masked", least=text.number(LEAST_AT)),
    ]


def _residents(
    request: OverlayRequest, cells: pd.DataFrame, with_figures: pd.Series | None = None
) -> np.ndarray:
    """Return the residents of each hexagon, even within each small area."""
    shapes = request.light_shapes(LSOA)
    residents = request.store.residents(LSOA).astype(float)
    if with_figures is not None:
        residents = residents.where(with_figures.reindex(residents.index, fill_value=False))
    return spread_over(outlines(cells), shapes, residents.to_numpy())


def _ratio(request: OverlayRequest, cells: pd.DataFrame, people: np.ndarray) -> np.ndarray | None:
    """Return the rate around each hexagon as a multiple of the area's; None if there is none."""
    store, found = request.store, Hexagons(request.store, request.category)
    months = request.period.split(found.known)[0]
    if not months:
        return None
    categories = categories_of(store, request.category)
    whole = store.observed(LSOA, months, categories) == len(months)
    if not whole.all():
        people = _residents(request, cells, whole)
    counts = found.everywhere(months).reindex(keys_of(cells), fill_value=0).to_numpy(dtype=float)
    # Where no resident has figures for all months, there are no incidents for them either.
    surface = risk_surface(cells, np.where(people > 0, counts, 0.0), people)
    if isinstance(surface, NotMeasured):
        return None
    ratio: np.ndarray = surface["ratio"].where(people > 0).to_numpy()
    return ratio


NAME = "risk"
RISK = OverlayKind(
    name=NAME,
    draw=draw,
    needs=("points", "point_counts", "population"),
    asks=("category", "period"),
)
