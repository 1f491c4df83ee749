"""Which areas touch: a table of neighbours from the vertices that they share."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy import sparse

STEPS_PER_METRE = 1000.0
"""Vertices are the same where they are the same to the millimetre."""
SHIFT = np.int64(1) << np.int64(31)


def contiguity(areas: gpd.GeoSeries | gpd.GeoDataFrame) -> sparse.csr_array:
    """The areas that touch, if only in a point (queen), as a symmetric sparse table of true.

    Rows and columns are the areas in their order; an area is not its own neighbour, and an island
    has an empty row. The areas, in metres, must be a valid coverage (shapely.coverage_is_valid):
    there neighbours have every vertex of their common border in common, so that only vertices have
    to be compared and no geometry.
    """
    shapes = areas.geometry.to_numpy()
    places, area = shapely.get_coordinates(shapes, return_index=True)
    vertex, distinct = pd.factorize(_as_one_number(places))
    # Areas by vertices, times vertices by areas: true where two areas have a vertex in common.
    have = sparse.csr_array(
        (np.ones(len(vertex), dtype=bool), (area, vertex)), shape=(len(shapes), len(distinct))
    )
    shared = sparse.coo_array(have @ have.T)
    row, column = shared.coords
    other = row != column
    ones = np.ones(int(other.sum()), dtype=bool)
    return sparse.csr_array((ones, (row[other], column[other])), shape=shared.shape)


def _as_one_number(places: np.ndarray) -> np.ndarray:
    """Each place to the millimetre as one whole number (for areas less than 2,000 km across)."""
    if not len(places):
        return np.empty(0, dtype=np.int64)
    steps = np.rint((places - places.min(axis=0)) * STEPS_PER_METRE).astype(np.int64)
    one: np.ndarray = steps[:, 0] * SHIFT + steps[:, 1]
    return one
