"""The smallest difference that could have been seen, with 80% power."""

import numpy as np
from scipy import special

from geo.noise.ladder import LEAST_CHANGE

# POWER: the probability of a finding that a difference is called visible at; as a quantile 0.84.
POWER = 0.8
POWER_QUANTILE = float(special.ndtri(POWER))
# STEPS, CLOSE: the largest number of Newton's steps, and the size of the last one.
STEPS, CLOSE = 25, 1e-9
# LARGEST: log ratio (403 times, or a fall to 0.2%) beyond which nothing is called visible.
LARGEST = 6.0
Number = np.ndarray | float


def visible_fall(shrinking: Number, constant: Number, critical: Number) -> np.ndarray:
    """Return the largest ratio below one that would be found with 80% power.

    R = exp(-(z + 0.84)·√(constant + shrinking·(1 + 1/R))), solved for R: the later count is taken
    at its reduced size.

    Parameters
    ----------
    shrinking
        Variance of the log of the count before: dispersion/count.
    constant
        The part of the variance of the log ratio that doesn't depend on it.
    critical
        The score beyond which a difference is named.

    Returns
    -------
    np.ndarray
        Ratios below one, at most 0.95; missing where not even a fall to none would be found.

    Examples
    --------
    >>> round(1 - float(visible_fall(1 / 50, 2 / 500, 1.96)), 2)
    0.51
    """
    fall = np.exp(-_solved(shrinking, constant, critical, 1))
    return np.asarray(np.minimum(fall, 1 - LEAST_CHANGE))


def visible_rise(shrinking: Number, constant: Number, critical: Number) -> np.ndarray:
    """Return the smallest ratio above one that would be found with 80% power.

    R = exp((z + 0.84)·√(constant + shrinking·(1 + 1/R))), solved for R.

    Parameters
    ----------
    shrinking
        Variance of the log of the count before: dispersion/count.
    constant
        The part of the variance of the log ratio that doesn't depend on it.
    critical
        The score beyond which a difference is named.

    Returns
    -------
    np.ndarray
        Ratios above one, at least 1.05; missing beyond 403.

    Examples
    --------
    >>> round(float(visible_rise(1 / 100, 0.0, 1.96)), 2)
    1.44
    """
    rise = np.exp(_solved(shrinking, constant, critical, -1))
    return np.asarray(np.maximum(rise, 1 + LEAST_CHANGE))


def _solved(shrinking: Number, constant: Number, critical: Number, sign: int) -> np.ndarray:
    """Return the smallest u > 0 with u = k·√(constant + shrinking·(1 + exp(sign·u))), by Newton.

    From u = 0 each step stays below the solution, because the difference is concave.
    """
    base, size = np.broadcast_arrays(
        np.asarray(constant, dtype=float) + shrinking, np.asarray(shrinking, dtype=float)
    )
    factor, u = critical + POWER_QUANTILE, np.zeros(base.shape)
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            grown = size * np.exp(sign * u)
            root = np.sqrt(base + grown)
            slope = 1 - factor * sign * grown / (2 * root)
            step = (factor * root - u) / slope
            u = np.where(slope > 0, u + step, np.nan)
            if not (np.abs(step) > CLOSE).any():
                break
    return np.where(u <= LARGEST, u, np.nan)
