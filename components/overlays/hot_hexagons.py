"""The overlay of hot spots on hexagons, by Gi*. It never shows single points or streets."""

import shapely

from components import colour_scheme
from components.overlays.hexagon_counts import hexagons_for
from components.overlays.hexagons import CORNERS, LARGEST, own_caveats
from components.overlays.model import NOT_DRAWN, Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from data.schema import OWN
from geo.categories import is_own
from geo.shapes.hexagons import ACROSS

SHARE = 0.9
LOOK = Look(
    fill=colour_scheme.INK,
    opacity=0.9,
    casing=colour_scheme.HALO,
    symbol="hexagon_dot",
    size=LARGEST * SHARE,
    ground=CORNERS * SHARE,
)


def draw(request: OverlayRequest) -> Overlay:
    """Return the hexagons with police points; those that are hot spots by Gi* are drawn.

    Of the partners' own incidents: those with enough of them (`hexagon_counts`).
    """
    text = request.text
    title = text(
        "overlay.hot_hexagons_of",
        category=text(f"category_title.{request.category}"),
        months=text.months(request.period.first, request.period.last),
        metres=text.number(ACROSS),
    )
    found = hexagons_for(request.store, request.category, request.audience)
    months = request.period.split(found.known)[0]
    hot = found.hot(months)
    caveats: tuple[str, ...] = (text("overlay.hot_hexagons_none"),)
    if hot is not None:
        caveats = (text("overlay.hot_hexagons_caveat"),)
    own = is_own(request.category)
    drawn = [False] * len(found.cells) if hot is None else hot.tolist()
    return Overlay(
        name=NAME,
        title=title,
        rows=(Row(label=text("spot.hot"), look=sized(LOOK, request.large), things=sum(drawn)),),
        shapes=tuple(shapely.points(found.cells["x"], found.cells["y"])),
        row_of=tuple(0 if one else NOT_DRAWN for one in drawn),
        caveats=(*caveats, *(own_caveats(text, found, months) if own else ())),
        variant=OWN if own else "",
        public=not own,
    )


NAME = "hot_hexagons"
HOT_HEXAGONS = OverlayKind(
    name=NAME,
    draw=draw,
    needs=("points", "point_counts"),
    asks=("category", "period"),
)
