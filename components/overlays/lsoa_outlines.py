"""The overlay of the outlines of LSOAs, the small areas that wards consist of."""

import shapely

from components import theme
from components.overlays.model import Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.styles import sized
from data.geometry.browser_shapes import TOLERANCE_METRES
from data.schema import LSOA

LOOK = Look(line=theme.FINE, width=0.8)


def draw(request: OverlayRequest) -> Overlay:
    """Return every LSOA, simplified as a coverage so that neighbours share their border."""
    areas = request.store.areas(LSOA)
    shapes = shapely.coverage_simplify(areas.geometry.to_numpy(), TOLERANCE_METRES)
    label = request.text("overlay.lsoas")
    row = Row(label=label, look=sized(LOOK, request.large), things=len(areas))
    return Overlay(
        name=LSOAS.name,
        title=label,
        rows=(row,),
        shapes=tuple(shapes),
        row_of=(0,) * len(areas),
        public=True,
    )


LSOAS = OverlayKind(name="lsoas", draw=draw)
