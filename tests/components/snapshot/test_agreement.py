"""Screen and picture have the same classes, colours and numbers, area by area."""

import json
import re
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, PathCollection
from matplotlib.colors import to_hex

from components import colour_scheme, queries
from components.maps.deck_areas import layers_of
from components.overlays.symbol_atlas import sample
from components.snapshot.draw_areas import PATTERNS
from components.snapshot.model import PIXEL, Picture
from components.snapshot.page import page_of
from data.schema import OFFICIAL_LEVELS
from geo.measures import MEASURES
from tests.components.snapshot.conftest import See, little_picture
from tests.components.snapshot.reading import drawn_map, lines_of, pdf_of, said, together

# The county has one authority, which is no level of a map.
CASES = [
    (name, level)
    for name, measure in MEASURES.items()
    for level in measure.levels
    if level not in OFFICIAL_LEVELS
]


def drawn_fills(axes: Axes, points: np.ndarray) -> list[str]:
    """Return the fill colour at each area's representative point."""
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
    """Return the value that the browser gets for each area from the accessor sent to it."""
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
    return share * np.array(rgba[:3]) + (1 - share) * np.array(
        colour_scheme.rgb(colour_scheme.LAND)
    )


def test_every_area_has_the_colour_or_size_of_the_screen(see: See) -> None:
    for measure, level in CASES:
        case = f"{measure} by {level}"
        here, shown, picture = see(measure=measure, level=level, category="violent-crime")
        layers = {
            layer.id: layer for layer in layers_of(shown.spec, here.text, here.key, large=False)
        }
        (axes, _), shapes = drawn_map(picture), picture.shapes
        if f"fill-{level}" in layers:
            sent = on_screen(layers[f"fill-{level}"].get_fill_color, len(shapes.codes))
            for colour, rgba in zip(drawn_fills(axes, shapes.points), sent, strict=True):
                apart = np.abs(np.array(colour_scheme.rgb(colour)) - as_seen(rgba)).max()
                assert apart <= 2, f"{case}: {colour} on the picture, {rgba} on screen"
            continue
        sent = on_screen(layers[f"symbol-{level}"].get_point_radius, len(shapes.codes))
        drawn: dict[tuple[float, ...], float] = {}
        for circles in (c for c in axes.collections if isinstance(c, EllipseCollection)):
            for at, size in zip(circles.get_offsets(), circles.get_widths(), strict=True):
                drawn[tuple(at)] = size / 2
        radii = [drawn.get(tuple(point), 0.0) for point in shapes.points]
        assert radii == pytest.approx([radius * PIXEL for radius in sent]), case
        assert any(radii), case


def test_the_legend_and_the_text_of_the_screen_are_in_the_picture(see: See) -> None:
    for measure, level in CASES:
        view = {"measure": measure, "level": level, "category": "violent-crime", "lang": "cy"}
        here, shown, picture = see(**view)
        spec = shown.spec
        counted = [
            together(f"{row.label} ({here.text.plural('legend.areas', row.areas)})")
            for row in spec.legend
        ]
        labels = [together(row["label"]) for row in own_rows(picture)]
        assert counted and labels == counted, f"{measure} by {level}"
        # Producing a page is slow, so that its text is checked for one level of each measure.
        if level != MEASURES[measure].levels[-1]:
            continue
        words = said(pdf_of(picture, "a3"))
        for label in counted:
            assert label in words, f"{measure} by {level}: {label}"
        for line in (spec.title, spec.subtitle, spec.legend_title, spec.source, *spec.caveats):
            assert together(line) in words, f"{measure} by {level}: {line}"


def test_legend_samples_have_the_colours_and_sizes_of_the_screen(see: See) -> None:
    for measure in ("rate", "count"):
        _, shown, picture = see(measure=measure, category="violent-crime")
        for row, drawn in zip(shown.spec.legend, own_rows(picture), strict=True):
            assert row.colour.lower() in drawn["sample"].lower(), row.label
            radius = re.findall(r'<circle [^>]*r="([0-9.]+)"', drawn["sample"])
            assert [float(r) for r in radius] == ([row.radius * PIXEL] if row.radius else [])


def test_missing_and_pale_classes_have_the_same_hatching_in_the_legend() -> None:
    picture = little_picture()
    axes, _ = drawn_map(picture)
    on_map = {
        to_hex(fill.get_facecolor()[0]).lower(): fill.get_hatch() or ""
        for fill in axes.collections
        if fill.get_gid() == "areas"
    }
    rows = own_rows(picture)[: len(picture.spec.legend)]
    for row, drawn in zip(picture.spec.legend, rows, strict=True):
        hatched = "<pattern" in drawn["sample"]
        assert hatched == bool(on_map[row.colour.lower()]) == (row.kind in PATTERNS), row


def own_rows(picture: Picture) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = page_of(picture, "a4").says["legend"][0]["rows"]
    return rows


def test_the_numbers_are_those_of_the_screens_table(see: See) -> None:
    here, shown, picture = see(measure="rate", level="ward", category="burglary")
    facts = dict(picture.captions.facts)
    incidents = here.text.number(int(shown.table["incidents"].sum()))
    residents = here.text.number(int(shown.table["residents"].sum()))
    assert facts["How many"] == f"24 wards, 24 with a value; {incidents} crimes"
    assert facts["Compared with"] == f"usual residents: {residents}"
    lost = queries.load_report.rows_left_out(here.key, tuple(shown.months))
    assert facts["Not used"].startswith(here.text.number(int(lost["rows"].sum())))


def test_a_missing_month_is_noted_beside_the_period(see: See) -> None:
    _, _, picture = see(period="2025-01_2025-12", category="burglary")
    assert dict(picture.captions.facts)["Period"].endswith("(11 of 12 months have figures)")


def test_a_filter_greys_other_areas_and_zooms_to_the_selected_ones(see: See) -> None:
    whole, ward = see(level="lsoa")[2], see(level="lsoa", wards="W05999003")[2]
    wide, narrow = (drawn_map(picture)[0].get_xlim() for picture in (whole, ward))
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) / 3
    kinds = [row.kind for row in ward.spec.legend]
    assert "greyed" in kinds


def test_a_filtered_picture_counts_only_selected_areas(see: See) -> None:
    _, _, picture = see(wards="W05999003")
    assert dict(picture.captions.facts)["How many"].startswith("1 ward,")
    assert "only Aberhalwyn Market (1 of 24 wards)" in picture.spec.subtitle


def test_pinned_places_are_marked_as_on_screen(see: See) -> None:
    _, _, picture = see(pins="W05999003.W05999008")
    axes, _ = drawn_map(picture)
    assert [c.get_gid() for c in axes.collections].count("pinned") == 2
    reader = pdf_of(picture)
    written = [line.words for line in lines_of(reader)]
    assert written.count("A") == 2 and written.count("B") == 2, "on the map and in the legend"
    for pin in picture.spec.pinned:
        assert together(pin.label) in said(reader)


def test_the_fixed_day_of_the_sample_county_is_not_called_the_day_of_drawing(see: See) -> None:
    made = see()[2].captions.made
    assert "The sample county's date is always 20 November 2026" in made


ALL_OVER = "orders.groups.marks.deprived.hexagons.lsoas"


def test_every_overlay_is_drawn_from_the_screens_own_records(see: See) -> None:
    here, shown, picture = see(measure="rate", category="burglary", overlays=ALL_OVER)
    assert len(shown.spec.overlays) == len(ALL_OVER.split("."))
    axes, _ = drawn_map(picture)
    drawn_over = {str(c.get_gid()): c for c in axes.collections if c.get_gid()}
    words = said(pdf_of(picture, "a3"))
    samples = [
        row["sample"] for part in page_of(picture, "a3").says["legend"] for row in part["rows"]
    ]
    for overlay in shown.spec.overlays:
        for number, row in enumerate(overlay.rows):
            assert together(f"{row.label} ({here.text.number(row.things)})") in words
            if row.look.symbol or row.look.width:
                assert sample(row.look) in samples, "the sample is the screen's"
            drawn = [s for s, n in zip(overlay.shapes, overlay.row_of, strict=True) if n == number]
            if any(s.geom_type != "Point" for s in drawn) and row.look.width:
                assert f"over-{overlay.name}" in drawn_over
            points = sum(s.geom_type == "Point" for s in drawn)
            if points and row.look.symbol:
                assert f"symbol-{row.look.symbol}" in drawn_over
    hexagons = next(o for o in shown.spec.overlays if o.name == "hexagons")
    of_hexagons = [c for c in axes.collections if c.get_gid() == "symbol-hexagon"]
    at = np.concatenate([np.unique(c.get_offsets(), axis=0) for c in of_hexagons])
    wanted = [
        (s.x, s.y) for s, row in zip(hexagons.shapes, hexagons.row_of, strict=True) if row >= 0
    ]
    assert sorted(map(tuple, at.tolist())) == sorted(wanted), "each once, at its own place"


def test_an_overlay_that_is_off_is_not_drawn(see: See) -> None:
    axes, _ = drawn_map(see(measure="rate")[2])
    assert not [c for c in axes.collections if str(c.get_gid()).startswith(("symbol-", "over-"))]
