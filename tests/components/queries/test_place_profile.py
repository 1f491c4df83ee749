"""One place: a month that was not published is missing, never zero."""

import datetime as dt

from components.queries import place_profile
from components.queries.cache import CacheKey
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, COUNTY, WARD

MISSING = str(truth("missing_month").since)


def test_a_missing_month_has_no_number(public: CacheKey, sample_store: Store) -> None:
    for level, place in ((WARD, str(truth("busy_record").ward_code)), (COUNTY, "")):
        monthly = place_profile.monthly(public, level, place, ASB)
        assert monthly.index.tolist() == sample_store.months()
        assert monthly.index[monthly.isna()].tolist() == [MISSING]


def test_the_wards_add_up_to_the_whole_area(public: CacheKey, sample_store: Store) -> None:
    wards = [place_profile.monthly(public, WARD, ward, ASB) for ward in sample_store.codes(WARD)]
    whole = place_profile.monthly(public, COUNTY, "", ASB)
    assert whole.drop(MISSING).tolist() == sum(wards).drop(MISSING).tolist()


def test_categories_and_months_give_the_same_total(public: CacheKey) -> None:
    ward, months = str(truth("busy_record").ward_code), ("2026-08", "2026-09")
    by_category = place_profile.by_category(public, WARD, ward, months)
    monthly = place_profile.monthly(public, WARD, ward, ASB)
    assert by_category[ASB] == monthly[list(months)].sum() > 0


def test_a_place_s_contents_leave_out_groups_of_the_whole_area(public: CacheKey) -> None:
    ward = str(truth("no_group").ward_code)
    contents = place_profile.contents_of(public, WARD, ward, dt.date(2026, 11, 20))
    assert contents.groups.empty
    assert contents.countywide == 5
