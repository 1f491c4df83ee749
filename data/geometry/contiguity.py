"""Queen contiguity: which areas touch, from the vertices that they share."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy import sparse

# STEPS_PER_METRE: vertices are equal if they are equal to the millimetre.
STEPS_PER_METRE = 1000.0
# SHIFT: factor that combines two coordinates in one whole number.
SHIFT = np.int64(1) << np.int64(31)


def contiguity(areas: gpd.GeoSeries | gpd.GeoDataFrame) -> sparse.csr_array:
    """Return the areas that share at least one vertex, as a symmetric sparse matrix.

    The areas must be a valid coverage (`shapely.coverage_is_valid`) in metres: there neighbours
    have all vertices of their common border in common, so that only vertices have to be compared.

    Parameters
    ----------
    areas
        The areas.

    Returns
    -------
    sparse.csr_array
        True where two areas touch, rows and columns in the order of `areas`. An area is not its own
        neighbour; an island has an empty row.

    Examples
    --------
    >>> squares = gpd.GeoSeries([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    >>> contiguity(squares).toarray().tolist()
    [[False, True], [True, False]]
    """
    return contiguity_of_parts([areas])


def contiguity_of_parts(parts: Iterable[gpd.GeoSeries | gpd.GeoDataFrame]) -> sparse.csr_array:
    """Return the areas that share at least one vertex, of areas that are read a part at a time.

    Parameters
    ----------
    parts
        The areas, as for `contiguity`. No part is held once its vertices are taken.

    Returns
    -------
    sparse.csr_array
        As from `contiguity`, in the order of the parts.

    Examples
    --------
    >>> parts = [gpd.GeoSeries([shapely.box(at, 0, at + 1, 1)]) for at in (0, 1)]
    >>> contiguity_of_parts(parts).toarray().tolist()
    [[False, True], [True, False]]
    """
    of_parts, areas, number = [np.empty((0, 2))], [np.empty(0, dtype=np.int64)], 0
    for part in parts:
        found, area = shapely.get_coordinates(part.geometry.to_numpy(), return_index=True)
        of_parts.append(found)
        areas.append(area + number)
        number += len(part)
    vertex, distinct = pd.factorize(_as_one_number(np.concatenate(of_parts)))
    # Areas by vertices, times vertices by areas: true where two areas have a vertex in common.
    incidence = sparse.csr_array(
        (np.ones(len(vertex), dtype=bool), (np.concatenate(areas), vertex)),
        shape=(number, len(distinct)),
    )
    shared = sparse.coo_array(incidence @ incidence.T)
    row, column = shared.coords
    other = row != column
    ones = np.ones(int(other.sum()), dtype=bool)
    return sparse.csr_array((ones, (row[other], column[other])), shape=shared.shape)


def _as_one_number(vertices: np.ndarray) -> np.ndarray:
    """Return each vertex as one whole number in millimetres (areas less than 2,000 km across)."""
    if not len(vertices):
        return np.empty(0, dtype=np.int64)
    steps = np.rint((vertices - vertices.min(axis=0)) * STEPS_PER_METRE).astype(np.int64)
    combined: np.ndarray = steps[:, 0] * SHIFT + steps[:, 1]
    return combined
