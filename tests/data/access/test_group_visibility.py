"""Which details of groups an audience sees, and when they are out of date."""

import datetime as dt
import hashlib

import geopandas as gpd
from shapely import Point

from data.access.group_visibility import (
    CONFIRMED,
    OLD,
    OLD_AFTER,
    UNDATED,
    confirmation_status,
    visible_groups,
)
from data.access.viewer import Audience
from data.file_kinds import GROUPS
from data.release.current import current_release
from data.release.manifest import read_manifest
from data.release.store import Store
from data.schema import BRITISH_GRID
from data.settings import Settings
from data.sources.registry import SOURCES
from tests.cases import every_case

TODAY = dt.date(2026, 11, 20)


def listed() -> gpd.GeoDataFrame:
    rows = {
        "group_id": ["open", "shy", "refuge", "nowhere"],
        "name_en": ["Open", "Shy", "Refuge", "Nowhere"],
        "offers_en": ["An open club", "A shy club", None, None],
        "kind": ["youth_provision", "youth_provision", "domestic_abuse_support", "rural_watch"],
        "covers": ["ward", "ward", "ward", "county"],
        "ward_code": ["W1", "W1", "W1", None],
        "public_contact": [True, False, True, True],
    }
    points = [Point(1, 2), Point(3, 4), Point(5, 6), None]
    return gpd.GeoDataFrame(rows, geometry=points, crs=BRITISH_GRID)


@every_case("audience", Audience)
def test_a_refuge_has_neither_a_place_nor_a_ward_for_anyone(audience: Audience) -> None:
    seen = visible_groups(audience, listed())
    assert seen.loc["refuge", ["x", "y", "ward_code"]].isna().all()
    assert seen.at["refuge", "covers"] == "county"


def test_without_consent_the_public_sees_neither_place_nor_name_but_the_ward() -> None:
    public, partner = (visible_groups(a, listed()) for a in (Audience.PUBLIC, Audience.PARTNER))
    assert public["x"].isna().tolist() == [False, True, True, True]
    assert partner["x"].isna().tolist() == [False, False, True, True]
    assert public.at["shy", "ward_code"] == "W1" and partner.at["shy", "y"] == 4
    assert public.loc["shy", ["name_en", "offers_en"]].isna().all()
    assert public.at["open", "name_en"] == "Open" and partner.at["shy", "name_en"] == "Shy"


def test_the_sample_county_places_no_domestic_abuse_support(sample_store: Store) -> None:
    seen = visible_groups(Audience.ANALYST, sample_store.groups())
    support = seen[seen["kind"] == "domestic_abuse_support"]
    assert len(support) == 2 and support["x"].isna().all()
    assert "geometry" not in seen


def test_release_without_welsh_audiences_is_read(copied: Settings) -> None:
    path = copied.releases / current_release(copied) / "groups.parquet"
    gpd.read_parquet(path).drop(columns="audience_cy").to_parquet(path)
    manifest = read_manifest(path.parent)
    manifest.tables["groups"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write(path.parent)
    groups = Store(path.parent).groups()
    assert len(groups) and groups["audience_cy"].isna().all() and groups["audience"].notna().any()


@every_case(
    ("day", "age"),
    [
        ("2026-11-20", CONFIRMED),
        ("2025-11-20", CONFIRMED),
        ("2025-11-19", OLD),
        ("2019-01-01", OLD),
        ("", UNDATED),
        (None, UNDATED),
        (float("nan"), UNDATED),
    ],
)
def test_details_are_old_after_twelve_months(day: object, age: str) -> None:
    assert confirmation_status(day, TODAY) == age


def test_limit_equals_that_of_the_sources() -> None:
    assert SOURCES[GROUPS].age_limit == OLD_AFTER == 12


def test_the_limit_is_correct_across_the_end_of_a_year() -> None:
    assert confirmation_status("2026-01-31", dt.date(2027, 1, 31)) == CONFIRMED
    assert confirmation_status("2026-01-30", dt.date(2027, 1, 31)) == OLD
