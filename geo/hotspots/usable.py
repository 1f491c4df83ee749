"""Which areas can be compared with their neighbours, and why others can't."""

import numpy as np
from scipy import sparse

from geo.not_measured import ALL_EQUAL, FEW_AREAS, NO_INCIDENTS, ONE_AREA, NotMeasured

# LEAST_AREAS: with fewer no area stands out from its own level.
LEAST_AREAS = 8
# MOST_IN_ONE: an area with a larger share of all incidents is what every score tells of.
MOST_IN_ONE = 0.8
# EQUAL: a smaller spread in parts of the mean is rounding.
EQUAL = 1e-12


def refusal(values: np.ndarray) -> NotMeasured | None:
    """Return why the values of areas can't be told apart.

    Parameters
    ----------
    values
        Counts or rates by area, none negative; missing where not published.

    Returns
    -------
    NotMeasured | None
        None if they can.

    Examples
    --------
    >>> refusal(np.array([1.0, 2.0]))
    NotMeasured(reason='few areas', found=2, needed=8)
    >>> refusal(np.arange(8.0)) is None
    True
    """
    known = values[np.isfinite(values)]
    if len(known) < LEAST_AREAS:
        return NotMeasured(reason=FEW_AREAS, found=len(known), needed=LEAST_AREAS)
    total = float(known.sum())
    if total <= 0:
        return NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    share = float(known.max()) / total
    if share > MOST_IN_ONE:
        return NotMeasured(reason=ONE_AREA, found=share, needed=MOST_IN_ONE)
    if np.ptp(known) <= EQUAL * total / len(known):
        return NotMeasured(reason=ALL_EQUAL, found=1, needed=2)
    return None


def among_known(neighbours: sparse.csr_array, known: np.ndarray) -> sparse.csr_array:
    """Return the neighbours of the known areas among the known areas, without the area itself.

    Parameters
    ----------
    neighbours
        Which areas are neighbours; any stored number other than zero counts as one.
    known
        Whether each area has a figure.

    Returns
    -------
    sparse.csr_array
        Ones, rows and columns of the known areas only.

    Examples
    --------
    >>> line = sparse.csr_array(np.eye(3, k=1) + np.eye(3, k=-1))
    >>> among_known(line, np.array([True, True, False])).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    inside = np.flatnonzero(known)
    part = neighbours if known.all() else neighbours[inside][:, inside]
    found = sparse.csr_array(part, dtype=float, copy=part is not neighbours)
    if found.diagonal().any() or (found.data == 0).any():
        found = found.copy()
        found.setdiag(0.0)
        found.eliminate_zeros()
    return sparse.csr_array((np.ones(found.nnz), found.indices, found.indptr), shape=found.shape)
