"""A million rows to their LSOAs through the table of located points, against geopandas.sjoin."""

import time

import geopandas as gpd
import numpy as np

from data.grid import metres
from data.ingest import OUTSIDE, Points, keys_of
from data.locate import locate
from data.schema import BRITISH_GRID
from tests.benchmarks.measure import alternate_kernels
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row

DEMAND, ROWS = 30.0, 1_000_000


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Each row of the million is compared, the few in the sea too."""
    areas = nation.lsoas
    x, y = metres(nation.snaps["longitude"].to_numpy(), nation.snaps["latitude"].to_numpy())
    started = time.perf_counter()
    points = _table(x, y, areas)
    built = time.perf_counter() - started
    pick = np.random.default_rng(4).integers(0, len(x), ROWS)
    east, north = x[pick], y[pick]
    placed = gpd.GeoDataFrame(geometry=gpd.points_from_xy(east, north), crs=BRITISH_GRID)
    shapes = areas[["geometry"]]

    def ours() -> np.ndarray:
        return points.lsoa[points.numbers(keys_of(east, north))]

    def peer() -> gpd.GeoDataFrame:
        return gpd.sjoin(placed, shapes, how="left", predicate="intersects")

    # A point on a border is joined to both sides; the first by code is the rule.
    joined = peer().sort_values("index_right", kind="stable")["index_right"].fillna(OUTSIDE)
    theirs = joined[~joined.index.duplicated()].sort_index().to_numpy(dtype=np.int32)
    times = alternate_kernels(ours, [peer], rounds=rounds, calls=3)
    equal = np.array_equal(ours(), theirs)
    what = f"locate {ROWS:,} rows, table of {len(points.key):,} points built ({built:.1f} s)"
    return [Row.of_times(what, "sjoin", DEMAND, times, equal=equal)]


def _table(x: np.ndarray, y: np.ndarray, areas: gpd.GeoDataFrame) -> Points:
    key = np.unique(keys_of(x, y))
    nowhere = np.full(len(key), OUTSIDE, dtype=np.int32)
    points = Points(key=key, name=key, lsoa=nowhere, ward=nowhere)
    number = dict(zip(areas["area_code"], range(len(areas)), strict=True))
    codes = locate(points.x, points.y, areas)
    points.lsoa[:] = [number.get(code, OUTSIDE) for code in codes]
    return points
