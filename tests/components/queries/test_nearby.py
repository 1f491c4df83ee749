"""What is near a place: a group whose location is hidden has no distance."""

import datetime as dt

from components.queries import nearby
from components.queries.cache import CacheKey
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import LSOA, REFUGES, WARD

TODAY = dt.date(2026, 11, 20)


def test_a_ward_without_groups_has_the_nearest_of_others(public: CacheKey) -> None:
    found = nearby.nearby(public, WARD, str(truth("no_group").ward_code), TODAY)
    assert found.here.empty
    assert len(found.nearest) == nearby.NEAREST
    assert found.nearest["metres"].is_monotonic_increasing and found.nearest["metres"].min() > 0


def test_a_refuge_serves_the_whole_area_and_has_no_distance(
    analyst: CacheKey, sample_store: Store
) -> None:
    for ward in sample_store.codes(WARD):
        found = nearby.nearby(analyst, WARD, ward, TODAY)
        assert not {*found.here["kind"], *found.nearest["kind"]} & set(REFUGES)
        refuges = found.countywide[found.countywide["kind"].isin(REFUGES)]
        assert len(refuges) == 2 and refuges["metres"].isna().all()


def test_the_public_gets_no_distance_to_a_group_without_consent(
    public: CacheKey, partner: CacheKey, sample_store: Store
) -> None:
    groups = sample_store.groups()
    ward = str(groups.loc[~groups["public_contact"], "ward_code"].iloc[0])
    seen, known = (nearby.nearby(key, WARD, ward, TODAY) for key in (public, partner))
    assert len(seen.here) == len(known.here)
    assert seen.here["metres"].isna().any()
    assert known.here["metres"].notna().all()


def test_distances_start_at_residents_except_in_an_lsoa(
    public: CacheKey, sample_store: Store
) -> None:
    lsoa, ward = sample_store.codes(LSOA)[0], sample_store.codes(WARD)[0]
    assert nearby.nearby(public, WARD, ward, TODAY).by_residents
    assert not nearby.nearby(public, LSOA, lsoa, TODAY).by_residents
