"""Load community groups, public spaces protection orders and responses."""

import geopandas as gpd
import pandas as pd
import shapely

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.readers.postcode_file import normalised
from data.schema import BRITISH_GRID, COUNTY
from data.sources.validated_rows import (
    ValidatedRows,
    leave_out_more,
    note_repairs,
    original_rows,
    read_rows,
)
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


def load_groups(
    member: Member, wards: Wards, report: LoadReport, postcodes: pd.DataFrame | None = None
) -> gpd.GeoDataFrame:
    """Load community groups and services.

    Parameters
    ----------
    member
        The file.
    wards
        The area's wards.
    report
        The load report.
    postcodes
        The area's postcodes, which locate groups without coordinates; None without a postcode file.

    Returns
    -------
    GeoDataFrame
        One row per group, with a point if its location is known. Contact details are public only
        if the file says so. A day of confirmation in the future is removed.

    Examples
    --------
    >>> load_groups(groups_file, wards, LoadReport())["kind"].tolist()  # doctest: +SKIP
    ['neighbourhood_watch', 'youth_provision']
    """
    own = read_rows(member, "groups", report, account_kind="groups", wards=wards)
    _locate_by_postcode(own, postcodes, report)
    used = own.good
    future = used["last_confirmed"].fillna("").astype(str) > report.today
    if future.any():
        own.account.notes[Reason.CONFIRMED_IN_THE_FUTURE] = int(future.sum())
        used["last_confirmed"] = used["last_confirmed"].mask(future)
    points = shapely.points(used["x"], used["y"])
    points[used["x"].isna().to_numpy()] = None
    # Without a statement there is no consent to show the contact.
    public = used["public_contact"].fillna(False).astype(bool)
    tidy = used.assign(public_contact=public)[GROUP_COLUMNS]
    return gpd.GeoDataFrame(tidy, geometry=points, crs=BRITISH_GRID).reset_index(drop=True)


def _locate_by_postcode(
    own: ValidatedRows, postcodes: pd.DataFrame | None, report: LoadReport
) -> None:
    """Give coordinates to groups with only a postcode; note those that aren't found."""
    groups, notes = own.good, own.account.notes
    given = groups.index[groups["postcode"].notna() & groups["x"].isna()]
    if given.empty:
        return
    if postcodes is None:
        notes[Reason.NO_POSTCODE_FILE] = len(given)
        return
    places = postcodes.set_index(normalised(postcodes["postcode"]))[["x", "y"]]
    found = places.reindex(normalised(groups.loc[given, "postcode"])).set_axis(given).dropna()
    groups.loc[found.index, ["x", "y"]] = found
    unknown = given.difference(found.index)
    if len(found):
        notes[Reason.PLACED_BY_POSTCODE] = len(found)
    if len(unknown):
        notes[Reason.UNKNOWN_POSTCODE] = len(unknown)
        report.retain(own.account, original_rows(own.brought, unknown), Reason.UNKNOWN_POSTCODE)


def load_orders(member: Member, areas: gpd.GeoDataFrame, report: LoadReport) -> gpd.GeoDataFrame:
    """Load the public spaces protection orders in the area.

    Parameters
    ----------
    member
        The layer or table of orders.
    areas
        The areas of all levels.
    report
        The load report.

    Returns
    -------
    GeoDataFrame
        One row per order: polygon, names, prohibitions, dates and status.

    Examples
    --------
    >>> load_orders(orders_file, areas, LoadReport())["status"].tolist()  # doctest: +SKIP
    ['in force', 'consultation']
    """
    own = read_rows(member, "orders", report, account_kind="orders")
    whole = shapely.union_all(areas.loc[areas["level"] == COUNTY, "geometry"].to_numpy())
    outside = ~gpd.GeoSeries(own.good["geometry"]).intersects(whole)
    leave_out_more(own, outside, Reason.OUTSIDE_THE_AREA, report)
    note_repairs(own)
    return own.good[ORDER_COLUMNS].reset_index(drop=True)


def load_responses(member: Member, wards: Wards, report: LoadReport) -> pd.DataFrame:
    """Load the responses in the area, such as patrols, with their dates.

    Parameters
    ----------
    member
        The file.
    wards
        The area's wards.
    report
        The load report.

    Returns
    -------
    DataFrame
        One row per response.

    Examples
    --------
    >>> load_responses(responses_file, wards, LoadReport())["kind"].tolist()  # doctest: +SKIP
    ['order', 'patrol']
    """
    own = read_rows(member, "responses", report, account_kind="responses", wards=wards)
    return own.good[RESPONSE_COLUMNS].reset_index(drop=True)
