"""Poisson regression with an offset."""

import numpy as np
import pandas as pd

# STEPS, CLOSE: largest number of iterations, and the largest change of a coefficient at which they
# end.
STEPS, CLOSE = 100, 1e-10
# LEAST_WITH_INCIDENTS: with incidents in fewer of the other areas there is no regression.
LEAST_WITH_INCIDENTS = 3


def fit(
    columns: np.ndarray, counts: np.ndarray, exposed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Fit log(counts / exposed) on the columns by iteratively reweighted least squares.

    Parameters
    ----------
    columns
        Design matrix, one row per observation; it includes the constant.
    counts
        Observed counts.
    exposed
        Exposure of each observation, such as residents or days.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        The coefficients and their covariance matrix.

    Examples
    --------
    >>> columns = np.column_stack([np.ones(3), [0.0, 1.0, 2.0]])
    >>> coefficients, _ = fit(columns, np.array([10.0, 20.0, 40.0]), np.ones(3))
    >>> np.exp(coefficients).round(6).tolist()
    [10.0, 2.0]
    """
    rate = counts.sum() / exposed.sum()
    expected = (counts + max(rate, 1e-9) * exposed) / 2
    log_exposed = np.log(exposed)
    coefficients = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        working = np.log(expected) - log_exposed + (counts - expected) / expected
        weighted = columns * expected[:, None]
        information = columns.T @ weighted
        updated = np.linalg.solve(information, weighted.T @ working)
        largest_change = float(np.abs(updated - coefficients).max())
        coefficients = updated
        expected = np.exp(columns @ coefficients + log_exposed)
        if largest_change < CLOSE:
            break
    return coefficients, np.linalg.inv(columns.T @ (columns * expected[:, None]))


def expected_without(
    deprivation: pd.Series,
    counts: pd.Series,
    exposed: pd.Series,
    density: pd.Series | None = None,
) -> pd.Series:
    """Return each area's expected count by a regression on deprivation over all other areas.

    Parameters
    ----------
    deprivation
        Deprivation score by area, larger is more deprived.
    counts
        Incidents by area.
    exposed
        Exposure by area, such as residents.
    density
        Residents by area of ground, whose logarithm explains too; None to leave it out. Countryside
        has fewer incidents by resident than towns that are as deprived.

    Returns
    -------
    pd.Series
        Expected counts on the index of `counts`; missing where a value is missing, the exposure is
        zero, or the other areas with incidents are too few (three, or one more with density) or all
        the same.

    Examples
    --------
    >>> deprivation, counts = pd.Series([1.0, 2, 3, 4]), pd.Series([16.0, 8, 4, 2])
    >>> expected_without(deprivation, counts, pd.Series([1000.0] * 4)).round(6).tolist()
    [16.0, 8.0, 4.0, 2.0]
    """
    explains = [np.ones(len(counts)), deprivation.to_numpy(dtype=float)]
    if density is not None:
        explains.append(np.log(density.where(density > 0)).to_numpy(dtype=float))
    columns = np.column_stack(explains)
    observed, base = counts.to_numpy(dtype=float), exposed.to_numpy(dtype=float)
    expected = np.full(len(counts), np.nan)
    usable = np.isfinite(columns).all(axis=1) & np.isfinite(observed) & (base > 0)
    for area in np.flatnonzero(usable):
        others = usable.copy()
        others[area] = False
        with_incidents = columns[others & (observed > 0)]
        least = LEAST_WITH_INCIDENTS + len(explains) - 2
        if len(with_incidents) < least or np.linalg.matrix_rank(with_incidents) < len(explains):
            continue
        coefficients, _ = fit(columns[others], observed[others], base[others])
        expected[area] = base[area] * np.exp(columns[area] @ coefficients)
    return pd.Series(expected, counts.index, name="expected")
