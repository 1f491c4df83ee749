"""The overlay of the most deprived LSOAs, as outlines that leave the fill below readable."""

import geopandas as gpd
import shapely

from components import colour_scheme
from components.overlays.model import Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from components.text.index_names import edition_name
from data.geometry.browser_shapes import TOLERANCE_METRES
from geo.stats.deprivation import newest_edition, quantile_of_rank

LOOKS = {
    "first": Look(line=colour_scheme.INK, width=3.0, casing=colour_scheme.HALO),
    "second": Look(line=colour_scheme.INK, width=1.6, dash=(3.0, 2.0), casing=colour_scheme.HALO),
}
TENTH = {"first": 1, "second": 2}
LABELS = {"first": "overlay.deprived_first", "second": "overlay.deprived_second"}


def draw(request: OverlayRequest) -> Overlay:
    """Return outlines around the most deprived tenth of LSOAs, and around the second tenth."""
    text, ranks = request.text, request.store.table("deprivation")
    edition = newest_edition(ranks)
    ranks = ranks[(ranks["edition"] == edition) & (ranks["domain"] == "overall")]
    tenths = quantile_of_rank(ranks["rank"], ranks["of"]).set_axis(ranks["area_code"])
    areas = request.store.areas_of(tenths.index[tenths.isin(TENTH.values())])
    rows: list[Row] = []
    shapes: list[shapely.Geometry] = []
    row_of: list[int] = []
    for name, look in LOOKS.items():
        tenth = areas[areas.index.isin(tenths.index[tenths == TENTH[name]])]
        row_look = sized(look, request.large)
        label = text(LABELS[name])
        rows.append(Row(label=label, look=row_look, things=len(tenth)))
        joined = _joined(tenth)
        # The stronger line is drawn on top.
        shapes = joined + shapes
        row_of = [len(rows) - 1] * len(joined) + row_of
    return Overlay(
        name=DEPRIVED.name,
        title=text("overlay.deprived_by", edition=edition_name(text, edition, short=True)),
        rows=tuple(rows),
        shapes=tuple(shapes),
        row_of=tuple(row_of),
        caveats=(text("overlay.deprived_caveat"),),
        public=True,
    )


def _joined(areas: gpd.GeoDataFrame) -> list[shapely.Geometry]:
    """Return touching areas as one shape with one outline."""
    if areas.empty:
        return []
    whole = shapely.unary_union(areas.geometry.to_numpy())
    return list(shapely.get_parts(whole.simplify(TOLERANCE_METRES)))


DEPRIVED = OverlayKind(name="deprived", draw=draw, needs=("deprivation",))
