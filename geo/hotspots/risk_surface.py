"""The risk-adjusted surface: incidents near a place for each resident near it, by a kernel."""

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.spatial import cKDTree

from geo.not_measured import NO_INCIDENTS, NotMeasured

# REACHES: bandwidths in metres; each cell has the smallest within which enough residents live.
REACHES = (1000.0, 1500.0, 2000.0, 3000.0, 4000.0)
# LEAST_NEAR: residents within reach from which a cell has a figure.
LEAST_NEAR = 5000
# LEAST_EXPECTED: incidents that so many residents would have at the rate of all; with fewer, chance
# alone makes multiples.
LEAST_EXPECTED = 50
# LEAST_AT: residents in a cell and those that touch it from which it has a figure.
LEAST_AT = 500


def quartic(distance: np.ndarray, reach: float) -> np.ndarray:
    """Return the quartic kernel 3/(pi h^2) (1 - d^2/h^2)^2, per square metre.

    Parameters
    ----------
    distance
        Distances d in metres.
    reach
        The bandwidth h in metres, beyond which the kernel is zero.

    Returns
    -------
    np.ndarray
        Densities; their sum over incidents is the density of incidents.

    Examples
    --------
    >>> round(1e6 * quartic(np.array([0.0, 100.0, 200.0, 350.0]), 300.0).sum(), 3)
    np.float64(22.269)
    """
    inside = np.clip(1 - (np.asarray(distance, dtype=float) / reach) ** 2, 0, None)
    density: np.ndarray = 3 / (np.pi * reach**2) * inside**2
    return density


def populated(
    cells: pd.DataFrame, residents: np.ndarray, neighbours: sparse.csr_array
) -> pd.Series:
    """Return which cells have enough residents in and next to them to be drawn.

    Parameters
    ----------
    cells
        The cells.
    residents
        Residents of each cell.
    neighbours
        Which cells touch.

    Returns
    -------
    pd.Series
        On the index of `cells`.

    Examples
    --------
    >>> alone = sparse.csr_array((2, 2))
    >>> populated(pd.DataFrame(index=[0, 1]), np.array([600.0, 100.0]), alone).tolist()
    [True, False]
    """
    return pd.Series(neighbours @ residents + residents >= LEAST_AT, cells.index)


def risk_surface(
    cells: pd.DataFrame, incidents: np.ndarray, residents: np.ndarray
) -> pd.DataFrame | NotMeasured:
    """Return the rate around each cell as a multiple of the rate of all cells together.

    Kernel density of incidents over kernel density of residents, both by the same quartic kernel,
    so that edges of the area cancel out. The bandwidth adapts to residents: the smallest of REACHES
    within which LEAST_NEAR of them live, and as many as have LEAST_EXPECTED incidents at the rate
    of all (Bithell 1990; Davies and Hazelton 2010). It tells of no significance.

    Parameters
    ----------
    cells
        The centres `x` and `y` in metres.
    incidents
        Incidents in each cell.
    residents
        Residents of each cell.

    Returns
    -------
    pd.DataFrame | NotMeasured
        On the index of `cells`: `reach`, the bandwidth, and `ratio`, 1 for the rate of all; missing
        where too few residents are within reach. NotMeasured without incidents or residents.

    Examples
    --------
    >>> cells = pd.DataFrame({"x": [0.0, 9000.0], "y": [0.0, 0.0]})
    >>> risk_surface(cells, np.array([90.0, 30.0]), np.array([6000.0, 6000.0]))["ratio"].tolist()
    [1.5, 0.5]
    """
    total, people = float(incidents.sum()), float(residents.sum())
    if total <= 0 or people <= 0:
        return NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    needed = max(LEAST_NEAR, LEAST_EXPECTED * people / total)
    tree = cKDTree(cells[["x", "y"]].to_numpy())
    reach = np.full(len(cells), np.nan)
    ratio = np.full(len(cells), np.nan)
    for h in REACHES:
        open_cells = np.flatnonzero(np.isnan(reach))
        if not len(open_cells):
            break
        own = cKDTree(tree.data[open_cells])
        near = own.sparse_distance_matrix(tree, h, output_type="coo_matrix")
        inside = sparse.csr_array((np.ones(near.nnz), (near.row, near.col)), shape=near.shape)
        enough = inside @ residents >= needed
        kernel = sparse.csr_array((quartic(near.data, h), (near.row, near.col)), shape=near.shape)
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = (kernel @ incidents) / (kernel @ residents)
        found = open_cells[enough]
        reach[found] = h
        ratio[found] = rate[enough] / (total / people)
    return pd.DataFrame({"reach": reach, "ratio": ratio}, cells.index)
