"""The overlay of wards whose rate per resident misleads. The mark shows the kind of place."""

from components import colour_scheme
from components.overlays.model import Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from components.text.rate_warnings import misleading_wards
from data.schema import WARD
from geo.stats.misleading_denominators import HOSPITAL, ONE_SPOT, TOWN_CENTRE

SYMBOL_OF = {HOSPITAL: "letter_h", TOWN_CENTRE: "bullseye", ONE_SPOT: "point_down"}
LOOK = Look(fill=colour_scheme.INK, casing=colour_scheme.HALO, size=17.0, below=17.0)


def draw(request: OverlayRequest) -> Overlay:
    """Return one mark for each ward and kind of place, slightly below the ward's middle."""
    text, store = request.text, request.store
    wards = misleading_wards(store)
    kinds = [kind for kind in SYMBOL_OF if (wards["kind"] == kind).any()]
    number_of = {kind: number for number, kind in enumerate(kinds)}
    middles = store.areas(WARD).geometry.representative_point()
    return Overlay(
        name=MARKS.name,
        title=text("overlay.marks"),
        rows=tuple(
            Row(
                label=text(f"distorting.{kind}"),
                look=sized(LOOK, request.large, symbol=SYMBOL_OF[kind]),
                things=int((wards["kind"] == kind).sum()),
            )
            for kind in kinds
        ),
        shapes=tuple(middles.loc[wards["ward_code"]]),
        row_of=tuple(number_of[kind] for kind in wards["kind"]),
        caveats=(text("overlay.marks_caveat"),),
        public=True,
    )


MARKS = OverlayKind(name="marks", draw=draw, needs=("points", "point_counts", "population"))
