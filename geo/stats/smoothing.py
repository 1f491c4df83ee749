"""Rates drawn towards the whole's where few people stand under them."""

import numpy as np
import pandas as pd

from geo.stats.rates import PER


def empirical_bayes(counts: pd.Series, exposed: pd.Series) -> pd.Series:
    """Marshall's global empirical Bayes rate per 1,000 of the exposed (person-years).

    m = ΣO/ΣP; s² = ΣP(r - m)²/ΣP; A = max(s² - m/P̄, 0); w = A/(A + m/P); w·r + (1 - w)·m.
    A is clamped at 0, or a rate could come out negative: then every area has the whole's rate.
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
