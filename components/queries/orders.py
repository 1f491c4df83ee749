"""Orders: how they stand, and what the record can say of each."""

import datetime as dt
import json
from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st

from components.queries.current_store import store_of
from components.queries.memoise import memoise, published
from components.queries.place_contents import orders_with_status
from components.queries.static_files import publish
from data.release.store import Store
from data.schema import BROWSER_GRID, WARD
from geo.orders.status import day_of
from geo.orders.study import Recorded, Study, study
from geo.orders.treatment_areas import within

TABLE = "orders"
WIDE = 25.0
"""Metres: an order's outline as simple as a map of the whole area needs it."""


def order_numbers(release: str) -> list[str]:
    """The number of every order."""
    store = store_of(release)
    return [] if TABLE not in store.manifest.tables else _table(release).index.tolist()


@st.cache_data(max_entries=20, show_spinner=False)
def orders(release: str, scope: str, today: dt.date) -> pd.DataFrame:
    """Every order by its number: names, dates, how it stands, its ward, the points it holds."""
    del scope
    table = orders_with_status(release, today)
    points = store_of(release).table("points")
    held = [int(within(points, shape).sum()) for shape in table["geometry"]]
    plain = pd.DataFrame(table.drop(columns="geometry"))
    wards = [_ward_of(store_of(release), shape) for shape in table["geometry"]]
    return plain.assign(points=held, ward=wards)


@st.cache_data(max_entries=300, show_spinner=False)
def order_study(
    release: str, scope: str, number: str, categories: Sequence[str], today: dt.date
) -> Study:
    """What the police's record of these categories shows of one order."""
    del scope
    store, table = store_of(release), _table(release)
    order = table.loc[number]
    return study(
        order["geometry"],
        list(table["geometry"].drop(number)),
        day_of(order["start"]),
        day_of(order["expiry"]),
        recorded=_recorded(release, tuple(categories)),
        wards=pd.Series(store.areas(WARD).geometry),
        today=today,
    )


@published(10)
def orders_address(release: str) -> str:
    """Where the browser finds the orders to press on: their areas, and a point in each."""
    table = _table(release).to_crs(BROWSER_GRID)
    features = [
        {
            "type": "Feature",
            "properties": {"code": number, "name_en": row["name_en"], "name_cy": row["name_cy"]},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for number, row in zip(table.index, table.to_dict("records"), strict=True)
        for shape in (row["geometry"], row["geometry"].representative_point())
    ]
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return publish(release, "orders-pick.geojson", text)


@memoise(10)
def _table(release: str) -> gpd.GeoDataFrame:
    return store_of(release).orders().set_index("order_id")


@st.cache_resource(max_entries=20, show_spinner=False)
def _recorded(release: str, categories: tuple[str, ...]) -> Recorded:
    store = store_of(release)
    return Recorded(
        points=store.table("points").set_index("point"),
        counts=store.incidents_by_point(categories),
        published=store.published(WARD),
    )


def _ward_of(store: Store, shape: shapely.Geometry) -> str:
    """The ward that holds most of it."""
    wards = store.areas(WARD).geometry
    shared = shapely.area(shapely.intersection(wards.to_numpy(), shape))
    return str(wards.index[int(shared.argmax())]) if shared.any() else ""
