"""The hexagons of 500 m with their incidents, and which of them are hot spots."""

import geopandas as gpd

from components.overlays.hexagon_counts import hexagons_for
from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measures import tables_with_rows
from data.access.scopes import audience_of
from data.schema import BRITISH_GRID
from geo.period import Period
from geo.shapes.hexagon_grid import outlines
from geo.shapes.hexagons import COLUMN, ROW

TABLES = {"points", "point_counts"}


@query(10)
def hexagon_areas(key: CacheKey, category: str, period: Period) -> gpd.GeoDataFrame | None:
    """Return the hexagons that have incidents in a period, with their outline in metres.

    `incidents` is their number, `hot_spot` whether Gi* names the hexagon; missing where hexagons
    can't be told apart. Of own incidents there are only hexagons with five and more. None without
    points of the police. Raise AccessDenied if viewers of the scope may not choose the category.
    """
    require_countable(key, category)
    if not tables_with_rows(key) >= TABLES:
        return None
    found = hexagons_for(store_of(key), category, audience_of(key.scope))
    months = period.split(found.known)[0]
    counts, hot = found.counts(months), found.hot(months)
    rows = found.cells[[COLUMN, ROW]].assign(
        incidents=counts, hot_spot=None if hot is None else hot.astype(object)
    )
    drawn = counts >= found.least
    named = rows[drawn].assign(incidents=lambda table: table["incidents"].astype("int64"))
    named.insert(0, "hexagon", [f"{column}:{row}" for column, row in named[[COLUMN, ROW]].values])
    shapes = outlines(found.cells[drawn])
    return gpd.GeoDataFrame(named, geometry=shapes, crs=BRITISH_GRID).reset_index(drop=True)
