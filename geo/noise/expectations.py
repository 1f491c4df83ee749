"""Counts against an expectation, and counts of one place against each other."""

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.estimate import USUAL_FREEDOM, Noise, fitted_drift
from geo.noise.families import ALONE, SURE_AT
from geo.noise.limits import count_scores

LEAST_SEEN = 0.5


def within_noise(counts: pd.Series, of: str, dispersion: pd.Series | None = None) -> pd.Series:
    """Return which counts of one place can't be told from one of them.

    |a - b|/√(f·a + g·b) < 1.96, with the dispersion f and g of the two counts.

    Parameters
    ----------
    counts
        Incidents by category.
    of
        The category with which the others are compared.
    dispersion
        Variance of each count divided by Poisson's; one by default.

    Returns
    -------
    pd.Series
        Whether chance explains the difference.

    Examples
    --------
    >>> within_noise(pd.Series({"asb": 95, "damage": 60, "shop": 58}), "damage").tolist()
    [False, True, True]
    """
    wide = pd.Series(1.0, counts.index) if dispersion is None else dispersion[counts.index]
    variance = wide * counts + float(wide[of]) * float(counts[of])
    within: pd.Series = (counts - counts[of]).abs() < ALONE * np.sqrt(variance.clip(lower=1.0))
    return within


def spread_of_others(scores: np.ndarray, expected: np.ndarray, clustering: float) -> np.ndarray:
    """Return for each area how far all other areas are spread about a regression.

    Parameters
    ----------
    scores
        Scores of the counts in units of Poisson's standard deviation.
    expected
        What the regression lets expect.
    clustering
        Clustering of the counts (`geo.noise.estimate.Noise`).

    Returns
    -------
    np.ndarray
        The variance of the log of observed to expected besides clustering, at least zero; zero
        without others.

    Examples
    --------
    >>> spread_of_others(np.array([9.0, 0.0, 0.0]), np.full(3, 80.0), 1.0)[0]
    np.float64(0.0)
    """
    squares, every = scores**2, np.arange(len(scores))
    return np.array(
        [
            fitted_drift(squares[every != one], expected[every != one], clustering)
            if len(every) > 1
            else 0.0
            for one in every
        ]
    )


def below_expected(counts: pd.Series, expected: pd.Series, noise: Noise) -> pd.Series:
    """Return which counts are clearly below what a regression lets expect.

    A regression explains only part of how areas differ. How far the other areas are spread about it
    widens the variance, as drift does; an area's own distance doesn't: it can't hide itself. The
    score is that of the log of observed to expected. Each area is judged by itself (95%), as the
    result is a hint to look at and only one of two conditions: of areas where nothing is amiss one
    in forty is below.

    Parameters
    ----------
    counts
        Incidents by area.
    expected
        What is expected of each; missing where nothing is known.
    noise
        Noise of the counts.

    Returns
    -------
    pd.Series
        True where the count is clearly lower.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.0, freedom=40.0)
    >>> below_expected(pd.Series([60, 90, 101]), pd.Series([105.4, 95.0, 99.0]), noise).tolist()
    [True, False, False]
    """
    known = (expected > 0) & counts.notna()
    size = expected.where(known, 1.0).to_numpy(dtype=float)
    seen = counts.where(known, 1.0).to_numpy(dtype=float)
    level = np.full(len(size), noise.level)
    spread = spread_of_others(count_scores(seen, size)[known], size[known], noise.clustering)
    level[known] = np.maximum(noise.level, spread)
    # Of a count of nought half an incident is taken, as the log of nought is none.
    ratio = np.log(np.maximum(seen, LEAST_SEEN) / size)
    scores = ratio / np.sqrt(noise.clustering / size + level)
    freedom = min(noise.freedom, float(known.sum() + USUAL_FREEDOM))
    return pd.Series(scores < -special.stdtrit(freedom, 1 - SURE_AT / 2), counts.index) & known
