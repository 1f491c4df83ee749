"""Comparison of an area's rate with the whole area's: "higher", "similar" or "lower"."""

import numpy as np
import pandas as pd

from geo.stats.rates import PER, Z_998, Months, person_years, rate_per_1000

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"
WHOLE, REST = "whole", "rest"
# THEN: added where the whole has figures of more months than the area, which don't count.
THEN = "_then"
# TOO_LARGE_A_PART: areas with a larger share of the residents are compared with the rest of the
# whole.
TOO_LARGE_A_PART = 0.1


def compare_with_whole(
    counts: pd.Series,
    residents: pd.Series,
    *,
    months: Months,
    whole: pd.DataFrame | None = None,
    z: float = Z_998,
) -> pd.DataFrame:
    """Compare the rate of each area with the rate of the whole in the same months.

    The area's interval (99.8%, because with fifty areas a 95% interval nearly always gives a false
    result) is compared with the benchmark, which is treated as exact. An area with more than a
    tenth of the residents is compared with the rest of the whole, so that it is not compared with
    itself.

    Parameters
    ----------
    counts
        Incidents by area.
    residents
        Residents by area.
    months
        Number of published months, or one number for each area.
    whole
        By area `counts`, `years` (person-years) and `residents` of the whole in the months that the
        area has figures for, and whether it has `more` months; by default all have the same months.
    z
        Standard normal quantile of the interval.

    Returns
    -------
    pd.DataFrame
        `benchmark` (rate per 1,000 a year), `compared_with` ("whole", "rest", or "whole_then" and
        "rest_then" where the whole has more months) and `verdict`.

    Examples
    --------
    >>> compare_with_whole(pd.Series([90, *[40] * 20]), pd.Series([5000] * 21), months=12).head(2)
       benchmark compared_with  verdict
    0    8.47619         whole   higher
    1    8.47619         whole  similar
    """
    base = residents.reindex(counts.index).astype(float)
    years = person_years(counts.index, residents, months).fillna(0.0)
    known = counts.where(years > 0, 0)
    if whole is None:
        alike = {"counts": known.sum(), "years": years.sum(), "residents": base[years > 0].sum()}
        whole = pd.DataFrame(alike | {"more": False}, counts.index)
    large = base > TOO_LARGE_A_PART * whole["residents"]
    rest_count = whole["counts"] - known.where(large, 0)
    rest_years = whole["years"] - years.where(large, 0)
    benchmark = PER * rest_count / rest_years
    verdicts = compare_with_benchmark(counts, base, benchmark, months=months, z=z)
    then = np.where(whole["more"], THEN, "")
    compared_with = pd.Series(np.where(large, REST, WHOLE), counts.index) + then
    return pd.DataFrame(
        {"benchmark": benchmark, "compared_with": compared_with, "verdict": verdicts}
    )


def compare_with_benchmark(
    counts: pd.Series, residents: pd.Series, benchmark: pd.Series, *, months: Months, z: float
) -> pd.Series:
    """Compare the rate interval of each area with a benchmark rate.

    Parameters
    ----------
    counts
        Incidents by area.
    residents
        Residents by area.
    benchmark
        Benchmark rate by area, per 1,000 residents a year.
    months
        Number of published months, or one number for each area.
    z
        Standard normal quantile of the interval.

    Returns
    -------
    pd.Series
        "higher", "similar" or "lower"; missing where an area has no residents.

    Examples
    --------
    >>> one = pd.Series([250]), pd.Series([8250]), pd.Series([26.0])
    >>> compare_with_benchmark(*one, months=12, z=1.96).tolist()
    ['higher']
    """
    limits = rate_per_1000(counts, residents, months=months, z=z)
    verdict = np.select(
        [limits["lower"] > benchmark, limits["upper"] < benchmark],
        [HIGHER, LOWER],
        default=SIMILAR,
    )
    return pd.Series(verdict, counts.index, dtype="str").where(residents > 0).rename("verdict")
