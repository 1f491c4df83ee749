"""The overlay of the outlines of LSOAs, the small areas that wards consist of."""

from components import colour_scheme
from components.overlays.model import Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from data.schema import LSOA

LOOK = Look(line=colour_scheme.FINE, width=0.8)


def draw(request: OverlayRequest) -> Overlay:
    """Return every LSOA, simplified as a coverage so that neighbours share their border."""
    shapes = request.light_shapes(LSOA)
    label = request.text("overlay.lsoas")
    row = Row(label=label, look=sized(LOOK, request.large), things=len(shapes))
    return Overlay(
        name=LSOAS.name,
        title=label,
        rows=(row,),
        shapes=tuple(shapes),
        row_of=(0,) * len(shapes),
        public=True,
    )


LSOAS = OverlayKind(name="lsoas", draw=draw)
