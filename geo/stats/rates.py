"""Counts and rates per 1,000 residents with confidence limits (Byar; exact Poisson below ten).

The method is that of England's public-health indicators (Office for Health Improvement and
Disparities).
"""

import numpy as np
import pandas as pd
from scipy import special

# EXACT_BELOW: counts below it get exact Poisson limits.
EXACT_BELOW = 10
PER = 1_000.0
MONTHS_A_YEAR = 12
# Z_95: standard normal quantiles of 95% and 99.8% intervals.
Z_95 = float(special.ndtri(0.975))
Z_998 = float(special.ndtri(0.999))
Months = int | pd.Series


def count_limits(counts: pd.Series, *, z: float = Z_95) -> pd.DataFrame:
    """Return the confidence limits of each count.

    Byar: O(1 - 1/(9O) - z/(3√O))³ and (O+1)(1 - 1/(9(O+1)) + z/(3√(O+1)))³; below ten the exact
    limits: χ²(α/2, 2O)/2 and χ²(1-α/2, 2O+2)/2.

    Parameters
    ----------
    counts
        Observed counts.
    z
        Standard normal quantile of the interval.

    Returns
    -------
    pd.DataFrame
        Columns `lower` and `upper`, on the index of `counts`.

    Examples
    --------
    >>> count_limits(pd.Series([0, 65])).round(4)
         lower    upper
    0   0.0000   3.6889
    1  50.1632  82.8491
    """
    observed = counts.to_numpy(dtype=float)
    tail = special.ndtr(-z)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = observed * (1 - 1 / (9 * observed) - z / (3 * np.sqrt(observed))) ** 3
    above = observed + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    few = observed < EXACT_BELOW
    exact_lower = np.where(observed > 0, special.chdtri(2 * observed, 1 - tail) / 2, 0.0)
    exact_upper = special.chdtri(2 * above, tail) / 2
    limits = {
        "lower": np.where(few, exact_lower, lower),
        "upper": np.where(few, exact_upper, upper),
    }
    return pd.DataFrame(limits, index=counts.index)


def person_years(areas: pd.Index, residents: pd.Series, months: Months) -> pd.Series:
    """Return residents multiplied by the published part of a year.

    Parameters
    ----------
    areas
        Codes of the areas.
    residents
        Residents by area.
    months
        Number of published months, or one number for each area.

    Returns
    -------
    pd.Series
        Person-years by area.

    Raises
    ------
    ValueError
        If no area has a published month.

    Examples
    --------
    >>> person_years(pd.Index(["A"]), pd.Series({"A": 8000}), 6).to_dict()
    {'A': 4000.0}
    """
    observed = months.reindex(areas) if isinstance(months, pd.Series) else months
    # Months of areas are fractions where only a part of an area has figures.
    if not np.any(np.asarray(observed) > 0):
        raise ValueError("a rate needs one complete month at least")
    years: pd.Series = residents.reindex(areas).astype(float) * observed / MONTHS_A_YEAR
    return years


def rate_per_1000(
    counts: pd.Series, residents: pd.Series, *, months: Months, z: float = Z_95
) -> pd.DataFrame:
    """Return incidents per 1,000 residents a year, with confidence limits.

    Other periods than twelve months are converted to a year: rate and limits times 12/months.

    Parameters
    ----------
    counts
        Incidents by area.
    residents
        Residents by area.
    months
        Number of published months, or one number for each area.
    z
        Standard normal quantile of the interval.

    Returns
    -------
    pd.DataFrame
        Columns `rate`, `lower` and `upper`; missing for areas without residents or months.

    Examples
    --------
    >>> rate_per_1000(pd.Series([134]), pd.Series([8250]), months=12).round(3)
         rate   lower   upper
    0  16.242  13.609  19.237
    """
    years = person_years(counts.index, residents, months)
    factor = PER / years.where(years > 0)
    limits = count_limits(counts, z=z)
    return pd.DataFrame(
        {
            "rate": counts * factor,
            "lower": limits["lower"] * factor,
            "upper": limits["upper"] * factor,
        }
    )
