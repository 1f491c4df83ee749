"""Counts and rates per 1,000 with their limits (Byar; exact Poisson below ten).

The practice of England's public-health indicators (Office for Health Improvement and Disparities).
"""

import numpy as np
import pandas as pd
from scipy import special

EXACT_BELOW = 10
PER = 1_000.0
MONTHS_A_YEAR = 12
Z_95 = float(special.ndtri(0.975))
Z_998 = float(special.ndtri(0.999))
Months = int | pd.Series


def count_limits(counts: pd.Series, *, z: float = Z_95) -> pd.DataFrame:
    """Lower and upper limit of each count, as columns `lower` and `upper`.

    Byar: O(1 - 1/(9O) - z/(3√O))³ and (O+1)(1 - 1/(9(O+1)) + z/(3√(O+1)))³;
    below ten the exact limits: χ²(α/2, 2O)/2 and χ²(1-α/2, 2O+2)/2.
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
    """Residents times the part of a year in which incidents were published for them."""
    observed = months.reindex(areas) if isinstance(months, pd.Series) else months
    if np.all(np.asarray(observed) < 1):
        raise ValueError("a rate needs one complete month at least")
    years: pd.Series = residents.reindex(areas).astype(float) * observed / MONTHS_A_YEAR
    return years


def rate_per_1000(
    counts: pd.Series, residents: pd.Series, *, months: Months, z: float = Z_95
) -> pd.DataFrame:
    """Incidents per 1,000 residents a year, as `rate`, `lower` and `upper`.

    A period of other than twelve months is brought to a year: rate and limits times 12/months.
    `months` is one number, or one for each area where their police forces did not all publish.
    Areas without residents, or without a month, have no rate.
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
