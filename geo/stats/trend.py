"""Monthly counts of one area beside the same months of the year before."""

import pandas as pd

from geo.period import YEAR, Period, shifted

NOW, BEFORE = "now", "before"


def monthly_trend(monthly: pd.Series, period: Period) -> pd.DataFrame:
    """Return the monthly counts of a period beside those of the year before.

    Parameters
    ----------
    monthly
        Incidents by month, missing where not published.
    period
        The period; it is extended backwards to twelve months.

    Returns
    -------
    pd.DataFrame
        One row per month in `monthly`, columns `now` and `before`; missing where not published.

    Examples
    --------
    >>> monthly = pd.Series([5, 7], ["2025-09", "2026-09"])
    >>> monthly_trend(monthly, Period(first="2026-09", last="2026-09"))
             now  before
    month
    2026-09  7.0     5.0
    """
    first = min(period.first, shifted(period.last, 1 - YEAR))
    months = [month for month in monthly.index if first <= month <= period.last]
    year_before = [shifted(month, -YEAR) for month in months]
    return pd.DataFrame(
        {NOW: monthly.reindex(months), BEFORE: monthly.reindex(year_before).to_numpy()},
        index=pd.Index(months, name="month"),
    ).astype(float)


def commonest(counts: pd.Series, *, most: int = 3) -> pd.Series:
    """Return the largest counts, the largest first, with all that tie with the last of them.

    Parameters
    ----------
    counts
        Counts by category.
    most
        Number of categories wanted.

    Returns
    -------
    pd.Series
        The largest positive counts.

    Examples
    --------
    >>> commonest(pd.Series({"a": 1, "b": 7, "c": 3, "d": 3, "e": 5}), most=3).to_dict()
    {'b': 7, 'e': 5, 'c': 3, 'd': 3}
    """
    recorded = counts[counts > 0]
    if recorded.empty:
        return recorded
    least = recorded.nlargest(most).iloc[-1]
    result: pd.Series = recorded[recorded >= least].sort_values(ascending=False, kind="stable")
    return result
