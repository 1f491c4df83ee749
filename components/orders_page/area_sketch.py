"""The small map of one order: its area, its ring, and the points that are counted in each part."""

from base64 import b64encode
from collections.abc import Collection

import numpy as np
import pandas as pd
import shapely

from components import colour_scheme, queries
from components.maps.spec import PLAIN, MapSpec
from components.orders_page.model import OrdersModel
from components.overlays.model import Look, Overlay, Row
from components.overlays.symbol_atlas import sample
from components.queries.shapes import PrintShapes
from components.snapshot.collect import BARE
from components.snapshot.model import Drawing
from components.text.direction import escape
from data.schema import WARD
from geo.orders.treatment_areas import COMPARISON, INSIDE, PARTS, RING, RING_METRES

# ACROSS, DOWN: millimetres on an A4 page.
ACROSS, DOWN = 110.0, 82.0
# MARGIN: metres around the ring, so that some of the comparison is seen.
MARGIN = 900.0
BODY, LARGE_BODY = 8.0, 12.0
# LOOKS: of points, told apart by shape and size as well as by colour.
LOOKS = {
    INSIDE: Look(symbol="circle", fill=colour_scheme.ORDER, casing=colour_scheme.HALO, size=11.5),
    RING: Look(symbol="square", fill=colour_scheme.TREND, casing=colour_scheme.HALO, size=9.0),
    COMPARISON: Look(
        symbol="circle", fill=colour_scheme.HALO, casing=colour_scheme.SOFT_INK, size=7.2
    ),
}
WARDS = Look(line=colour_scheme.TREND_BEFORE, width=1.0, dash=(1, 3))
OTHERS = Look(line=colour_scheme.ORDER, width=1.2, dash=(1.7, 1.7))
RING_LINE = Look(line=colour_scheme.TREND, width=1.8, dash=(3.3, 2.2))
ORDER = Look(line=colour_scheme.ORDER, width=2.6, fill=colour_scheme.ORDER, opacity=0.12)


def as_svg(model: OrdersModel, *, large: bool = False) -> str:
    """Return the map as SVG, without text: the caption and the legend have it."""
    here = model.here
    drawn = (here.today, here.text.language, model.number, model.about, large)
    return queries.orders.order_drawing(here.key, drawn, _draw=lambda: _drawn(model, large=large))


def _drawn(model: OrdersModel, *, large: bool) -> str:
    # Matplotlib loads slowly: import it only when a map is drawn.
    from components.snapshot.map_svg import map_svg

    return map_svg(
        drawing_of(model),
        width=ACROSS,
        height=DOWN,
        body=LARGE_BODY if large else BODY,
        letters_as_shapes=True,
    )


def drawing_of(model: OrdersModel) -> Drawing:
    """Return what the map is drawn from: no areas, but outlines and points over the basemap."""
    key = model.here.key
    orders = queries.current_store.store_of(key).orders()
    shapes = orders.set_index("order_id")["geometry"]
    order = shapes[model.number]
    ring = order.buffer(RING_METRES)
    spec = MapSpec(
        title=model.name,
        subtitle="",
        alt="",
        style=PLAIN,
        level=WARD,
        classes=(),
        uncertain=(),
        colours=(),
        legend_title="",
        legend=(),
        caveats=(),
        source="",
        chosen="",
        overlays=(
            _lines("wards", WARDS, queries.shapes.print_shapes(key, WARD).areas.tolist()),
            _lines("others", OTHERS, shapes.drop(model.number)),
            _lines("ring", RING_LINE, [ring]),
            _lines("order", ORDER, [order]),
            points_of(model),
        ),
    )
    with_ground = "ground" in model.here.manifest.tables
    ground = queries.shapes.ground_shapes(key) if with_ground else BARE
    west, south, east, north = ring.buffer(MARGIN).bounds
    return Drawing(
        spec=spec,
        text=model.here.text,
        shapes=PrintShapes(
            codes=(),
            areas=np.array([], dtype=object),
            points=np.empty((0, 2)),
            whole=(west, south, east, north),
        ),
        ground=ground[ground["kind"] != "label"],
    )


def points_of(model: OrdersModel) -> Overlay:
    """Return the points of each part, those of the order last, so that they are on top."""
    store = queries.current_store.store_of(model.here.key)
    points = store.table("points").set_index("point")
    places = model.study.places
    by_part = {part: points.loc[places.index[places == part], ["x", "y"]] for part in PARTS[::-1]}
    rows = tuple(
        Row(label=model.here.text(f"orders.part_{part}"), look=LOOKS[part], things=len(at))
        for part, at in by_part.items()
    )
    return Overlay(
        name="points",
        title="",
        rows=rows,
        shapes=tuple(shapely.points(pd.concat(by_part.values()).to_numpy(dtype=float))),
        row_of=tuple(np.repeat(range(len(rows)), [row.things for row in rows])),
    )


def as_image(svg: str, alt: str) -> str:
    """Return a drawing as HTML."""
    data = b64encode(svg.encode()).decode()
    return f'<img class="mt-drawing" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def mark(part: str) -> str:
    """Return the symbol of a part for the legend."""
    return as_image(sample(LOOKS[part]), "")


def _lines(name: str, look: Look, shapes: Collection[shapely.Geometry]) -> Overlay:
    rows = (Row(label="", look=look, things=len(shapes)),)
    return Overlay(name=name, title="", rows=rows, shapes=tuple(shapes), row_of=(0,) * len(shapes))
