"""The pictures of a place's PDF: the map as SVG, the charts as numbers."""

from typing import Any

import pandas as pd

from components import queries
from components.overlays.symbol_atlas import sample
from components.place_page import place_map
from components.place_page.model import PlaceModel
from components.snapshot.captions import Sheet
from components.snapshot.collect import BARE
from components.snapshot.model import Picture
from components.text.catalogue import Text
from components.ui.sections import PrintedPicture
from geo.stats.benchmark import SIMILAR

# MAP: width and height in millimetres.
MAP = (84.0, 74.0)
MOST_TICKS = 9
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**9)


def map_picture(of: PlaceModel) -> PrintedPicture:
    """Return the map of the place, with its symbols and their labels."""
    # Matplotlib loads slowly: only when a map is printed.
    from components.snapshot.map_svg import map_svg

    key, text = of.here.key, of.here.text
    spec = place_map.spec_of(of)
    shapes = queries.print_shapes.print_shapes(key, of.level)
    picture = Picture(
        spec=spec,
        sheet=Sheet(answer="", facts=(), link="", made="", author="", fictional=False),
        text=text,
        shapes=shapes,
        ground=queries.print_shapes.ground_shapes(key)
        if "ground" in of.here.manifest.tables
        else BARE,
        chosen=shapes.areas[shapes.codes.index(of.place)],
    )
    looks = [row.look for overlay in reversed(spec.overlays) for row in overlay.rows]
    labels = [label for label, _ in place_map.in_legend(spec, text)]
    return PrintedPicture(
        svg=map_svg(picture, width=MAP[0], height=MAP[1]),
        legend=[(sample(look), label) for look, label in zip(looks, labels, strict=True)],
    )


def months(of: PlaceModel) -> PrintedPicture:
    """Return the line of the months; a month that was not published has no value."""
    text, monthly = of.here.text, of.monthly
    every = max(-(-len(monthly) // MOST_TICKS), 1)
    ticks = range(len(monthly))[::-1][::every]
    numbers = {
        "values": [None if pd.isna(value) else float(value) for value in monthly],
        "ticks": [{"at": n, "label": text.short_month(str(monthly.index[n]))} for n in ticks],
        "scale": _scale(text, float(monthly.max()) if monthly.notna().any() else 0.0),
        "gap": text("trend.gap"),
    }
    return PrintedPicture(chart="line", numbers=numbers)


def season(text: Text, table: pd.DataFrame) -> PrintedPicture:
    """Return a bar for each month's share of the year, and the line of an even share."""
    bars = [
        {
            "share": float(row["share"]),
            "label": text.month_of_year(int(str(month)))[:3],
            "clear": row["verdict"] != SIMILAR,
        }
        for month, row in table.iterrows()
    ]
    return PrintedPicture(chart="bars", numbers={"bars": bars, "even": text("mine.even")})


def _scale(text: Text, most: float) -> list[dict[str, Any]]:
    """Return three or four round numbers, the last one at or above `most`."""
    step = next(step for step in STEPS if most <= 4 * step)
    last = max(-(-int(most) // step), 1)
    return [{"at": n * step, "label": text.number(n * step)} for n in range(last + 1)]
