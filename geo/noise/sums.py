"""Sums of weighted incidents: their limits, and which stand out from an even distribution."""

import numpy as np
import pandas as pd

from geo.noise.families import ALONE, critical_value
from geo.noise.ladder import DIFFERENCES, LEAST_CHANGE, LEAST_INCIDENTS
from geo.noise.limits import count_limits, count_scores

MANY = 1e9


def sum_limits(sums: np.ndarray, dispersion: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Return the 95% limits of sums that are compared with nothing.

    Parameters
    ----------
    sums
        Sums of weights, one for each incident.
    dispersion
        The variance of each sum divided by the sum: clustering times Σw²/Σw.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        Lower and upper limits.

    Examples
    --------
    >>> [end.round(2).tolist() for end in sum_limits(np.array([65.0, 130.0]), np.array([1.0, 2.0]))]
    [[50.16, 100.33], [82.85, 165.7]]
    """
    spread = np.broadcast_to(np.asarray(dispersion, dtype=float), np.shape(sums))
    lower, upper = count_limits(np.asarray(sums, dtype=float), ALONE, np.maximum(spread, 1e-9))
    return lower, upper


def parts_stand_out(
    sums: pd.Series, expected: pd.Series, clustering: float, *, freedom: float = MANY
) -> pd.Series:
    """Return which parts of a whole have more or fewer incidents than expected, judged together.

    Parameters
    ----------
    sums
        Incidents of each part, whole or in parts.
    expected
        What an even distribution gives each part; its sum is that of `sums`.
    clustering
        The variance of counts divided by Poisson's.
    freedom
        Degrees of freedom of the clustering (Student's t).

    Returns
    -------
    pd.Series
        "higher", "lower", "no clear difference", or "too few" incidents to tell.

    Examples
    --------
    >>> parts_stand_out(pd.Series([90.0, 30, 30]), pd.Series([50.0] * 3), 1.0).tolist()
    ['higher', 'lower', 'lower']
    """
    observed, even = sums.to_numpy(dtype=float), expected.to_numpy(dtype=float)
    total = max(float(even.sum()), 1e-9)
    scores = count_scores(observed, even, clustering * np.maximum(1 - even / total, 1e-9))
    critical = critical_value(scores, freedom, least=len(scores))
    large = np.abs(observed - even) >= LEAST_CHANGE * even
    few = (observed + even) / clustering < LEAST_INCIDENTS
    more, less, unclear, too_few = DIFFERENCES[0], DIFFERENCES[1], DIFFERENCES[2], DIFFERENCES[3]
    found = np.select(
        [few, large & (scores > critical), large & (scores < -critical)],
        [too_few, more, less],
        unclear,
    )
    return pd.Series(found, sums.index)
