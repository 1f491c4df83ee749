"""An area against the whole it belongs to: higher, similar or lower, never better or worse."""

import numpy as np
import pandas as pd

from geo.stats.rates import PER, Z_998, Months, person_years, rate_per_1000

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"
WHOLE, REST = "whole", "rest"
TOO_LARGE_A_PART = 0.1


def compare_with_whole(
    counts: pd.Series, residents: pd.Series, *, months: Months, z: float = Z_998
) -> pd.DataFrame:
    """`verdict`, and the `benchmark` rate of what the area was `compared_with`.

    The area's limits (99.8%, since fifty wards at 95% would nearly always give a false flag)
    against the whole's rate held fixed. An area that is over a tenth of the whole is compared
    with the rest of it, or it would partly be compared with itself.
    """
    base = residents.reindex(counts.index).astype(float)
    years = person_years(counts.index, residents, months).fillna(0.0)
    large = base > TOO_LARGE_A_PART * base.sum()
    known = counts.where(years > 0, 0)
    rest_count = known.sum() - known.where(large, 0)
    rest_years = years.sum() - years.where(large, 0)
    benchmark = PER * rest_count / rest_years
    verdicts = compare_with_benchmark(counts, base, benchmark, months=months, z=z)
    compared_with = np.where(large, REST, WHOLE)
    return pd.DataFrame(
        {"benchmark": benchmark, "compared_with": compared_with, "verdict": verdicts}
    )


def compare_with_benchmark(
    counts: pd.Series, residents: pd.Series, benchmark: pd.Series, *, months: Months, z: float
) -> pd.Series:
    """Whether each area's rate limits clear a benchmark rate per 1,000 a year."""
    limits = rate_per_1000(counts, residents, months=months, z=z)
    verdict = np.select(
        [limits["lower"] > benchmark, limits["upper"] < benchmark],
        [HIGHER, LOWER],
        default=SIMILAR,
    )
    return pd.Series(verdict, counts.index, dtype="str").where(residents > 0).rename("verdict")
