"""Which calendar months stand out from an even year."""

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.families import critical_value
from geo.noise.ladder import HIGHER, LEAST_CHANGE, LOWER, NO_CLEAR_DIFFERENCE
from geo.noise.limits import count_scores
from geo.noise.smallest import POWER, POWER_QUANTILE, visible_fall, visible_rise

MONTHS = 12
# LEAST_YEARS: one year can't separate the season from single events.
LEAST_YEARS = 2
# FREE: degrees of freedom for each of the (years - 1)·11 that the months leave; less than one,
# because neighbouring months vary together.
FREE = 0.7


def stands_out(by_year: np.ndarray, even: np.ndarray) -> pd.DataFrame:
    """Return for each calendar month whether it has more or fewer incidents than an even year.

    The months of all years together are compared with an even year of the same total and the same
    trend from year to year. The variance is the spread of the same months over the years (χ² per
    degree of freedom of years and months, at least Poisson's). A month stands out only if every
    single year differs in the same direction.

    Parameters
    ----------
    by_year
        Incidents: one row per whole year, the earliest first, one column per month in the order in
        which they passed.
    even
        Each month's share of the days of a year, in the same order.

    Returns
    -------
    pd.DataFrame
        By month: `verdict` ("higher", "lower" or "no clear difference"; always the last for a
        single year, or a year without incidents), and the ratios `visible_lower` and
        `visible_higher` to an even year that would have been found with 80% power.

    Examples
    --------
    >>> years = np.array([[20.0] * 9 + [60.0] + [20.0] * 2] * 2)
    >>> stands_out(years, np.full(12, 1 / 12))["verdict"].tolist()[8:11]
    ['no clear difference', 'higher', 'no clear difference']
    """
    years, totals = len(by_year), by_year.sum(axis=1)
    if years < LEAST_YEARS or not (totals > 0).all():
        unknown = {"verdict": NO_CLEAR_DIFFERENCE, "visible_lower": np.nan}
        return pd.DataFrame(unknown | {"visible_higher": np.nan}, range(MONTHS))
    growth = np.polyfit(np.arange(years), np.log(totals), 1)[0]
    likely = even * np.exp(growth * (np.arange(MONTHS) - (MONTHS - 1) / 2) / MONTHS)
    without_season = np.outer(totals, likely / likely.sum())
    counts, expected = by_year.sum(axis=0), without_season.sum(axis=0)
    with_season = np.outer(totals, counts / counts.sum())
    variance = np.where(with_season > 0, with_season, 1.0)
    freedom = (years - 1) * (MONTHS - 1)
    spread = max(float(((by_year - with_season) ** 2 / variance).sum()) / freedom, 1.0)
    dispersion = spread * (1 - expected / expected.sum())
    scores = count_scores(counts, expected, dispersion)
    critical = critical_value(scores, FREE * freedom, least=MONTHS)
    large = np.abs(counts / expected - 1) >= LEAST_CHANGE
    # With the trend and without it, because the shares that are shown have no trend taken out.
    plain = np.outer(totals, even)
    above = (by_year > np.maximum(without_season, plain)).all(axis=0) & large
    below = (by_year < np.minimum(without_season, plain)).all(axis=0) & large
    above, below = above & (scores > critical), below & (scores < -critical)
    # All years together must be beyond the critical value, and every single year on that side.
    every = special.ndtri(POWER ** (1 / years)) - POWER_QUANTILE
    single = spread / without_season.min(axis=0)
    sizes = (dispersion / expected, critical), (single, every)
    falls, rises = (
        [ratio(size, -size, beyond) for size, beyond in sizes]
        for ratio in (visible_fall, visible_rise)
    )
    return pd.DataFrame(
        {
            "verdict": np.select([above, below], [HIGHER, LOWER], NO_CLEAR_DIFFERENCE),
            "visible_lower": np.minimum(*falls),
            "visible_higher": np.maximum(*rises),
        }
    )
