"""Limits and scores of counts whose variance is a multiple of Poisson's.

A count with dispersion f is taken as f times a Poisson count of O/f. Each score is the inverse of
its limits: a limit excludes a value exactly where the score of that value is beyond `critical`, so
that the range that is shown and the verdict can't disagree.
"""

import numpy as np
from scipy import special

# EXACT_BELOW: counts below it get exact Poisson limits; others Byar's approximation.
EXACT_BELOW = 10
# STEPS: exact limits are computed at so many counts between 0 and EXACT_BELOW (whole numbers among
# them) and interpolated, because inverting the distribution for 36,000 areas takes too long.
STEPS = 40 * EXACT_BELOW
# NOTHING: added where a formula divides by a count, which may be zero.
NOTHING = 1e-12
Array = np.ndarray


def count_limits(counts: Array, critical: Array | float, dispersion: Array | float = 1.0) -> Array:
    """Return the lower and the upper limit of each count.

    Byar: O(1 - 1/(9O) - z/(3√O))³ and (O+1)(1 - 1/(9(O+1)) + z/(3√(O+1)))³; below ten the exact
    limits χ²(α/2, 2O)/2 and χ²(1-α/2, 2O+2)/2.

    Parameters
    ----------
    counts
        Observed counts.
    critical
        Standard normal quantile of the limits.
    dispersion
        Variance of a count divided by that of Poisson.

    Returns
    -------
    np.ndarray
        Two rows: lower and upper limits.

    Examples
    --------
    >>> count_limits(np.array([0.0, 65.0]), 1.959964).round(4).tolist()
    [[0.0, 50.1632], [3.6889, 82.8491]]
    """
    observed = np.asarray(counts, dtype=float) / dispersion
    root = np.sqrt(observed + NOTHING)
    below = np.maximum(1 - 1 / (9 * observed + NOTHING) - critical / (3 * root), 0.0)
    more = observed + 1
    above = 1 - 1 / (9 * more) + critical / (3 * np.sqrt(more))
    limits = np.stack([observed * below**3, more * above**3])
    few = observed < EXACT_BELOW
    if few.any():
        limits[:, few] = _exact(observed[few], float(critical))
    return limits * dispersion


def count_scores(counts: Array, expected: Array | float, dispersion: Array | float = 1.0) -> Array:
    """Return how far each count is from what was expected, in standard normal units.

    Byar's limits, solved for z; zero where neither tail is below one half.

    Parameters
    ----------
    counts
        Observed counts.
    expected
        Expected counts.
    dispersion
        Variance of a count divided by that of Poisson.

    Returns
    -------
    np.ndarray
        Positive above the expected count, negative below.

    Examples
    --------
    >>> count_scores(np.array([65.0, 65.0]), np.array([50.1632, 82.8491])).round(3).tolist()
    [1.96, -1.96]
    """
    observed = np.asarray(counts, dtype=float) / dispersion
    wanted = np.asarray(expected, dtype=float) / dispersion
    more, some = observed + 1, observed + NOTHING
    above = 3 * np.sqrt(some) * (1 - 1 / (9 * some) - np.cbrt(wanted / some))
    below = 3 * np.sqrt(more) * (1 - 1 / (9 * more) - np.cbrt(wanted / more))
    return _signed(above, below)


def ratio_limits(
    counts: Array, others: Array, critical: Array | float, dispersion: Array | float = 1.0
) -> Array:
    """Return the limits of the ratio of two counts.

    The exact (Clopper-Pearson) limits of the first count given the sum of both, by Paulson's
    approximation of the F distribution, which can be solved both ways.

    Parameters
    ----------
    counts
        The first counts.
    others
        The counts they are divided by.
    critical
        Standard normal quantile of the limits.
    dispersion
        Variance of a count divided by that of Poisson.

    Returns
    -------
    np.ndarray
        Two rows: lower limits (zero where the first count is zero) and upper limits (infinite
        where nothing can be said).

    Examples
    --------
    >>> ratio_limits(np.array([134.0]), np.array([168.0]), 1.96).round(3).ravel().tolist()
    [0.631, 1.007]
    """
    a = np.asarray(counts, dtype=float) / dispersion
    b = np.asarray(others, dtype=float) / dispersion
    lower = np.where(a > 0, _paulson_lower(a, b + 1, critical), 0.0)
    upper = np.where(b > 0, _paulson_upper(a + 1, b, critical), np.inf)
    return np.stack([lower, upper])


def ratio_scores(
    counts: Array, others: Array, odds: Array | float, dispersion: Array | float = 1.0
) -> Array:
    """Return how far the ratio of two counts is from `odds`, in standard normal units.

    Parameters
    ----------
    counts
        The first counts.
    others
        The counts they are divided by.
    odds
        The ratio that is expected if nothing differs.
    dispersion
        Variance of a count divided by that of Poisson.

    Returns
    -------
    np.ndarray
        Positive where the ratio is above `odds`, negative below.

    Examples
    --------
    >>> ratio_scores(np.array([3.0, 25.0]), np.array([11.0, 0.0]), 1.0).round(2).tolist()
    [-1.9, 5.24]
    """
    a = np.asarray(counts, dtype=float) / dispersion
    b = np.asarray(others, dtype=float) / dispersion
    above = np.where(a > 0, -_paulson_score(a, b + 1, odds), 0.0)
    below = np.where(b > 0, -_paulson_score(a + 1, b, odds), 0.0)
    return _signed(above, below)


def _signed(above: Array, below: Array) -> Array:
    """Return the score of the tail that is below one half; zero if none is."""
    return np.where(above > 0, above, np.where(below < 0, below, 0.0))


def _exact(observed: Array, critical: float) -> Array:
    """Return the exact Poisson limits of counts below ten."""
    grid, tail = np.linspace(0, EXACT_BELOW, STEPS + 1), special.ndtr(-critical)
    lower = np.concatenate([[0.0], special.chdtri(2 * grid[1:], 1 - tail) / 2])
    upper = special.chdtri(2 * grid + 2, tail) / 2
    return np.stack([np.interp(observed, grid, limit) for limit in (lower, upper)])


def _paulson_score(first: Array, second: Array, odds: Array | float) -> Array:
    """Return the standard normal quantile of F(2·first, 2·second) at odds·second/first."""
    one, other = 1 / (9 * first + NOTHING), 1 / (9 * second + NOTHING)
    root = np.cbrt(odds * second / (first + NOTHING))
    score: Array = ((1 - other) * root - (1 - one)) / np.sqrt(one + other * root**2)
    return score


def _paulson_lower(first: Array, second: Array, critical: Array | float) -> Array:
    """Return the odds at which `_paulson_score` is -`critical`; zero if it is so nowhere."""
    one, other, inside = _paulson_parts(first, second, critical)
    above = (1 - one) ** 2 - np.square(critical) * one
    below = (1 - one) * (1 - other) + critical * np.sqrt(np.maximum(inside, 0.0))
    root = np.where((inside >= 0) & (above > 0), above / below, 0.0)
    odds: Array = root**3 * first / second
    return odds


def _paulson_upper(first: Array, second: Array, critical: Array | float) -> Array:
    """Return the odds at which `_paulson_score` is `critical`; infinite if it is so nowhere."""
    one, other, inside = _paulson_parts(first, second, critical)
    above = (1 - one) * (1 - other) + critical * np.sqrt(np.maximum(inside, 0.0))
    below = (1 - other) ** 2 - np.square(critical) * other
    known = (inside >= 0) & (below > 0)
    root = above / np.where(known, below, 1.0)
    return np.where(known, root**3 * first / (second + NOTHING), np.inf)


def _paulson_parts(first: Array, second: Array, critical: Array | float) -> tuple[Array, ...]:
    one, other = 1 / (9 * first + NOTHING), 1 / (9 * second + NOTHING)
    inside = (1 - other) ** 2 * one + (1 - one) ** 2 * other - np.square(critical) * one * other
    return one, other, inside
