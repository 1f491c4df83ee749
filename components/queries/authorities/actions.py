"""How many actions are open in each authority or partnership."""

import datetime as dt

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measures import tables_with_rows
from data.schema import AUTHORITY, WARD
from geo.services.activity import still_open

RESPONSES = "responses"


@query(60)
def open_actions(key: CacheKey, level: str, today: dt.date) -> pd.Series:
    """Return the number of actions that are planned or under way, by area; by their ward.

    Missing where nothing is known of actions. Actions of the whole area are in none.
    """
    store = store_of(key)
    codes = store.codes(level)
    if RESPONSES not in tables_with_rows(key):
        return pd.Series(float("nan"), codes)
    rows = store.table(RESPONSES)
    rows = rows[still_open(rows, today)]
    of_area = rows["ward_code"].map(areas_of_wards(key, level))
    return of_area.value_counts().reindex(codes, fill_value=0)


@query(10)
def areas_of_wards(key: CacheKey, level: str) -> dict[str, str]:
    """Return the authority, or the partnership, of each ward that is in one."""
    store = store_of(key)
    authorities = store.area_names(WARD)["authority_code"]
    if level == AUTHORITY:
        return {str(ward): str(code) for ward, code in authorities.dropna().items()}
    members = store.members(level)[["lsoa_code", "area_code"]]
    of_ward = store.membership()[["lsoa_code", "ward_code", "share"]].merge(members, on="lsoa_code")
    most = of_ward.groupby(["ward_code", "area_code"])["share"].sum().reset_index()
    most = most.sort_values("share").drop_duplicates("ward_code", keep="last")
    return dict(zip(most["ward_code"].astype(str), most["area_code"].astype(str), strict=True))
