"""Orders by their number: their status on a day, the ward and the police points in them."""

import datetime as dt
import json

import shapely

from components.queries import orders
from components.queries.cache import CacheKey
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB

TODAY = dt.date(2026, 11, 20)


def test_an_order_is_in_force_until_its_last_day_has_passed(public: CacheKey) -> None:
    last = dt.date(2026, 12, 31)
    for days, state in ((0, "in force"), (1, "lapsed")):
        table = orders.orders(public, last + dt.timedelta(days=days))
        assert table.at["PSPO-06", "expiry"] == last.isoformat()
        assert table.at["PSPO-06", "state"] == state


def test_an_order_has_the_ward_and_the_points_that_it_covers(
    public: CacheKey, sample_store: Store
) -> None:
    table = orders.orders(public, TODAY)
    points = sample_store.table("points")
    where = shapely.points(points["x"], points["y"])
    shapes = sample_store.orders().set_index("order_id").geometry
    for key in ("order_worked", "order_displaced"):
        number = str(truth(key).order_id)
        assert table.at[number, "ward"] == truth(key).ward_code
        assert table.at[number, "points"] == shapely.covers(shapes[number], where).sum()


def test_a_missing_month_is_in_neither_window_of_a_study(public: CacheKey) -> None:
    effect = truth("order_worked")
    found = orders.order_study(public, str(effect.order_id), (ASB,), TODAY)
    missing = str(truth("missing_month").since)
    assert found.windows.since[0] == effect.since
    assert missing in found.windows.left_out
    assert missing not in {*found.windows.before, *found.windows.since}
    assert found.monthly.loc[missing].isna().all()


def test_the_orders_to_press_have_numbers_and_names_only(public: CacheKey) -> None:
    features = json.loads(orders.orders_to_press(public))["features"]
    assert len(features) == 2 * len(orders.order_numbers(public))
    assert {name for one in features for name in one["properties"]} == {
        "code",
        "name_en",
        "name_cy",
    }
