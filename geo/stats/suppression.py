"""Suppression of rates on few residents. It is applied before results are cached for a viewer."""

import numpy as np
import pandas as pd

# LEAST_RESIDENTS: rates on fewer residents are hidden.
LEAST_RESIDENTS = 500
# LEAST_COUNT: the smallest number of stops and searches that the public sees.
LEAST_COUNT = 5
SHOWN, HIDDEN, MISSING = "shown", "hidden", "missing"
# NOTHING: status of an area whose figure is known to have a zero denominator; this is not a missing
# value.
NOTHING = "nothing"
MEASURED = ["rate", "lower", "upper"]


def hide_small_bases(rates: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Add a `status` to rates, and remove the rates on fewer than 500 residents.

    Such a rate changes strongly with a single incident. Counts are public already and are not
    hidden.

    Parameters
    ----------
    rates
        Columns `rate`, `lower` and `upper` by area.
    residents
        Residents by area.

    Returns
    -------
    pd.DataFrame
        The rates with `status`: "shown", "hidden", or "missing" without residents.

    Examples
    --------
    >>> rates = pd.DataFrame({"rate": [12.0, 40.0], "lower": [9.0, 5.0], "upper": [15.0, 90.0]})
    >>> hide_small_bases(rates, pd.Series([6000, 120]))
       rate  lower  upper  status
    0  12.0    9.0   15.0   shown
    1   NaN    NaN    NaN  hidden
    """
    base = residents.reindex(rates.index)
    status = np.select(
        [base.isna() | (base <= 0), base < LEAST_RESIDENTS], [MISSING, HIDDEN], default=SHOWN
    )
    shown = pd.Series(status == SHOWN, rates.index)
    result = rates.copy()
    result[MEASURED] = result[MEASURED].where(shown, axis=0)
    return result.assign(status=status)


def public_counts(counts: pd.Series) -> pd.Series:
    """Return the counts that the public sees: those of 5 and more.

    The parts of a total that is shown: where one part alone is hidden, the next smallest is too, as
    the total would give it away.

    Parameters
    ----------
    counts
        The parts of a total, such as the months of a year.

    Returns
    -------
    pd.Series
        The counts; missing where hidden.

    Examples
    --------
    >>> public_counts(pd.Series([9, 3, 6, 12])).tolist()
    [9.0, nan, nan, 12.0]
    >>> public_counts(pd.Series([9, 7])).tolist()
    [9.0, 7.0]
    """
    hidden = counts < LEAST_COUNT
    if hidden.sum() == 1 and len(counts) > 1:
        hidden = hidden | (counts.index == counts[~hidden].idxmin())
    return counts.astype(float).mask(hidden)
