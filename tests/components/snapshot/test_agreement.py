"""Screen and picture agree: classes, colours and numbers, area by area."""

import json
import re

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch
from matplotlib.text import Text as Written

from components import queries, theme
from components.maps.deck_areas import layers_of
from components.snapshot.canvas import Canvas
from components.snapshot.page import draw_page
from components.snapshot.paper_sizes import PIXEL
from geo.measures import MEASURES
from tests.components.snapshot.conftest import See

CASES = [(name, level) for name, measure in MEASURES.items() for level in measure.levels]
each_measure_and_level = pytest.mark.parametrize(("measure", "level"), CASES)


def map_of(paper: Canvas) -> Axes:
    return next(axes for axes in paper.figure.axes if axes.get_label() == "map")


def drawn_fills(axes: Axes, points: np.ndarray) -> list[str]:
    """The colour under each area's own point."""
    fills = [
        c for c in axes.collections if isinstance(c, PathCollection) and c.get_gid() == "areas"
    ]
    found = []
    for point in points:
        here = [
            to_hex(fill.get_facecolor()[0])
            for fill in fills
            if any(path.contains_point(point) for path in fill.get_paths())
        ]
        assert len(here) == 1, "an area is drawn once"
        found.append(here[0].upper())
    return found


def on_screen(accessor: str, areas: int) -> list[list[int]]:
    """What the browser looks up for each area in the accessor that is sent to it."""
    looked_up = r"\[\('(\d+)'\)\[properties\.i\]\]" * accessor.count("properties")
    sent = re.fullmatch(r"@@=\((.*?)\)" + looked_up, accessor)
    assert sent, accessor
    table, *marks = sent.groups()
    found = []
    for i in range(areas):
        value = json.loads(table)
        for digits in marks:
            value = value[int(digits[i])]
        found.append(value)
    return found


def as_seen(rgba: list[int]) -> np.ndarray:
    share = rgba[3] / 255
    return share * np.array(rgba[:3]) + (1 - share) * np.array(theme.rgb(theme.LAND))


@each_measure_and_level
def test_every_area_has_the_colour_or_the_size_that_it_has_on_screen(
    see: See, measure: str, level: str
) -> None:
    here, shown, picture = see(measure=measure, level=level, category="violent-crime")
    layers = {layer.id: layer for layer in layers_of(shown.spec, here.text, here.key, large=False)}
    axes, shapes = map_of(draw_page(picture, "a4")), picture.shapes
    if f"fill-{level}" in layers:
        sent = on_screen(layers[f"fill-{level}"].get_fill_color, len(shapes.codes))
        for colour, rgba in zip(drawn_fills(axes, shapes.points), sent, strict=True):
            assert np.abs(np.array(theme.rgb(colour)) - as_seen(rgba)).max() <= 2
        return
    sent = on_screen(layers[f"symbol-{level}"].get_point_radius, len(shapes.codes))
    drawn: dict[tuple[float, ...], float] = {}
    for circles in (c for c in axes.collections if isinstance(c, EllipseCollection)):
        for at, size in zip(circles.get_offsets(), circles.get_widths(), strict=True):
            drawn[tuple(at)] = size / 2
    radii = [drawn.get(tuple(point), 0.0) for point in shapes.points]
    assert radii == pytest.approx([radius * PIXEL for radius in sent])
    assert any(radii)


@each_measure_and_level
def test_every_row_of_the_legend_stands_on_paper_with_its_number(
    see: See, measure: str, level: str
) -> None:
    here, shown, picture = see(measure=measure, level=level, category="violent-crime", lang="cy")
    said = written_on(draw_page(picture, "a3"))
    assert shown.spec.legend
    for row in shown.spec.legend:
        assert f"{row.label} ({here.text.plural('legend.areas', row.areas)})" in said
    for words in (shown.spec.title, shown.spec.subtitle, shown.spec.source, *shown.spec.caveats):
        assert words in said


def written_on(paper: Canvas) -> str:
    return " ".join(t.get_text() for t in paper.figure.findobj(Written) if t.get_text())


def test_the_numbers_are_those_of_the_screens_table(see: See) -> None:
    here, shown, picture = see(measure="rate", level="ward", category="burglary")
    facts = dict(picture.sheet.facts)
    incidents = here.text.number(int(shown.table["incidents"].sum()))
    residents = here.text.number(int(shown.table["residents"].sum()))
    assert facts["How many"] == f"24 wards, 24 with a value; {incidents} incidents"
    assert facts["Denominator"] == f"usual residents: {residents}"
    lost = queries.load_report.rows_left_out(here.key, tuple(shown.months))
    assert facts["Left out"].startswith(here.text.number(int(lost["rows"].sum())))


def test_a_month_that_is_missing_is_said_beside_the_period(see: See) -> None:
    _, _, picture = see(period="2025-01_2025-12", category="burglary")
    assert dict(picture.sheet.facts)["Period"].endswith("(11 of its 12 months published)")


def test_a_filter_greys_the_rest_and_the_window_shows_what_is_left(see: See) -> None:
    whole, ward = see(level="lsoa")[2], see(level="lsoa", wards="W05999003")[2]
    wide, narrow = (map_of(draw_page(picture, "a4")).get_xlim() for picture in (whole, ward))
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) / 3
    kinds = [row.kind for row in ward.spec.legend]
    assert "greyed" in kinds


def test_a_filters_picture_counts_what_it_shows(see: See) -> None:
    _, _, picture = see(wards="W05999003")
    assert dict(picture.sheet.facts)["How many"].startswith("1 ward,")
    assert "only Aberhalwyn Market (1 of 24 wards)" in picture.spec.subtitle


def test_pinned_places_are_marked_as_on_screen(see: See) -> None:
    _, _, picture = see(pins="W05999003.W05999008")
    paper = draw_page(picture, "a4")
    assert [c.get_gid() for c in map_of(paper).collections].count("pinned") == 2
    written = [words.get_text() for words in paper.figure.findobj(Written)]
    assert written.count("A") == 2 and written.count("B") == 2, "on the map and in the legend"
    for pin in picture.spec.pinned:
        assert pin.label in " ".join(written)


def test_an_invented_countys_day_is_not_called_the_day_of_drawing(see: See) -> None:
    made = see()[2].sheet.made
    assert "the sample county's day always stands at 20 November 2026" in made


ALL_OVER = "names.orders.groups.marks.deprived.hexagons.lsoas"


def test_every_overlay_is_drawn_from_the_screens_own_records(see: See) -> None:
    here, shown, picture = see(measure="rate", category="burglary", overlays=ALL_OVER)
    assert len(shown.spec.overlays) == 7
    paper = draw_page(picture, "a3")
    lines = {c.get_gid() for c in map_of(paper).collections if str(c.get_gid()).startswith("over-")}
    symbols = [str(p.get_gid()) for p in paper.figure.findobj(PathPatch)]
    said = written_on(paper)
    for overlay in shown.spec.overlays:
        for number, row in enumerate(overlay.rows):
            assert f"{row.label} ({here.text.number(row.things)})" in said
            drawn = [s for s, n in zip(overlay.shapes, overlay.row_of, strict=True) if n == number]
            if any(s.geom_type != "Point" for s in drawn) and row.look.width:
                assert f"over-{overlay.name}" in lines
            points = sum(s.geom_type == "Point" for s in drawn)
            if points and row.look.symbol:
                assert f"symbol-{row.look.symbol}" in symbols
    hexagons = next(o for o in shown.spec.overlays if o.name == "hexagons")
    wanted = sum(row >= 0 for row in hexagons.row_of) + len(hexagons.rows)
    assert symbols.count("symbol-hexagon") == wanted, "each on the map, and a row of the legend"


def test_an_overlay_that_is_off_leaves_no_trace(see: See) -> None:
    paper = draw_page(see(measure="rate")[2], "a4")
    assert not [p for p in paper.figure.findobj(PathPatch) if str(p.get_gid()).startswith("symbol")]
