"""The groups, orders and responses of a place. All pages use these rules."""

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
    """Return every group as the viewer may see it, and which of them are the place's own.

    A ward's groups are those that name it; those of any other area are located in it. Groups of the
    whole area belong to no place.
    """
    listed = groups_listed(key)
    if level == WARD:
        own = listed["ward_code"] == place
    else:
        shape = store_of(key).areas_of([place]).geometry[place]
        points = gpd.GeoSeries(gpd.points_from_xy(listed["x"], listed["y"]), listed.index)
        own = points.within(shape)
    return listed, own & (listed["covers"] != COUNTY)


@query(10)
def orders_with_status(key: CacheKey, today: dt.date) -> gpd.GeoDataFrame:
    """Return every order by its number, with its outline and its status on the day."""
    table = store_of(key).orders().set_index("order_id")
    return table.join(order_status(table, today))


def orders_of(key: CacheKey, level: str, place: str, today: dt.date) -> gpd.GeoDataFrame:
    """Return the orders that overlap a place. A shared border is not enough."""
    shape = store_of(key).areas_of([place]).geometry[place]
    every = orders_with_status(key, today)
    return every[every.intersects(shape) & ~every.touches(shape)]


@query(500)
def responses_in(key: CacheKey, wards: Collection[str], today: dt.date) -> pd.DataFrame:
    """Return the responses that name one of these wards, with their status on the day."""
    every = store_of(key).table("responses")
    rows = every[every["ward_code"].isin(list(wards))]
    return rows.assign(status=response_status(rows, today)).reset_index(drop=True)
