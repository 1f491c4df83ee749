"""The pictures of a place's PDF: the map as SVG, the charts as SVG or as numbers."""

import pandas as pd

from components import queries
from components.overlays.symbol_atlas import sample
from components.place_page import place_map
from components.place_page.model import PlaceModel
from components.snapshot.collect import BARE
from components.snapshot.model import Drawing
from components.text.catalogue import Text
from components.ui.sections import PrintedPicture
from geo.noise.ladder import NO_CLEAR_DIFFERENCE
from geo.stats.trend import NOW

# MAP, MONTHS: width and height in millimetres.
MAP, MONTHS = (84.0, 74.0), (178.0, 30.0)
# BODY: points of the letters of the months.
BODY = 7.5
# MARKED: by how much a chart with labels above it is higher.
MARKED = 3.0


def map_picture(model: PlaceModel) -> PrintedPicture:
    """Return the map of the place, with its symbols and their labels."""
    # Matplotlib loads slowly: only when a map is printed.
    from components.snapshot.map_svg import map_svg

    key, text = model.here.key, model.here.text
    spec = place_map.spec_of(model)
    shapes = queries.shapes.print_shapes(key, model.level)
    drawing = Drawing(
        spec=spec,
        text=text,
        shapes=shapes,
        ground=queries.shapes.ground_shapes(key)
        if "ground" in model.here.manifest.tables
        else BARE,
        chosen=shapes.areas[shapes.codes.index(model.place)],
    )
    looks = [row.look for overlay in reversed(spec.overlays) for row in overlay.rows]
    labels = [label for label, _ in place_map.in_legend(spec, text)]
    return PrintedPicture(
        svg=map_svg(drawing, width=MAP[0], height=MAP[1]),
        legend=[(sample(look), label) for look, label in zip(looks, labels, strict=True)],
    )


def months(
    model: PlaceModel, *, size: tuple[float, float] = MONTHS, body: float = BODY
) -> PrintedPicture:
    """Return the line of the months; a month that was not published is a gap.

    `size` is width and height in millimetres, and `body` that of the letters in points.
    """
    # Matplotlib loads slowly: only when a chart is printed.
    from components.snapshot.charts.months import months_svg

    table = model.monthly.to_frame(NOW)
    svg = months_svg(
        table,
        model.here.text,
        width=size[0],
        height=size[1] + (MARKED if model.break_marks else 0.0),
        body=body,
        breaks=model.break_marks,
    )
    return PrintedPicture(svg=svg)


def season(text: Text, table: pd.DataFrame) -> PrintedPicture:
    """Return a bar for each month's share of the year, and the line of an even share."""
    bars = [
        {
            "share": float(row["share"]),
            "label": text.month_of_year(int(str(month)))[:3],
            "clear": row["verdict"] != NO_CLEAR_DIFFERENCE,
        }
        for month, row in table.iterrows()
    ]
    return PrintedPicture(chart="bars", numbers={"bars": bars, "even": text("mine.even")})
