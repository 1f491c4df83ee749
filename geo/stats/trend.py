"""One area's months in a row, and the same months of the year before."""

import pandas as pd

from geo.period import YEAR, Period, shifted

NOW, BEFORE = "now", "before"


def monthly_trend(monthly: pd.Series, period: Period) -> pd.DataFrame:
    """A row a month of the period (and of the months before it, up to a year), two columns.

    A month that was not published has no number: never a zero. One that lies before the first
    month there is isn't a gap and has no row.
    """
    first = min(period.first, shifted(period.last, 1 - YEAR))
    months = [month for month in monthly.index if first <= month <= period.last]
    year_before = [shifted(month, -YEAR) for month in months]
    return pd.DataFrame(
        {NOW: monthly.reindex(months), BEFORE: monthly.reindex(year_before).to_numpy()},
        index=pd.Index(months, name="month"),
    ).astype(float)


def commonest(counts: pd.Series, *, most: int = 3) -> pd.Series:
    """The largest counts, largest first; those that tie with the last of them as well."""
    recorded = counts[counts > 0]
    if recorded.empty:
        return recorded
    least = recorded.nlargest(most).iloc[-1]
    kept: pd.Series = recorded[recorded >= least].sort_values(ascending=False, kind="stable")
    return kept
