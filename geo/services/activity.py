"""Current activity by area: orders in force, open responses and listed groups."""

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
    """Return the status of each response; "ended" if its last day has passed.

    Parameters
    ----------
    responses
        `status` and `end` (date as text, may be missing).
    today
        The reference day.

    Returns
    -------
    pd.Series
        The status of each response.

    Examples
    --------
    >>> responses = pd.DataFrame({"status": ["running"], "end": ["2026-01-31"]})
    >>> response_status(responses, dt.date(2026, 2, 1)).tolist()
    ['ended']
    """
    over = (responses["end"].astype("str") < today.isoformat()) & responses["end"].notna()
    return responses["status"].mask(over, ENDED)


def still_open(responses: pd.DataFrame, today: dt.date) -> pd.Series:
    """Return whether each response is planned or running and has not ended.

    Parameters
    ----------
    responses
        `status` and `end` (date as text, may be missing).
    today
        The reference day.

    Returns
    -------
    pd.Series
        True for open responses.

    Examples
    --------
    >>> responses = pd.DataFrame({"status": ["running"], "end": ["2026-01-31"]})
    >>> still_open(responses, dt.date(2026, 1, 31)).tolist()
    [True]
    """
    return response_status(responses, today).isin(list(OPEN))


def shared_ground(areas: gpd.GeoSeries, outlines: gpd.GeoSeries) -> pd.DataFrame:
    """Return the pairs of areas and outlines that overlap; a common border alone is no overlap.

    Parameters
    ----------
    areas
        Areas by code.
    outlines
        Outlines, for example of orders.

    Returns
    -------
    pd.DataFrame
        `area_code` and `outline` (position in `outlines`).

    Examples
    --------
    >>> areas = gpd.GeoSeries({"A": shapely.box(0, 0, 1, 1), "B": shapely.box(1, 0, 2, 1)})
    >>> shared_ground(areas, gpd.GeoSeries([shapely.box(0, 0, 1, 1)]))
      area_code  outline
    0         A        0
    """
    number, outline = shapely.STRtree(outlines.to_numpy()).query(
        areas.to_numpy(), predicate="intersects"
    )
    apart = shapely.touches(areas.to_numpy()[number], outlines.to_numpy()[outline])
    return pd.DataFrame({"area_code": areas.index[number[~apart]], "outline": outline[~apart]})


def activity_by_area(
    shapes: gpd.GeoSeries,
    wards: pd.Series,
    *,
    orders: gpd.GeoDataFrame | None,
    responses: pd.DataFrame | None,
    groups: pd.DataFrame | None,
    today: dt.date,
) -> pd.DataFrame:
    """Return the number of orders in force, open responses and listed groups of each area.

    Orders are located by their outline. Responses and groups are located by their ward; a response
    without a ward is located by its order. Groups that cover the whole county are not counted.

    Parameters
    ----------
    shapes
        Shapes by code, at least of the areas that an order overlaps.
    wards
        Code of the ward of each area.
    orders
        Orders with outlines, or None without data.
    responses
        Responses, or None without data.
    groups
        Groups, or None without data.
    today
        The reference day.

    Returns
    -------
    pd.DataFrame
        `orders`, `responses` and `groups` by area; missing where there are no data.

    Examples
    --------
    >>> shapes = gpd.GeoSeries([shapely.box(0, 0, 1, 1)], index=["A"])
    >>> groups = pd.DataFrame({"covers": ["ward"], "ward_code": ["A"]})
    >>> wards = pd.Series({"A": "A"})
    >>> activity_by_area(shapes, wards, orders=None, responses=None, groups=groups,
    ...                  today=dt.date(2026, 1, 1))
       orders  responses  groups
    A     NaN        NaN       1
    """
    table = pd.DataFrame(np.nan, wards.index, list(DONE))
    pairs = pd.DataFrame({"area_code": [], "outline": []})
    if orders is not None:
        pairs = shared_ground(shapes, gpd.GeoSeries(orders["geometry"]))
        in_force = (order_status(orders, today)["state"] == IN_FORCE).to_numpy()
        pairs_in_force = pairs[in_force[pairs["outline"].astype(int)]]
        table["orders"] = _counted(pairs_in_force["area_code"], wards.index)
    if responses is not None:
        open_responses = responses[still_open(responses, today)]
        by_ward = wards.map(open_responses["ward_code"].value_counts()).fillna(0)
        of_order_only = open_responses[open_responses["ward_code"].isna()]
        by_order = _by_order(of_order_only, orders, pairs, wards.index)
        table["responses"] = by_ward.to_numpy() + by_order.to_numpy()
    if groups is not None:
        in_ward = groups.loc[groups["covers"] == "ward", "ward_code"].value_counts()
        table["groups"] = wards.map(in_ward).fillna(0)
    return table


def without_activity(table: pd.DataFrame) -> pd.Series:
    """Return the areas without any known activity.

    Parameters
    ----------
    table
        Table of `activity_by_area`.

    Returns
    -------
    pd.Series
        True where all known numbers are zero; false where nothing is known.

    Examples
    --------
    >>> without_activity(pd.DataFrame({"orders": [0.0, 1.0], "groups": [np.nan, np.nan]})).tolist()
    [True, False]
    """
    known = table.notna().any(axis=1)
    return known & (table.fillna(0).sum(axis=1) == 0)


def _by_order(
    responses: pd.DataFrame, orders: pd.DataFrame | None, pairs: pd.DataFrame, areas: pd.Index
) -> pd.Series:
    """Return the number of responses by area, located by their orders' outlines."""
    if orders is None or responses.empty:
        return pd.Series(0.0, areas)
    position_of = pd.Series(range(len(orders)), orders["order_id"].to_numpy())
    named = responses["order_id"].map(position_of).dropna().rename("outline")
    return _counted(pairs.merge(named, on="outline")["area_code"], areas)


def _counted(codes: pd.Series, areas: pd.Index) -> pd.Series:
    """Return the number of occurrences of each area code."""
    return codes.value_counts().reindex(areas).fillna(0).astype(float)
