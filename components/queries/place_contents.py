"""What lies in a place, by one rule for every page: groups, orders and responses."""

import datetime as dt
from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.groups import groups_listed
from data.schema import COUNTY, WARD
from geo.orders.status import order_status
from geo.services.activity import response_status


def groups_of(key: CacheKey, level: str, place: str) -> tuple[pd.DataFrame, pd.Series]:
    """Every group as the viewer may see it, and which are the place's own.

    By the ward that a group names, else by where it stands. Those of the whole area are no
    place's.
    """
    listed = groups_listed(key)
    if level == WARD:
        own = listed["ward_code"] == place
    else:
        shape = store_of(key).areas(level).geometry[place]
        points = gpd.GeoSeries(gpd.points_from_xy(listed["x"], listed["y"]), listed.index)
        own = points.within(shape)
    return listed, own & (listed["covers"] != COUNTY)


@query(10)
def orders_with_status(key: CacheKey, today: dt.date) -> gpd.GeoDataFrame:
    """Every order by its number, with its outline and how it stands on the day."""
    table = store_of(key).orders().set_index("order_id")
    return table.join(order_status(table, today))


def orders_of(key: CacheKey, level: str, place: str, today: dt.date) -> gpd.GeoDataFrame:
    """The orders that share ground with a place, and not merely a border."""
    shape = store_of(key).areas(level).geometry[place]
    every = orders_with_status(key, today)
    return every[every.intersects(shape) & ~every.touches(shape)]


@query(500)
def responses_in(key: CacheKey, wards: Collection[str], today: dt.date) -> pd.DataFrame:
    """The responses that name one of these wards, with how they stand on the day."""
    every = store_of(key).table("responses")
    held = every[every["ward_code"].isin(list(wards))]
    return held.assign(status=response_status(held, today)).reset_index(drop=True)
