"""What is there and what is done: groups and services, orders, responses, postcodes."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from data.errors import SourceError
from data.grid import in_metres
from data.schema import BROWSER_GRID, GROUP_KINDS, ORDER_STATUSES
from data.sources.report import LoadReport
from data.sources.tables import read_csv, require_columns

GROUP_COLUMNS = ("group_id", "name_en", "name_cy", "kind", "offers_en", "offers_cy", "audience")
ORDER_COLUMNS = ("order_id", "name_en", "name_cy", "prohibitions_en", "prohibitions_cy")
RESPONSE_COLUMNS = ("response_id", "name_en", "name_cy", "kind", "ward_code", "order_id")


def load_groups(path: Path, wards: pd.Series, report: LoadReport) -> gpd.GeoDataFrame:
    """Community groups and services, with a point where they have one."""
    account = report.open_file(path, "groups")
    needs = (*GROUP_COLUMNS, "ward_code", "lon", "lat", "covers", "last_confirmed")
    table = read_csv(path, needs=needs)
    account.read = len(table)
    unknown_kind = ~table["kind"].isin(GROUP_KINDS)
    nowhere = ~unknown_kind & (table["covers"] == "ward") & ~table["ward_code"].isin(wards)
    report.leave_out(account, table[unknown_kind], "unknown kind of group")
    report.leave_out(account, table[nowhere], "unknown ward")
    used = table[~unknown_kind & ~nowhere]
    account.used = len(used)
    points = shapely.points(pd.to_numeric(used["lon"]), pd.to_numeric(used["lat"]))
    points[used["lon"].isna().to_numpy()] = None
    tidy = used[[*GROUP_COLUMNS, "covers", "ward_code", "last_confirmed"]]
    public = used["public_contact"].eq("yes") if "public_contact" in used else False
    placed = gpd.GeoDataFrame(tidy.assign(public_contact=public), geometry=points, crs=BROWSER_GRID)
    return in_metres(placed).reset_index(drop=True)


def load_orders(path: Path, report: LoadReport) -> gpd.GeoDataFrame:
    """Public spaces protection orders: polygons with prohibitions and dates."""
    account = report.open_file(path, "orders")
    try:
        layer = in_metres(gpd.read_file(path))
    except Exception as fault:  # The reader below raises many kinds, none of them shared.
        raise SourceError(file=path.name, expected="a GeoJSON layer", found=str(fault)) from fault
    needs = (*ORDER_COLUMNS, "start", "expiry", "status")
    require_columns(path, layer, needs)
    account.read = len(layer)
    layer = layer.set_geometry(layer.geometry.make_valid())
    unknown = ~layer["status"].isin(ORDER_STATUSES)
    report.leave_out(account, pd.DataFrame(layer.loc[unknown, list(needs)]), "unknown status")
    used = layer[~unknown]
    account.used = len(used)
    tidy = used[[*needs, "geometry"]]
    dates = {
        column: pd.to_datetime(tidy[column]).dt.strftime("%Y-%m-%d")
        for column in ("start", "expiry")
    }
    return tidy.assign(**dates).reset_index(drop=True)


def load_responses(path: Path, report: LoadReport) -> pd.DataFrame:
    """What was done about a place, with dates."""
    account = report.open_file(path, "responses")
    table = read_csv(path, needs=(*RESPONSE_COLUMNS, "start", "end", "status"))
    account.read = account.used = len(table)
    return table[[*RESPONSE_COLUMNS, "start", "end", "status"]].reset_index(drop=True)


def load_postcodes(path: Path, wards: pd.Series, report: LoadReport) -> pd.DataFrame:
    """Postcode -> ward and LSOA, so that people can find their place by what they know."""
    account = report.open_file(path, "lookups")
    table = read_csv(path, needs=("pcds", "osward", "lsoa21"))
    account.read = len(table)
    elsewhere = ~table["osward"].isin(wards)
    again = ~elsewhere & table.duplicated("pcds")
    report.leave_out(account, table[elsewhere], "outside the area")
    report.leave_out(account, table[again], "postcode named twice")
    used = table[~elsewhere & ~again]
    account.used = len(used)
    columns = {"pcds": "postcode", "osward": "ward_code", "lsoa21": "lsoa_code"}
    return used[list(columns)].rename(columns=columns).reset_index(drop=True)
