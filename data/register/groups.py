"""Groups and services in the register, and the table that measures and pages take them from."""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from data.register.fields import stored
from data.register.records import Record, RecordKind
from data.register.tables import GROUPS
from data.schema import BRITISH_GRID, REFUGES, TABLES, check

GROUP = RecordKind(name="groups", table=GROUPS, prefix="G")
COLUMNS = [name for name in TABLES["groups"].columns if name != "geometry"]


def groups_table(records: Iterable[Record]) -> gpd.GeoDataFrame:
    """Return groups as a release has them.

    Parameters
    ----------
    records
        The groups of the register.

    Returns
    -------
    GeoDataFrame
        One row per group, with a point if its location is known. English stands in for missing
        Welsh; without a statement there is no consent to show the contact.

    Examples
    --------
    >>> groups_table(all_records(engine, GROUP))["kind"].tolist()  # doctest: +SKIP
    ['neighbourhood_watch', 'youth_provision']
    """
    rows = [{"group_id": one.key, **one.values} for one in records]
    table = pd.DataFrame(rows, columns=["group_id", *GROUP.fields])
    points = shapely.points(table["x"].astype(float), table["y"].astype(float))
    points[table["x"].isna().to_numpy()] = None
    for name in ("name", "offers", "audience"):
        english = name if name == "audience" else f"{name}_en"
        welsh = table[f"{name}_cy"]
        table[f"{name}_cy"] = welsh.where(welsh.notna(), table[english])
    tidy = table.assign(public_contact=table["public_contact"].eq(True))[COLUMNS]
    texts = [name for name in COLUMNS if name != "public_contact"]
    tidy[texts] = tidy[texts].astype("str").where(tidy[texts].notna(), None)
    whole = gpd.GeoDataFrame(tidy, geometry=points, crs=BRITISH_GRID).reset_index(drop=True)
    return gpd.GeoDataFrame(check("groups", whole), crs=BRITISH_GRID)


def fields_of(groups: gpd.GeoDataFrame) -> dict[str, dict[str, Any]]:
    """Return the fields of the groups of a release, by number.

    Parameters
    ----------
    groups
        The table `groups`.

    Returns
    -------
    dict
        Without the location of services whose place is never stored.

    Examples
    --------
    >>> fields_of(store.groups())["G001"]["kind"]  # doctest: +SKIP
    'neighbourhood_watch'
    """
    found = {}
    for row in groups.itertuples():
        named = {name: stored(getattr(row, name, None)) for name in GROUP.fields}
        point = row.geometry
        if point is not None and not point.is_empty and row.kind not in REFUGES:
            named |= {"x": float(point.x), "y": float(point.y)}
        found[str(row.group_id)] = named
    return found
