"""Empirical Bayes smoothing: shrink rates of small areas towards the rate of the whole."""

import numpy as np
import pandas as pd

from geo.stats.rates import PER


def empirical_bayes(counts: pd.Series, exposed: pd.Series) -> pd.Series:
    """Return Marshall's global empirical Bayes rate per 1,000.

    m = ΣO/ΣP; s² = ΣP(r - m)²/ΣP; A = max(s² - m/P̄, 0); w = A/(A + m/P); w·r + (1 - w)·m. A is
    clamped at 0, because otherwise rates could be negative; then every area has the rate of the
    whole.

    Parameters
    ----------
    counts
        Incidents by area.
    exposed
        Person-years by area.

    Returns
    -------
    pd.Series
        Smoothed rates per 1,000 on the index of `counts`; missing without exposure.

    Examples
    --------
    >>> counts, people = pd.Series([2, 30, 6, 0, 55]), pd.Series([400, 1500, 350, 300, 1600])
    >>> empirical_bayes(counts, people).round(3).tolist()
    [11.326, 20.318, 19.222, 9.684, 32.881]
    """
    base = exposed.reindex(counts.index).astype(float)
    usable = (base > 0) & counts.notna()
    observed, people = counts[usable].astype(float), base[usable]
    if observed.empty:
        return pd.Series(np.nan, counts.index)
    mean = observed.sum() / people.sum()
    rate = observed / people
    variance = (people * (rate - mean) ** 2).sum() / people.sum()
    between = max(variance - mean / people.mean(), 0.0)
    by_chance = mean / people
    # Where nothing at all was recorded both are zero, and so is every rate.
    weight = between / (between + by_chance).where(between + by_chance > 0, 1.0)
    return (PER * (weight * rate + (1 - weight) * mean)).reindex(counts.index)
