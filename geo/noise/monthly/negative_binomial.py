"""Tails and quantiles of the negative binomial distribution, for many counts at once.

A count has a mean m and a variance v > m; with v = m it is Poisson's. With a mean of zero it is
always zero.
"""

import numpy as np
from scipy import special

Array = np.ndarray
# LEAST_EXCESS: a variance that is larger than the mean by less, in parts of it, is Poisson's.
LEAST_EXCESS = 1e-6
# ROUNDS: halvings of the interval in which a quantile is looked for; 2^40 is more than any count.
ROUNDS = 40


def at_most(counts: Array, mean: Array, variance: Array) -> Array:
    """Return the probability of a count or fewer.

    Parameters
    ----------
    counts
        Counts; of numbers between two counts the lower one is taken, below zero none is.
    mean
        Means.
    variance
        Variances, at least the means.

    Returns
    -------
    np.ndarray
        P(Y <= count).

    Examples
    --------
    >>> at_most(np.array([0.0, 3.0]), np.array([2.0, 2.0]), np.array([2.0, 4.0])).round(4).tolist()
    [0.1353, 0.8125]
    """
    below, expected, spread = np.broadcast_arrays(
        np.floor(np.asarray(counts, dtype=float)), np.asarray(mean, dtype=float), variance
    )
    some = np.where(expected > 0, expected, 1.0)
    excess = np.maximum(np.where(expected > 0, spread, 1.0) / some - 1, LEAST_EXCESS)
    more = np.maximum(below, 0.0) + 1
    chance = special.betainc(some / excess, more, 1 / (1 + excess))
    poisson = excess <= LEAST_EXCESS
    if poisson.any():
        chance = np.where(poisson, special.pdtr(np.maximum(below, 0.0), some), chance)
    result: Array = np.where(below < 0, 0.0, np.where(expected > 0, chance, 1.0))
    return result


def at_least(counts: Array, mean: Array, variance: Array) -> Array:
    """Return the probability of a count or more.

    Parameters
    ----------
    counts
        Counts; of numbers between two counts the higher one is taken.
    mean
        Means.
    variance
        Variances, at least the means.

    Returns
    -------
    np.ndarray
        P(Y >= count).

    Examples
    --------
    >>> at_least(np.array([4.0]), np.array([2.0]), np.array([4.0])).round(4).tolist()
    [0.1875]
    """
    wanted, expected, spread = np.broadcast_arrays(
        np.ceil(np.asarray(counts, dtype=float)), np.asarray(mean, dtype=float), variance
    )
    some = np.where(expected > 0, expected, 1.0)
    excess = np.maximum(np.where(expected > 0, spread, 1.0) / some - 1, LEAST_EXCESS)
    from_one = np.maximum(wanted, 1.0)
    # Not one minus the other tail, which would lose small probabilities.
    chance = special.betainc(from_one, some / excess, excess / (1 + excess))
    poisson = excess <= LEAST_EXCESS
    if poisson.any():
        chance = np.where(poisson, special.pdtrc(from_one - 1, some), chance)
    result: Array = np.where(wanted <= 0, 1.0, np.where(expected > 0, chance, 0.0))
    return result


def range_of(tail: Array | float, mean: Array, variance: Array) -> tuple[Array, Array]:
    """Return the range of counts outside which each tail has at most a probability.

    Parameters
    ----------
    tail
        The probability of each tail, below one half; one for all counts or one for each.
    mean
        Means.
    variance
        Variances, at least the means.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        The lowest and the highest count that is not in a tail: P(Y < lower) <= tail and
        P(Y > upper) <= tail, with the range as narrow as that allows.

    Examples
    --------
    >>> [end.tolist() for end in range_of(0.05, np.array([4.0, 0.0]), np.array([8.0, 0.0]))]
    [[0.0, 0.0], [9.0, 0.0]]
    """
    expected, spread = np.broadcast_arrays(np.asarray(mean, dtype=float), variance)
    top = np.ceil(expected + 60 * np.sqrt(np.maximum(spread, 1.0)) + 60 * spread / (expected + 1))
    # The smallest count with P(Y > count) <= tail, by halving between none and `top`.
    upper = _smallest(lambda n: at_least(n + 1, expected, spread) <= tail, top)
    # The smallest count with P(Y <= count) > tail.
    lower = _smallest(lambda n: at_most(n, expected, spread) > tail, np.ceil(expected) + 1)
    return lower, np.maximum(upper, lower)


def _smallest(holds, top: Array) -> Array:  # type: ignore[no-untyped-def]
    """Return the smallest whole number from zero on for which a condition holds, up to `top`."""
    low, high = np.full(top.shape, -1.0), top.copy()
    for _ in range(ROUNDS):
        open_ = high - low > 1
        if not open_.any():
            break
        middle = np.floor((low + high) / 2)
        met = holds(middle)
        high, low = np.where(open_ & met, middle, high), np.where(open_ & ~met, middle, low)
    return high


def log_score(counts: Array, mean: Array, variance: Array) -> Array:
    """Return the logarithm of the probability of each count.

    Parameters
    ----------
    counts
        Counts.
    mean
        Means, above zero.
    variance
        Variances, above the means.

    Returns
    -------
    np.ndarray
        ln P(Y = count).

    Examples
    --------
    >>> log_score(np.array([0.0]), np.array([2.0]), np.array([4.0])).round(4).tolist()
    [-1.3863]
    """
    excess = np.maximum(variance / mean - 1, LEAST_EXCESS)
    size = mean / excess
    score: Array = (
        special.gammaln(counts + size)
        - special.gammaln(size)
        - special.gammaln(counts + 1)
        - size * np.log1p(excess)
        + counts * (np.log(excess) - np.log1p(excess))
    )
    return score
