"""Which groups, orders and responses belong to a place."""

import datetime as dt

from components.queries import place_contents
from components.queries.cache import CacheKey
from data.release.store import Store
from data.schema import COUNTY, TOWN, WARD

TODAY = dt.date(2026, 11, 20)


def test_a_ward_has_the_groups_that_name_it_also_without_a_place(
    public: CacheKey, sample_store: Store
) -> None:
    every = sample_store.groups()
    ward = str(every.loc[~every["public_contact"], "ward_code"].iloc[0])
    listed, own = place_contents.groups_of(public, WARD, ward)
    in_ward = (listed["ward_code"] == ward) & (listed["covers"] == WARD)
    assert own.tolist() == in_ward.tolist()
    assert listed.loc[own, "x"].isna().any()


def test_a_group_of_the_whole_area_belongs_to_no_place(
    public: CacheKey, sample_store: Store
) -> None:
    for level in (WARD, TOWN):
        for place in sample_store.codes(level):
            listed, own = place_contents.groups_of(public, level, place)
            assert COUNTY not in set(listed.loc[own, "covers"])


def test_an_order_belongs_to_the_wards_with_which_it_shares_ground(
    public: CacheKey, sample_store: Store
) -> None:
    orders = sample_store.orders().set_index("order_id")
    for ward, shape in sample_store.areas(WARD).geometry.items():
        found = place_contents.orders_of(public, WARD, str(ward), TODAY).index
        assert set(found) == set(orders.index[orders.intersection(shape).area > 0])


def test_a_ward_has_the_responses_that_name_it(public: CacheKey, sample_store: Store) -> None:
    named = sample_store.table("responses")["ward_code"]
    for ward in sample_store.codes(WARD):
        table = place_contents.responses_in(public, (ward,), TODAY)
        assert set(table["ward_code"]) <= {ward}
        assert len(table) == (named == ward).sum()
