"""The overlays' records: complete, distinct without colour, and without hidden locations."""

import json
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import shapely

from components.overlays import REGISTRY
from components.overlays.geojson import shapes_for_browser
from components.overlays.groups import SYMBOL_OF
from components.overlays.model import NOT_DRAWN, Look
from components.overlays.symbol_atlas import atlas, sample
from components.overlays.symbols import SYMBOLS
from components.text.catalogue import LANGUAGES
from data.access.viewer import Audience
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import GROUP_KINDS, WARD
from geo.categories import CHOICES, members
from geo.period import Period
from geo.shapes.hexagons import counts_in, grid
from geo.shapes.label_placement import NEVER
from tests.cases import every_case
from tests.components.overlays.conftest import Draw

each_overlay = every_case("name", REGISTRY)


def without_colour(look: Look) -> tuple[object, ...]:
    return look.symbol, look.dash, look.width > 0, look.size, look.ground


@each_overlay
@every_case("language", LANGUAGES)
def test_every_shape_has_a_legend_row_with_a_label(draw: Draw, name: str, language: str) -> None:
    drawn = draw(name, language=language)
    assert drawn.name == name and drawn.shapes and drawn.rows
    assert len(drawn.shapes) == len(drawn.row_of)
    assert set(drawn.row_of) <= {NOT_DRAWN, *range(len(drawn.rows))}
    assert not drawn.texts or len(drawn.texts) == len(drawn.from_zoom) == len(drawn.shapes)
    for row in drawn.rows:
        assert row.label and "." not in row.label and row.things >= 0
        assert not row.look.symbol or row.look.symbol in SYMBOLS


@each_overlay
def test_legend_rows_differ_without_their_colour(draw: Draw, name: str) -> None:
    looks = [row.look for row in draw(name).rows]
    for one, other in combinations(looks, 2):
        assert without_colour(one) != without_colour(other)


@each_overlay
def test_projector_mode_has_thicker_lines_and_larger_symbols(draw: Draw, name: str) -> None:
    for usual, large in zip(draw(name).rows, draw(name, large=True).rows, strict=True):
        assert large.look.width >= usual.look.width * 1.5
        assert large.look.size >= usual.look.size * (1.0 if usual.look.ground else 1.5)
    _, letters = (row.look for row in draw("names", large=True).rows)
    assert letters.size * 72 / 96 >= 18


@each_overlay
def test_every_row_has_a_sample_and_every_symbol_a_cell(draw: Draw, name: str) -> None:
    rows = draw(name).rows
    assert all(sample(row.look).startswith("<svg") for row in rows)
    symbols = sum(bool(row.look.symbol) for row in rows)
    assert atlas(rows).count("<path") == 2 * symbols


@each_overlay
def test_the_browser_gets_every_shape_in_degrees(draw: Draw, name: str) -> None:
    drawn = draw(name)
    features = json.loads(shapes_for_browser(drawn))["features"]
    assert [feature["properties"]["i"] for feature in features] == list(range(len(drawn.shapes)))
    for feature in features:
        west, south, east, north = shapely.from_geojson(json.dumps(feature["geometry"])).bounds
        assert -9 < west <= east < 2 and 49 < south <= north < 61


def test_an_orders_line_shows_its_legal_status(draw: Draw, sample_store: Store) -> None:
    drawn, table = draw("orders"), sample_store.orders()
    by_label = {row.label: row for row in drawn.rows}
    assert by_label["in force"].look.dash is None
    dashes = {by_label[label].look.dash for label in ("ended", "in consultation")}
    assert len(dashes) == 2 and None not in dashes
    assert sum(row.things for row in drawn.rows) == len(table) == len(drawn.shapes) / 2
    assert by_label["ended"].things == (table["status"] == "lapsed").sum()


def test_where_domestic_abuse_support_is_given_is_never_drawn(
    draw: Draw, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(GROUP_KINDS) - set(SYMBOL_OF) == {"domestic_abuse_support"}
    table = sample_store.groups()
    refuge = table["kind"] == "domestic_abuse_support"
    placed = table.set_geometry(
        table.geometry.where(~refuge, shapely.Point(225_000, 275_000)), crs=table.crs
    )
    monkeypatch.setattr(Store, "groups", lambda _: placed)
    drawn = draw("groups")
    assert shapely.Point(225_000, 275_000) not in drawn.shapes
    assert len(drawn.shapes) == (~refuge & table.geometry.notna()).sum()


def test_only_overlays_of_public_data_have_an_address(draw: Draw) -> None:
    public = {name for name in REGISTRY if draw(name).public}
    assert public == {"risk", "hexagons", "hot_hexagons", "lsoas", "deprived", "marks"}


def test_the_public_sees_only_groups_with_consent(draw: Draw, sample_store: Store) -> None:
    table = sample_store.groups()
    placed = table[table.geometry.notna()]
    everybody, partners = draw("groups", audience=Audience.PUBLIC), draw("groups")
    assert len(everybody.shapes) == placed["public_contact"].sum() < len(partners.shapes)
    assert not everybody.public and not partners.public
    assert len(partners.shapes) == len(placed)
    assert str(len(table) - len(everybody.shapes)) in everybody.caveats[0]


def test_deprived_areas_are_those_of_the_first_ranks(draw: Draw, sample_store: Store) -> None:
    ranks = sample_store.table("deprivation").query("domain == 'overall'")
    share = ranks["rank"] / ranks["of"]
    first, second = draw("deprived").rows
    assert first.things == (share <= 0.1).sum() > 0
    assert second.things == ((share > 0.1) & (share <= 0.2)).sum() > 0
    drawn = draw("deprived")
    areas = sample_store.areas("lsoa").geometry
    poorest = areas[ranks.set_index("area_code")["rank"].idxmin()].representative_point()
    strongest = [s for s, row in zip(drawn.shapes, drawn.row_of, strict=True) if row == 0]
    assert any(shape.contains(poorest) for shape in strongest)


def test_the_marks_are_in_the_planted_wards(draw: Draw, sample_store: Store) -> None:
    drawn, wards = draw("marks"), sample_store.areas("ward").geometry
    by_symbol = {
        row.look.symbol: [s for s, of in zip(drawn.shapes, drawn.row_of, strict=True) if of == n]
        for n, row in enumerate(drawn.rows)
    }
    (hospital,) = by_symbol["letter_h"]
    assert wards[truth("hospital").ward_code].contains(hospital)
    night = wards[truth("night_time_economy").ward_code]
    assert any(night.contains(centre) for centre in by_symbol["bullseye"])


@every_case("category", CHOICES)
def test_hexagons_have_the_counts_of_their_legend_rows(
    draw: Draw, sample_store: Store, category: str
) -> None:
    period = Period(first="2026-01", last="2026-03")
    drawn = draw("hexagons", category=category, period=period)
    counts = sample_store.table("point_counts")
    wanted = counts["month"].isin(period.months()) & counts["category"].isin(members(category))
    points = sample_store.table("points")
    incidents = counts[wanted].groupby("point")["incidents"].sum()
    held = counts_in(grid(points), points, incidents)
    assert held.sum() == counts.loc[wanted, "incidents"].sum()
    classes = np.array(drawn.row_of)
    assert ((held > 0).to_numpy() == (classes != NOT_DRAWN)).all()
    for number, row in enumerate(drawn.rows):
        inside = held[classes == number]
        assert row.things == len(inside)
        numbers = [int(word) for word in row.label.replace(",", "").split() if word.isdigit()]
        least, most = numbers[0], np.inf if "more" in row.label else numbers[-1]
        assert inside.between(least, most).all(), row.label
    sizes = [row.look.ground for row in drawn.rows]
    assert sizes == sorted(sizes)


def test_hexagons_have_the_same_positions_in_every_month(draw: Draw) -> None:
    spring = draw("hexagons", period=Period(first="2026-03", last="2026-05"))
    autumn = draw("hexagons", category="burglary", period=Period(first="2025-09", last="2025-11"))
    assert spring.shapes == autumn.shapes and spring.row_of != autumn.row_of


def test_a_period_without_a_published_month_draws_no_hexagon(draw: Draw) -> None:
    drawn = draw("hexagons", period=Period(first="2025-03", last="2025-03"))
    assert set(drawn.row_of) == {NOT_DRAWN}


def test_hot_hexagons_have_more_than_others(draw: Draw, sample_store: Store) -> None:
    period = Period(first="2025-10", last="2026-09")
    drawn = draw("hot_hexagons", category="all-crime", period=period)
    counts = sample_store.table("point_counts")
    wanted = counts["month"].isin(period.months()) & counts["category"].isin(members("all-crime"))
    incidents = counts[wanted].groupby("point")["incidents"].sum()
    points = sample_store.table("points")
    held = counts_in(grid(points), points, incidents).to_numpy()
    hot = np.array(drawn.row_of) != NOT_DRAWN
    assert drawn.rows[0].things == hot.sum() > 10
    assert held[hot].mean() > 4 * held[~hot].mean()
    assert drawn.shapes == draw("hexagons").shapes, "positions that no choice moves"


def test_hot_hexagons_that_cannot_be_compared_are_said(draw: Draw) -> None:
    drawn = draw("hot_hexagons", period=Period(first="2025-03", last="2025-03"))
    assert set(drawn.row_of) == {NOT_DRAWN} and "cannot be compared" in drawn.caveats[0]


def test_most_wards_are_named_at_first_and_all_after_zooming_in(draw: Draw) -> None:
    zooms = pd.Series(draw("names").from_zoom)
    assert (zooms <= zooms.min() + 1.5).mean() >= 0.5
    assert (zooms < NEVER).all()


def test_a_name_that_a_map_of_the_whole_area_would_cut_comes_after_zooming_in(
    draw: Draw, sample_store: Store
) -> None:
    wards = sample_store.areas(WARD)
    easternmost = wards.representative_point().x.idxmax()
    first = min(draw("names").from_zoom)

    def zoom_of(name: str) -> float:
        longer = wards.assign(name_en=wards["name_en"].mask(wards.index == easternmost, name))
        store = SimpleNamespace(
            manifest=SimpleNamespace(tables={}),
            complete_months=sample_store.complete_months,
            areas=lambda level: longer if level == WARD else sample_store.areas(level),
        )
        names = draw("names", store=store)
        return dict(zip(names.texts, names.from_zoom, strict=True))[name]

    assert zoom_of("Ynys") == first
    assert zoom_of("Llanfihangel Troddi with Thryleg") > first


def test_overlays_need_only_tables_that_there_are(sample_store: Store, tmp_path: Path) -> None:
    for kind in REGISTRY.values():
        assert set(kind.needs) <= set(sample_store.manifest.tables)
