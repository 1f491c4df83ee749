"""Benchmark the adjacency of 36,000 areas against libpysal's queen contiguity."""

import geopandas as gpd
import numpy as np
from libpysal.graph import Graph
from scipy import sparse

from data.geometry.contiguity import contiguity
from tests.benchmarks.measure import alternate_kernels
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row

DEMAND = 15.0


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare with the faster of libpysal's two implementations."""
    areas = gpd.GeoDataFrame(nation.lsoas[["geometry"]])

    def by_vertices() -> Graph:
        return Graph.build_contiguity(areas, rook=False)

    def by_geometry() -> Graph:
        return Graph.build_contiguity(areas, rook=False, strict=True)

    times = alternate_kernels(lambda: contiguity(areas), [by_vertices, by_geometry], rounds=rounds)
    mine = contiguity(areas)
    equal = all(_same(mine, graph()) for graph in (by_vertices, by_geometry))
    what = f"contiguity of {len(areas):,} areas, {mine.nnz // 2:,} borders"
    return [Row.of_times(what, "libpysal (queen)", DEMAND, times, equal=equal)]


def _same(mine: sparse.csr_array, graph: Graph) -> bool:
    theirs = sparse.csr_array(graph.sparse).astype(np.int64)
    return bool(abs(mine.astype(np.int64) - theirs).nnz == 0)
