"""What is being done where: orders in force, open responses, groups that are listed."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.orders.status import IN_FORCE, order_status

OPEN = ("planned", "running")
ENDED = "ended"
DONE = ("orders", "responses", "groups")


def response_status(responses: pd.DataFrame, today: dt.date) -> pd.Series:
    """What each response says of itself, but ended where its last day has passed."""
    over = (responses["end"].astype("str") < today.isoformat()) & responses["end"].notna()
    return responses["status"].mask(over, ENDED)


def still_open(responses: pd.DataFrame, today: dt.date) -> pd.Series:
    """Whether each response is planned or running, and hasn't ended by the day."""
    return response_status(responses, today).isin(list(OPEN))


def shared_ground(areas: gpd.GeoSeries, outlines: gpd.GeoSeries) -> pd.DataFrame:
    """`area_code` and `outline` (its place): where they share ground, and not merely a border."""
    number, found = shapely.STRtree(outlines.to_numpy()).query(
        areas.to_numpy(), predicate="intersects"
    )
    apart = shapely.touches(areas.to_numpy()[number], outlines.to_numpy()[found])
    return pd.DataFrame({"area_code": areas.index[number[~apart]], "outline": found[~apart]})


def activity_by_area(
    areas: gpd.GeoDataFrame,
    wards: pd.Series,
    *,
    orders: gpd.GeoDataFrame | None,
    responses: pd.DataFrame | None,
    groups: pd.DataFrame | None,
    today: dt.date,
) -> pd.DataFrame:
    """How many `orders`, `responses` and `groups` each area has; missing where none was brought.

    Orders by their outline. Responses and groups by the ward that they name, which `wards` gives
    for each area; a response that names an order alone is where that order lies. Groups that cover
    the whole county are everywhere alike and count for no place.
    """
    table = pd.DataFrame(np.nan, areas.index, list(DONE))
    pairs = pd.DataFrame({"area_code": [], "outline": []})
    if orders is not None:
        pairs = shared_ground(areas.geometry, gpd.GeoSeries(orders["geometry"]))
        holds = (order_status(orders, today)["state"] == IN_FORCE).to_numpy()
        held = pairs[holds[pairs["outline"].astype(int)]]
        table["orders"] = _counted(held["area_code"], areas.index)
    if responses is not None:
        going = responses[still_open(responses, today)]
        by_ward = wards.map(going["ward_code"].value_counts()).fillna(0)
        of_order = going[going["ward_code"].isna()]
        by_order = _by_order(of_order, orders, pairs, areas.index)
        table["responses"] = by_ward.reindex(areas.index).to_numpy() + by_order.to_numpy()
    if groups is not None:
        in_ward = groups.loc[groups["covers"] == "ward", "ward_code"].value_counts()
        table["groups"] = wards.map(in_ward).fillna(0).reindex(areas.index)
    return table


def without_activity(table: pd.DataFrame) -> pd.Series:
    """Where there is none of all that is known of; nowhere, where nothing is known of."""
    known = table.notna().any(axis=1)
    return known & (table.fillna(0).sum(axis=1) == 0)


def _by_order(
    responses: pd.DataFrame, orders: pd.DataFrame | None, pairs: pd.DataFrame, areas: pd.Index
) -> pd.Series:
    if orders is None or responses.empty:
        return pd.Series(0.0, areas)
    place_of = pd.Series(range(len(orders)), orders["order_id"].to_numpy())
    named = responses["order_id"].map(place_of).dropna().rename("outline")
    return _counted(pairs.merge(named, on="outline")["area_code"], areas)


def _counted(codes: pd.Series, areas: pd.Index) -> pd.Series:
    return codes.value_counts().reindex(areas).fillna(0).astype(float)
