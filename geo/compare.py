"""An area against the whole it belongs to: higher, similar or lower, never better or worse."""

import numpy as np
import pandas as pd

from geo.rates import Z_998, rate_per_1000

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"
WHOLE, REST = "whole", "rest"
TOO_LARGE_A_PART = 0.1


def with_whole(
    counts: pd.Series, residents: pd.Series, *, months: int, z: float = Z_998
) -> pd.DataFrame:
    """`verdict`, and the `benchmark` rate of what the area was `compared_with`.

    The area's limits (99.8%, since fifty wards at 95% would nearly always give a false flag)
    against the whole's rate held fixed. An area that is over a tenth of the whole is compared
    with the rest of it, or it would partly be compared with itself.
    """
    base = residents.reindex(counts.index).astype(float)
    whole_count, whole_base = counts[base > 0].sum(), base.sum()
    large = base > TOO_LARGE_A_PART * whole_base
    rest_count = whole_count - counts.where(large, 0)
    rest_base = whole_base - base.where(large, 0)
    benchmark = rate_per_1000(rest_count, rest_base, months=months)["rate"]
    verdicts = against(counts, base, benchmark, months=months, z=z)
    compared_with = np.where(large, REST, WHOLE)
    return pd.DataFrame(
        {"benchmark": benchmark, "compared_with": compared_with, "verdict": verdicts}
    )


def against(
    counts: pd.Series, residents: pd.Series, benchmark: pd.Series, *, months: int, z: float
) -> pd.Series:
    """Whether each area's rate limits clear a benchmark rate per 1,000 a year."""
    limits = rate_per_1000(counts, residents, months=months, z=z)
    verdict = np.select(
        [limits["lower"] > benchmark, limits["upper"] < benchmark],
        [HIGHER, LOWER],
        default=SIMILAR,
    )
    return pd.Series(verdict, counts.index, dtype="str").where(residents > 0).rename("verdict")
