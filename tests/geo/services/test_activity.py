"""Orders in force, open responses and groups by area."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box

from geo.services.activity import activity_by_area, response_status, still_open, without_activity

TODAY = dt.date(2026, 11, 20)
AREAS = gpd.GeoSeries(
    [box(0, 0, 10, 10), box(10, 0, 20, 10), box(20, 0, 30, 10)], index=list("ABC")
)
WARDS = pd.Series(list("ABC"), list("ABC"))
ORDERS = gpd.GeoDataFrame(
    {
        "order_id": ["O1", "O2", "O3", "O4"],
        "status": ["in force", "in force", "lapsed", "in force"],
        "start": ["2025-01-01", "2023-01-01", None, "2027-01-01"],
        "expiry": ["2027-12-31", "2026-01-01", "2024-01-01", None],
        # The first order ends at the border of the second area and only touches it.
        "geometry": [box(2, 2, 10, 8), box(12, 2, 18, 8), box(2, 2, 4, 4), box(22, 2, 24, 4)],
    }
)
RESPONSES = pd.DataFrame(
    {
        "ward_code": ["B", "B", "C", None],
        "order_id": [None, None, None, "O1"],
        "end": [None, "2026-01-01", None, None],
        "status": ["planned", "running", "ended", "running"],
    }
)
GROUPS = pd.DataFrame({"covers": ["ward", "county"], "ward_code": ["B", None]})


def done(**changed: object) -> pd.DataFrame:
    brought = {"orders": ORDERS, "responses": RESPONSES, "groups": GROUPS} | changed
    return activity_by_area(AREAS, WARDS, today=TODAY, **brought)  # type: ignore[arg-type]


def test_an_order_is_counted_from_start_to_expiry() -> None:
    earlier = activity_by_area(
        AREAS, WARDS, orders=ORDERS, responses=None, groups=None, today=dt.date(2025, 6, 1)
    )
    assert earlier["orders"].tolist() == [1, 1, 0]
    assert done()["orders"].tolist() == [1, 0, 0]


def test_a_response_is_open_until_it_has_ended() -> None:
    assert still_open(RESPONSES, TODAY).tolist() == [True, False, False, True]
    assert response_status(RESPONSES, TODAY).tolist() == ["planned", "ended", "ended", "running"]


def test_activity_is_located_by_outline_ward_or_order() -> None:
    found = done()
    assert found["orders"].tolist() == [1, 0, 0]
    assert found["responses"].tolist() == [1, 1, 0]
    assert found["groups"].tolist() == [0, 1, 0]
    assert without_activity(found).tolist() == [False, False, True]


def test_activity_without_data_is_missing() -> None:
    found = done(groups=None, responses=None)
    assert found[["groups", "responses"]].isna().all(axis=None)
    assert without_activity(found).tolist() == [False, True, True]
    assert not without_activity(done(orders=None, groups=None, responses=None)).any()


def test_a_small_area_has_the_groups_and_responses_of_its_ward() -> None:
    halves = gpd.GeoSeries([box(10, 0, 15, 10), box(15, 0, 20, 10)], index=["b1", "b2"])
    found = activity_by_area(
        halves, pd.Series(["B", "B"], halves.index),
        orders=ORDERS, responses=RESPONSES, groups=GROUPS, today=TODAY,
    )  # fmt: skip
    assert found["groups"].tolist() == [1, 1] and found["responses"].tolist() == [1, 1]
    assert found["orders"].tolist() == [0, 0]


def test_empty_tables_count_as_zero() -> None:
    found = done(orders=ORDERS.head(0), responses=RESPONSES.head(0), groups=GROUPS.head(0))
    assert np.array_equal(found.to_numpy(), np.zeros((3, 3)))
    assert without_activity(found).all()


def test_areas_that_no_order_overlaps_need_no_shape() -> None:
    found = activity_by_area(
        AREAS.loc[["A"]], WARDS, orders=ORDERS, responses=RESPONSES, groups=GROUPS, today=TODAY
    )
    pd.testing.assert_frame_equal(found, done())
