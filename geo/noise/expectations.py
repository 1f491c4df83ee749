"""Counts against an expectation, and counts of one place against each other."""

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import ALONE, critical_value
from geo.noise.limits import count_scores


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


def below_expected(counts: pd.Series, expected: pd.Series, noise: Noise) -> pd.Series:
    """Return which counts are clearly below what a regression lets expect.

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
        True where the count is clearly lower, for all areas together.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.0, freedom=40.0)
    >>> below_expected(pd.Series([60, 90]), pd.Series([105.4, 95.0]), noise).tolist()
    [True, False]
    """
    known = (expected > 0) & counts.notna()
    size = expected.where(known, 1.0).to_numpy(dtype=float)
    scores = count_scores(counts.fillna(0).to_numpy(dtype=float), size, noise.of_level(size))
    critical = critical_value(np.where(known, scores, np.nan), noise.freedom)
    return pd.Series(scores < -critical, counts.index) & known
