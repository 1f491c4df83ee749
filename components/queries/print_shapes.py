"""Shapes on the British grid for pictures drawn on the server, simplified once per release."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.geometry.browser_shapes import TOLERANCE_METRES
from data.schema import COUNTY


@dataclass(frozen=True, kw_only=True)
class PrintShapes:
    """The areas of a level in the order of its index, and a point inside each."""

    codes: tuple[str, ...]
    areas: np.ndarray
    # A row for each area: metres east and north.
    points: np.ndarray
    # West, south, east and north of the whole area.
    whole: tuple[float, float, float, float]


@query(20)
def print_shapes(key: CacheKey, level: str) -> PrintShapes:
    """Return every area of the level, simplified as for the browser."""
    store = store_of(key)
    areas = store.areas(level)
    light = shapely.coverage_simplify(areas.geometry.to_numpy(), TOLERANCE_METRES)
    inside = areas.geometry.representative_point()
    west, south, east, north = store.areas(COUNTY).total_bounds
    return PrintShapes(
        codes=tuple(str(code) for code in areas.index),
        areas=light,
        points=np.column_stack([inside.x, inside.y]),
        whole=(float(west), float(south), float(east), float(north)),
    )


@query(10)
def ground_shapes(key: CacheKey) -> pd.DataFrame:
    """Return coast, towns, roads, river and labels: kind, rank, both names, simplified geometry."""
    ground = store_of(key).ground()
    light = gpd.GeoSeries(ground.geometry).simplify(TOLERANCE_METRES)
    columns = ["kind", "rank", "name_en", "name_cy"]
    return pd.DataFrame(ground[columns]).assign(shape=light.to_numpy())
