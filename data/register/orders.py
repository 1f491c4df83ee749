"""Public spaces protection orders in the register, and the table that pages take them from."""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from data.register.fields import stored
from data.register.records import Record, RecordKind
from data.register.tables import ORDERS
from data.schema import BRITISH_GRID, TABLES, check

ORDER = RecordKind(name="orders", table=ORDERS, prefix="PSPO-")
COLUMNS = [name for name in TABLES["orders"].columns if name != "geometry"]


def orders_table(records: Iterable[Record]) -> gpd.GeoDataFrame:
    """Return orders as a release has them.

    Parameters
    ----------
    records
        The orders of the register.

    Returns
    -------
    GeoDataFrame
        One row per order that has an area. English stands in for missing Welsh.

    Examples
    --------
    >>> orders_table(all_records(engine, ORDER))["status"].tolist()  # doctest: +SKIP
    ['in force', 'consultation']
    """
    rows = [{"order_id": one.key, **one.values} for one in records if one.values["area"]]
    table = pd.DataFrame(rows, columns=["order_id", *ORDER.fields])
    for name in ("name", "prohibitions"):
        welsh = table[f"{name}_cy"]
        table[f"{name}_cy"] = welsh.where(welsh.notna(), table[f"{name}_en"])
    tidy = table[COLUMNS].astype("str").where(table[COLUMNS].notna(), None)
    areas = shapely.from_wkt(table["area"].to_numpy(dtype=object))
    whole = gpd.GeoDataFrame(tidy, geometry=areas, crs=BRITISH_GRID).reset_index(drop=True)
    return gpd.GeoDataFrame(check("orders", whole), crs=BRITISH_GRID)


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
