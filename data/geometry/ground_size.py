"""Joins the features of the background map, and leaves out the least important until it fits."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely

from data.files.published_file import pack
from data.geometry.browser_shapes import ground_for_browser
from data.schema import BRITISH_GRID

# MOST_BYTES: of the background map as browsers fetch it, compressed.
MOST_BYTES = 400_000
LINES = ("road", "rail", "river")
# LEAST_FIRST: kinds and ranks from the least important to the most; the others always stay.
LEAST_FIRST = (
    *(("road", 4), ("river", 4), ("wood", 2), ("river", 3), ("water", 2), ("rail", 2)),
    *(("road", 3), ("wood", 1), ("town", 1), ("river", 2), ("road", 2), ("rail", 1)),
    *(("river", 1), ("water", 1), ("road", 1)),
)


def joined(rows: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Return one row for each kind and rank, with all its lines or surfaces.

    Parameters
    ----------
    rows
        `kind`, `rank` and geometry of every feature but the labels.
    tolerance
        Metres by which lines and borders may be off.

    Returns
    -------
    GeoDataFrame
        Joined lines, so that a road of many links has no corners of its own at each.

    Examples
    --------
    >>> lines = [shapely.LineString([(0, 0), (5, 0)]), shapely.LineString([(5, 0), (9, 0)])]
    >>> two = gpd.GeoDataFrame({"kind": "road", "rank": 1}, index=[0, 1], geometry=lines)
    >>> joined(two, 1)["geometry"].tolist()
    [<LINESTRING (0 0, 9 0)>]
    """
    found = []
    for (kind, rank), group in rows.groupby(["kind", "rank"], sort=True):
        parts = shapely.get_parts(group.geometry.to_numpy())
        if kind in LINES:
            whole = shapely.line_merge(shapely.multilinestrings(_only(parts, "LineString")))
        else:
            whole = shapely.union_all(_only(parts, "Polygon"))
        light = whole.simplify(tolerance)
        if not light.is_empty:
            found.append({"kind": kind, "rank": rank, "geometry": light})
    columns = ["kind", "rank", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(found, columns=columns), crs=BRITISH_GRID)


def that_fits(
    ground: gpd.GeoDataFrame, most: int = MOST_BYTES
) -> tuple[gpd.GeoDataFrame, list[tuple[str, int]]]:
    """Return the ground without the kinds and ranks that exceed the largest size.

    Parameters
    ----------
    ground
        The background map.
    most
        The most bytes of it, compressed for the browser.

    Returns
    -------
    tuple of GeoDataFrame and list
        The ground, and the kind and rank of what was left out.

    Examples
    --------
    >>> line = shapely.LineString([(300_000, 200_000), (301_000, 200_000)])
    >>> road = gpd.GeoDataFrame({"kind": ["road"], "rank": [3]}, geometry=[line], crs=27700)
    >>> that_fits(road)[1], that_fits(road, most=1)[1]
    ([], [('road', 3)])
    """
    dropped: list[tuple[str, int]] = []
    sizes = _sizes(ground)
    for group in LEAST_FIRST:
        if sum(sizes.values()) <= most:
            break
        if sizes.pop(group, 0):
            dropped.append(group)
    kept = [group not in dropped for group in zip(ground["kind"], ground["rank"], strict=True)]
    return gpd.GeoDataFrame(ground[kept]).reset_index(drop=True), dropped


def _sizes(ground: gpd.GeoDataFrame) -> dict[tuple[str, int], int]:
    """Return the compressed bytes of each kind and rank."""
    return {
        (str(kind), int(rank)): len(pack(ground_for_browser(gpd.GeoDataFrame(rows)).encode()))
        for (kind, rank), rows in ground.groupby(["kind", "rank"])
        if kind != "label"
    }


def _only(parts: Sequence[shapely.Geometry], form: str) -> list[shapely.Geometry]:
    return [part for part in parts if part.geom_type == form]
