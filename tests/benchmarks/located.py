"""Benchmark locating a million rows in LSOAs against geopandas.sjoin."""

import time

import geopandas as gpd
import numpy as np

from data.geometry.point_in_area import locate
from data.geometry.points import OUTSIDE, Points, degrees_of, keys_of
from data.geometry.projection import metres
from data.schema import BRITISH_GRID
from tests.benchmarks.measure import alternate_kernels
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row

DEMAND, ROWS = 30.0, 1_000_000


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare the speed and every row, including the few at sea."""
    areas = nation.lsoas
    degrees = nation.snaps[["longitude", "latitude"]].to_numpy().T
    started = time.perf_counter()
    points = _table(*degrees, areas)
    built = time.perf_counter() - started
    pick = np.random.default_rng(4).integers(0, degrees.shape[1], ROWS)
    longitude, latitude = np.ascontiguousarray(degrees[:, pick])
    placed = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(*metres(longitude, latitude)), crs=BRITISH_GRID
    )
    shapes = areas[["geometry"]]

    def ours() -> np.ndarray:
        return points.lsoa[points.numbers(keys_of(longitude, latitude))]

    def peer() -> gpd.GeoDataFrame:
        return gpd.sjoin(placed, shapes, how="left", predicate="intersects")

    # A point on a border is joined to both sides; the first by code is the rule.
    joined = peer().sort_values("index_right", kind="stable")["index_right"].fillna(OUTSIDE)
    theirs = joined[~joined.index.duplicated()].sort_index().to_numpy(dtype=np.int32)
    times = alternate_kernels(ours, [peer], rounds=rounds, calls=3)
    equal = np.array_equal(ours(), theirs)
    what = f"locate {ROWS:,} rows, table of {len(points.key):,} points built ({built:.1f} s)"
    return [Row.of_times(what, "sjoin", DEMAND, times, equal=equal)]


def _table(longitude: np.ndarray, latitude: np.ndarray, areas: gpd.GeoDataFrame) -> Points:
    key = np.unique(keys_of(longitude, latitude))
    x, y = metres(*degrees_of(key))
    number = dict(zip(areas["area_code"], range(len(areas)), strict=True))
    lsoa = np.array([number.get(code, OUTSIDE) for code in locate(x, y, areas)], dtype=np.int32)
    return Points(key=key, x=x, y=y, lsoa=lsoa, ward=lsoa)
