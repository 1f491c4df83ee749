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


def expected_without(deprivation: pd.Series, counts: pd.Series, exposed: pd.Series) -> pd.Series:
    """Return each area's expected count by a regression on deprivation over all other areas.

    Parameters
    ----------
    deprivation
        Deprivation score by area, larger is more deprived.
    counts
        Incidents by area.
    exposed
        Exposure by area, such as residents.

    Returns
    -------
    pd.Series
        Expected counts on the index of `counts`; missing where a value is missing, the exposure is
        zero, or fewer than three of the other areas have incidents, or all these the same score.

    Examples
    --------
    >>> deprivation, counts = pd.Series([1.0, 2, 3, 4]), pd.Series([16.0, 8, 4, 2])
    >>> expected_without(deprivation, counts, pd.Series([1000.0] * 4)).round(6).tolist()
    [16.0, 8.0, 4.0, 2.0]
    """
    ranks = deprivation.to_numpy(dtype=float)
    columns = np.column_stack([np.ones(len(ranks)), ranks])
    observed, base = counts.to_numpy(dtype=float), exposed.to_numpy(dtype=float)
    expected = np.full(len(ranks), np.nan)
    usable = np.isfinite(ranks) & np.isfinite(observed) & (base > 0)
    for area in np.flatnonzero(usable):
        others = usable.copy()
        others[area] = False
        with_incidents = others & (observed > 0)
        if with_incidents.sum() < LEAST_WITH_INCIDENTS or not np.ptp(ranks[with_incidents]) > 0:
            continue
        coefficients, _ = fit(columns[others], observed[others], base[others])
        expected[area] = base[area] * np.exp(columns[area] @ coefficients)
    return pd.Series(expected, counts.index, name="expected")
