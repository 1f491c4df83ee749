"""Every kind of the ground is drawn in pictures, in its own colour."""

from dataclasses import replace

import pandas as pd
import shapely

from components import colour_scheme, drawing_sizes
from components.snapshot.draw_basemap import BELOW, OVER
from components.snapshot.map_svg import map_svg
from data.schema import GROUND_KINDS
from tests.components.snapshot.conftest import little_picture

LINES = ("road", "rail", "river")
SQUARE = shapely.box(500, 500, 3_500, 1_500)
LINE = shapely.LineString([(500, 500), (3_500, 1_500)])
EVERYWHERE = ("land", 1, "", "", shapely.box(-9_000, -9_000, 9_000, 9_000))


def drawn(*rows: tuple[str, int, str, str, shapely.Geometry]) -> str:
    columns = ["kind", "rank", "name_en", "name_cy", "shape"]
    picture = replace(little_picture(), ground=pd.DataFrame([EVERYWHERE, *rows], columns=columns))
    return map_svg(picture, width=120, height=80)


def test_every_kind_of_the_ground_has_its_colour_in_a_picture() -> None:
    assert {*BELOW, *LINES, "label"} == set(GROUND_KINDS)
    without = drawn()
    for kind in (*BELOW, *LINES):
        for rank in range(1, len(drawing_sizes.LINE_WIDTHS.get(kind, (1,))) + 1):
            shape = LINE if kind in LINES else SQUARE
            colour = colour_scheme.GROUND_FILLS.get(kind, OVER.get(kind, colour_scheme.SEA)).lower()
            now = drawn((kind, rank, "", "", shape))
            assert now.count(colour) > without.count(colour), (kind, rank)
