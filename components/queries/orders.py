"""Orders: their status, and what the record shows of each."""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from components.overlays.geojson import feature_collection, without_detail
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.place_contents import orders_with_status
from components.text.catalogue import Text
from data.release.coverage.recording_breaks import RecordingBreak
from data.release.store import Store
from data.schema import WARD
from geo.orders.prohibitions import categories_named
from geo.orders.status import day_of
from geo.orders.study import Recorded, Study, study
from geo.orders.treatment_areas import within

TABLE = "orders"
# The tolerance for an order's outline on a map of the whole area, in metres.
WIDE = 25.0


@query(20)
def order_numbers(key: CacheKey) -> list[str]:
    """Return the number of every order."""
    store = store_of(key)
    return [] if TABLE not in store.manifest.tables else _table(key).index.tolist()


@query(20)
def orders(key: CacheKey, today: dt.date) -> pd.DataFrame:
    """Return every order by its number: names, dates, status, ward.

    `points` is the number of police points inside it.
    """
    table = orders_with_status(key, today)
    points = store_of(key).table("points")
    points_inside = [int(within(points, shape).sum()) for shape in table["geometry"]]
    plain = pd.DataFrame(table.drop(columns="geometry"))
    wards = [_ward_of(store_of(key), shape) for shape in table["geometry"]]
    return plain.assign(points=points_inside, ward=wards)


@query(300)
def order_drawing(key: CacheKey, asked: tuple[Hashable, ...], *, _draw: Callable[[], str]) -> str:
    """Return the drawing that `_draw` makes, cached by the arguments in `asked`."""
    return _draw()


@query(300)
def order_study(key: CacheKey, number: str, categories: Sequence[str], today: dt.date) -> Study:
    """Return what the police's record of these categories shows of one order."""
    store, table = store_of(key), _table(key)
    order = table.loc[number]
    return study(
        order["geometry"],
        list(table["geometry"].drop(number)),
        day_of(order["start"]),
        day_of(order["expiry"]),
        recorded=recorded_at_points(key, tuple(categories)),
        wards=pd.Series(store.areas(WARD).geometry),
        today=today,
    )


@query(10)
def verdicts(key: CacheKey, today: dt.date) -> pd.DataFrame:
    """Return by order what the police's record of its own categories shows.

    `verdict` is the finding, or why there is none; `answered` whether there is one.
    """
    rows = []
    every = orders(key, today)
    for number, row in zip(every.index, every.to_dict("records"), strict=True):
        found = order_study(key, str(number), own_categories(row), today)
        verdict = found.evidence.verdict if found.evidence else found.why_not
        rows.append({"verdict": verdict, "answered": found.evidence is not None})
    return pd.DataFrame(rows, index=every.index, columns=["verdict", "answered"])


def own_categories(order: Any) -> tuple[str, ...]:
    """Return the categories that the prohibitions of a row of `orders` name in either language."""
    return categories_named(f"{order['prohibitions_en']}\n{order['prohibitions_cy']}")


@query(10)
def names_of_orders(key: CacheKey, language: str, *, _text: Text) -> dict[str, str]:
    """Return the name of each order by its number, by alphabet."""
    named = _table(key)[["name_en", "name_cy"]]
    rows = zip(named.index, named.to_dict("records"), strict=True)
    names = {str(number): _text.name(row) for number, row in rows}
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def breaks_of(key: CacheKey, ward: str, categories: Sequence[str]) -> tuple[RecordingBreak, ...]:
    """Return the recording breaks of these categories in an order's ward."""
    return store_of(key).breaks_at(WARD, ward, tuple(categories))


@query(10)
def orders_to_press(key: CacheKey) -> str:
    """Return the clickable orders as the text of GeoJSON: their areas, and a point in each.

    They are sent with the map's specification, as whatever is in a partner's table.
    """
    table = _table(key)
    areas = without_detail(table.geometry)
    drawn = [*areas, *areas.representative_point()]
    names = table[["name_en", "name_cy"]].assign(code=table.index).to_dict("records") * 2
    return feature_collection(drawn, names)


@query(10)
def _table(key: CacheKey) -> gpd.GeoDataFrame:
    return store_of(key).orders().set_index("order_id")


@query(20)
def recorded_at_points(key: CacheKey, categories: tuple[str, ...]) -> Recorded:
    """Return what the police recorded of these categories at each point."""
    store = store_of(key)
    return Recorded(
        points=store.table("points").set_index("point"),
        counts=store.incidents_by_point(categories),
        recordings=store.recordings(WARD, categories),
    )


def _ward_of(store: Store, shape: shapely.Geometry) -> str:
    """Return the ward that contains the largest part of a shape; empty if there is none."""
    wards = store.areas(WARD).geometry
    shared = shapely.area(shapely.intersection(wards.to_numpy(), shape))
    return str(wards.index[int(shared.argmax())]) if shared.any() else ""
