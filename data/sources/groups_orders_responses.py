"""What is there and what is done: groups and services, orders, responses, postcodes."""

import geopandas as gpd
import pandas as pd
import shapely

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.readers.csv_table import read_csv
from data.schema import BRITISH_GRID, COUNTY
from data.sources.validated_rows import leave_out_more, note_repairs, read_rows
from data.sources.ward_names import Wards

GROUP_COLUMNS = ["group_id", "name_en", "name_cy", "kind", "offers_en", "offers_cy"]
GROUP_COLUMNS += [
    "audience",
    "audience_cy",
    "covers",
    "ward_code",
    "last_confirmed",
    "public_contact",
]
ORDER_COLUMNS = ["order_id", "name_en", "name_cy", "prohibitions_en", "prohibitions_cy"]
ORDER_COLUMNS += ["start", "expiry", "status", "geometry"]
RESPONSE_COLUMNS = ["response_id", "name_en", "name_cy", "kind", "ward_code", "order_id"]
RESPONSE_COLUMNS += ["start", "end", "status"]


def load_groups(member: Member, wards: Wards, report: LoadReport) -> gpd.GeoDataFrame:
    """Community groups and services, with a point where they have one."""
    own = read_rows(member, "groups", report, account_kind="groups", wards=wards)
    used = own.good
    future = used["last_confirmed"].fillna("").astype(str) > report.today
    if future.any():
        own.account.notes[Reason.CONFIRMED_IN_THE_FUTURE] = int(future.sum())
        used["last_confirmed"] = used["last_confirmed"].mask(future)
    points = shapely.points(used["x"], used["y"])
    points[used["x"].isna().to_numpy()] = None
    # Silence is no consent to be shown.
    public = used["public_contact"].fillna(False).astype(bool)
    tidy = used.assign(public_contact=public)[GROUP_COLUMNS]
    return gpd.GeoDataFrame(tidy, geometry=points, crs=BRITISH_GRID).reset_index(drop=True)


def load_orders(member: Member, areas: gpd.GeoDataFrame, report: LoadReport) -> gpd.GeoDataFrame:
    """Public spaces protection orders: polygons in the area, with prohibitions and dates."""
    own = read_rows(member, "orders", report, account_kind="orders")
    whole = shapely.union_all(areas.loc[areas["level"] == COUNTY, "geometry"].to_numpy())
    outside = ~gpd.GeoSeries(own.good["geometry"]).intersects(whole)
    leave_out_more(own, outside, Reason.OUTSIDE_THE_AREA, report)
    note_repairs(own)
    return own.good[ORDER_COLUMNS].reset_index(drop=True)


def load_responses(member: Member, wards: Wards, report: LoadReport) -> pd.DataFrame:
    """What was done about a place, with dates."""
    own = read_rows(member, "responses", report, account_kind="responses", wards=wards)
    return own.good[RESPONSE_COLUMNS].reset_index(drop=True)


def load_postcodes(member: Member, wards: frozenset[str], report: LoadReport) -> pd.DataFrame:
    """Postcode -> ward and LSOA, so that people can find their place by what they know."""
    account = report.open_file(member, "postcodes")
    table = read_csv(member, needs=("pcds", "osward", "lsoa21"))
    account.read = len(table)
    elsewhere = ~table["osward"].isin(list(wards))
    again = ~elsewhere & table.duplicated("pcds")
    report.leave_out(account, table[elsewhere], Reason.OUTSIDE_THE_AREA)
    report.leave_out(account, table[again], Reason.POSTCODE_TWICE)
    used = table[~elsewhere & ~again]
    account.used = len(used)
    columns = {"pcds": "postcode", "osward": "ward_code", "lsoa21": "lsoa_code"}
    return used[list(columns)].rename(columns=columns).reset_index(drop=True)
