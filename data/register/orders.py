"""Public spaces protection orders in the register, and the table that pages take them from."""

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from data.errors import InvalidRecord
from data.register.fields import read_days, read_fields, stored
from data.register.records import Record, RecordKind
from data.register.tables import ORDER_EVENTS, ORDERS
from data.schema import BRITISH_GRID, ORDER_STATUSES, TABLES, check

ORDER = RecordKind(name="orders", table=ORDERS, prefix="PSPO-")
EVENT = RecordKind(name="order_events", table=ORDER_EVENTS, prefix="E")
COLUMNS = [name for name in TABLES["orders"].columns if name != "geometry"]
# The days on which the steps that the law asks for were taken.
CHECKS = ("consulted_police", "consulted_commissioner", "consulted_community", "published")
# The status of an order that nobody has been consulted on; only the register has it.
DRAFTED = "drafted"


def orders_table(records: Iterable[Record]) -> gpd.GeoDataFrame:
    """Return orders as a release has them.

    Parameters
    ----------
    records
        The orders of the register.

    Returns
    -------
    GeoDataFrame
        One row per order that has an area and isn't only drafted. English stands in for missing
        Welsh.

    Examples
    --------
    >>> orders_table(all_records(engine, ORDER))["status"].tolist()  # doctest: +SKIP
    ['in force', 'consultation']
    """
    rows = [
        {"order_id": one.key, **one.values}
        for one in records
        if one.values["area"] and one.values["status"] != DRAFTED
    ]
    table = pd.DataFrame(rows, columns=["order_id", *ORDER.fields])
    for name in ("name", "prohibitions"):
        welsh = table[f"{name}_cy"]
        table[f"{name}_cy"] = welsh.where(welsh.notna(), table[f"{name}_en"])
    tidy = table[COLUMNS].astype("str").where(table[COLUMNS].notna(), None)
    areas = shapely.from_wkt(table["area"].to_numpy(dtype=object))
    whole = gpd.GeoDataFrame(tidy, geometry=areas, crs=BRITISH_GRID).reset_index(drop=True)
    return gpd.GeoDataFrame(check("orders", whole), crs=BRITISH_GRID)


def read_order(cells: Mapping[str, str], *, record: str = "") -> dict[str, Any]:
    """Return the fields of an order from what was typed; it may also be a draft.

    Parameters
    ----------
    cells
        What was typed, by field. The area is drawn, and not among them.
    record
        The record's number; empty for a new one.

    Returns
    -------
    dict
        By field; None where nothing was typed.

    Raises
    ------
    InvalidRecord
        With every fault of every field.

    Examples
    --------
    >>> typed = {"name_en": "Quay", "prohibitions_en": "No fires", "status": "drafted"}
    >>> read_order(typed)["status"]
    'drafted'
    """
    days, faults = read_days(cells, CHECKS)
    of_contract = {name: text for name, text in cells.items() if name not in CHECKS}
    drafted = cells.get("status") == DRAFTED
    if drafted:
        of_contract["status"] = ORDER_STATUSES[-1]
    try:
        fields = read_fields(ORDER.name, of_contract, record=record)
    except InvalidRecord as error:
        raise InvalidRecord(record=record, faults=(*error.faults, *faults)) from error
    if faults:
        raise InvalidRecord(record=record, faults=tuple(faults))
    return fields | days | ({"status": DRAFTED} if drafted else {})


def fields_of(orders: gpd.GeoDataFrame) -> dict[str, dict[str, Any]]:
    """Return the fields of the orders of a release, by number.

    Parameters
    ----------
    orders
        The table `orders`.

    Returns
    -------
    dict
        The fields; areas as WKT, exact.

    Examples
    --------
    >>> fields_of(store.orders())["PSPO-01"]["status"]  # doctest: +SKIP
    'in force'
    """
    areas = shapely.to_wkt(orders.geometry.to_numpy(), rounding_precision=-1)
    return {
        str(row.order_id): {
            **{name: stored(getattr(row, name, None)) for name in ORDER.fields},
            "area": str(area),
        }
        for row, area in zip(orders.itertuples(), areas, strict=True)
    }
