"""What is there and what is done: groups and services, orders, responses, postcodes."""

import geopandas as gpd
import pandas as pd
import shapely

from data.grid import in_metres
from data.schema import BROWSER_GRID, GROUP_KINDS, ORDER_STATUSES
from data.sources.archive import Member
from data.sources.layers import read_layer
from data.sources.reasons import Reason
from data.sources.report import LoadReport
from data.sources.tables import read_csv, require_columns

GROUP_COLUMNS = ("group_id", "name_en", "name_cy", "kind", "offers_en", "offers_cy", "audience")
ORDER_COLUMNS = ("order_id", "name_en", "name_cy", "prohibitions_en", "prohibitions_cy")
RESPONSE_COLUMNS = ("response_id", "name_en", "name_cy", "kind", "ward_code", "order_id")


def load_groups(member: Member, wards: pd.Series, report: LoadReport) -> gpd.GeoDataFrame:
    """Community groups and services, with a point where they have one."""
    account = report.open_file(member, "groups")
    needs = (*GROUP_COLUMNS, "ward_code", "lon", "lat", "covers", "last_confirmed")
    table = read_csv(member, needs=needs)
    account.read = len(table)
    unknown_kind = ~table["kind"].isin(GROUP_KINDS)
    nowhere = ~unknown_kind & (table["covers"] == "ward") & ~table["ward_code"].isin(wards)
    report.leave_out(account, table[unknown_kind], Reason.UNKNOWN_GROUP_KIND)
    report.leave_out(account, table[nowhere], Reason.UNKNOWN_WARD)
    used = table[~unknown_kind & ~nowhere]
    account.used = len(used)
    points = shapely.points(pd.to_numeric(used["lon"]), pd.to_numeric(used["lat"]))
    points[used["lon"].isna().to_numpy()] = None
    tidy = used[[*GROUP_COLUMNS, "covers", "ward_code", "last_confirmed"]]
    public = used["public_contact"].eq("yes") if "public_contact" in used else False
    placed = gpd.GeoDataFrame(tidy.assign(public_contact=public), geometry=points, crs=BROWSER_GRID)
    return in_metres(placed).reset_index(drop=True)


def load_orders(member: Member, report: LoadReport) -> gpd.GeoDataFrame:
    """Public spaces protection orders: polygons with prohibitions and dates."""
    account = report.open_file(member, "orders")
    layer = read_layer(member)
    needs = (*ORDER_COLUMNS, "start", "expiry", "status")
    require_columns(member, layer, needs)
    account.read = len(layer)
    layer = layer.set_geometry(layer.geometry.make_valid())
    unknown = ~layer["status"].isin(ORDER_STATUSES)
    report.leave_out(account, pd.DataFrame(layer.loc[unknown, list(needs)]), Reason.UNKNOWN_STATUS)
    used = layer[~unknown]
    account.used = len(used)
    tidy = used[[*needs, "geometry"]]
    dates = {
        column: pd.to_datetime(tidy[column]).dt.strftime("%Y-%m-%d")
        for column in ("start", "expiry")
    }
    return tidy.assign(**dates).reset_index(drop=True)


def load_responses(member: Member, report: LoadReport) -> pd.DataFrame:
    """What was done about a place, with dates."""
    account = report.open_file(member, "responses")
    table = read_csv(member, needs=(*RESPONSE_COLUMNS, "start", "end", "status"))
    account.read = account.used = len(table)
    return table[[*RESPONSE_COLUMNS, "start", "end", "status"]].reset_index(drop=True)


def load_postcodes(member: Member, wards: pd.Series, report: LoadReport) -> pd.DataFrame:
    """Postcode -> ward and LSOA, so that people can find their place by what they know."""
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=("pcds", "osward", "lsoa21"))
    account.read = len(table)
    elsewhere = ~table["osward"].isin(wards)
    again = ~elsewhere & table.duplicated("pcds")
    report.leave_out(account, table[elsewhere], Reason.OUTSIDE_THE_AREA)
    report.leave_out(account, table[again], Reason.POSTCODE_TWICE)
    used = table[~elsewhere & ~again]
    account.used = len(used)
    columns = {"pcds": "postcode", "osward": "ward_code", "lsoa21": "lsoa_code"}
    return used[list(columns)].rename(columns=columns).reset_index(drop=True)
