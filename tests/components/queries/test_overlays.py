"""Overlays by cache key: shapes that the public may not see are never published."""

import datetime as dt
import json
from typing import Any

import pytest

from components.overlays.model import NOT_DRAWN, Overlay
from components.queries import overlays
from components.queries.cache import CacheKey
from data.access.group_visibility import visible_groups
from data.access.viewer import Audience
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, WARD
from geo.period import Period
from geo.stats.misleading_denominators import HOSPITAL

YEAR = Period(first="2025-10", last="2026-09")
TODAY = dt.date(2026, 11, 20)


def drawn(key: CacheKey, *names: str, category: str = ASB) -> tuple[Overlay, ...]:
    return overlays.overlays(
        key, names, language="en", category=category, period=YEAR, today=TODAY, large=False
    )


def test_the_public_gets_the_shapes_of_groups_with_a_visible_place_only(
    public: CacheKey, partner: CacheKey, sample_store: Store
) -> None:
    for key, audience in ((public, Audience.PUBLIC), (partner, Audience.PARTNER)):
        (groups,) = drawn(key, "groups")
        visible = visible_groups(audience, sample_store.groups())["x"].notna().sum()
        assert sum(row != NOT_DRAWN for row in groups.row_of) == visible


def test_what_is_in_a_partners_table_has_no_address(public: CacheKey, partner: CacheKey) -> None:
    for key in (public, partner):
        for overlay in drawn(key, "groups", "orders"):
            with pytest.raises(AssertionError):
                overlays.shapes_address(key, overlay)


def test_overlays_are_drawn_from_the_lowest_to_the_topmost(public: CacheKey) -> None:
    offered = overlays.overlays_offered(public)
    names = [one.name for one in drawn(public, *offered)]
    assert names == [*reversed(offered)]
    assert names.index("hexagons") < names.index("orders") < names.index("groups")


def test_an_overlay_without_a_category_is_the_same_for_every_category(public: CacheKey) -> None:
    (lsoas,), (same,) = drawn(public, "lsoas"), drawn(public, "lsoas", category="burglary")
    assert lsoas.shapes is same.shapes
    (hexagons,), (other,) = drawn(public, "hexagons"), drawn(public, "hexagons", category="robbery")
    assert hexagons.row_of != other.row_of


def test_the_planted_hospital_makes_its_ward_s_rate_misleading(public: CacheKey) -> None:
    table = overlays.denominators(public)
    hospital = table[table["kind"] == HOSPITAL]
    assert hospital["ward_code"].tolist() == [truth("hospital").ward_code]


def test_a_place_s_map_gets_its_own_shapes_and_few_far_away(
    public: CacheKey, sample_store: Store
) -> None:
    wards = sample_store.areas(WARD).geometry
    every = drawn(public, "groups", "orders")
    asked: Any = {"language": "en", "category": ASB, "period": YEAR, "today": TODAY, "large": False}
    for place, area in wards.items():
        near = overlays.overlays_near(public, str(place), ["groups", "orders"], **asked)
        for one, whole in zip(near, sorted(every, key=lambda o: o.name == "groups"), strict=True):
            inside = {shape for shape in whole.shapes if shape.intersects(area)}
            assert inside <= set(one.shapes), f"{one.name} of {place}: some of it are not sent"
            assert len(one.shapes) == len(one.row_of) <= len(whole.shapes)
            assert one.rows == whole.rows, "the legend counts the whole area"
            features = json.loads(overlays.private_shapes(public, one))["features"]
            assert len(features) == len(one.shapes), f"{one.name} of {place}"
    assert any(
        len(overlays.overlays_near(public, str(place), ["groups"], **asked)[0].shapes)
        < len(every[-1].shapes)
        for place in wards.index
    )
