"""Seasonality: each calendar month's share of a year's incidents, and outstanding months."""

from dataclasses import dataclass

import pandas as pd

from geo.noise.season import LEAST_YEARS, stands_out
from geo.period import YEAR, Period, shifted

# DAYS: days of each calendar month, February on average.
DAYS = pd.Series([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], range(1, YEAR + 1))
# ENOUGH_YEARS: years from which the page shows no warning of few years.
ENOUGH_YEARS = 3


@dataclass(frozen=True, kw_only=True)
class Season:
    """One row per calendar month, January first, from whole years only."""

    table: pd.DataFrame
    # The whole years, the earliest first.
    years: tuple[Period, ...]
    incidents: int

    @property
    def has_enough_years(self) -> bool:
        """Whether there are enough whole years to identify a season."""
        return len(self.years) >= LEAST_YEARS

    def months(self, verdict: str) -> list[int]:
        """Return the calendar months with this verdict."""
        return [int(month) for month in self.table.index[self.table["verdict"] == verdict]]


def whole_years(monthly: pd.Series, recordings: pd.Series | None = None) -> tuple[Period, ...]:
    """Return the runs of twelve published months, counted back from the latest month.

    A year with a recording break in it is left out: its months are not comparable.

    Parameters
    ----------
    monthly
        Incidents by month, missing where not published.
    recordings
        A number for each month, the same for months that are recorded alike; None if all are.

    Returns
    -------
    tuple[Period, ...]
        The years, the earliest first. A year without any incident is left out.

    Examples
    --------
    >>> whole_years(pd.Series(5, [f"2025-{n:02d}" for n in range(1, 13)]))
    (Period(first='2025-01', last='2025-12'),)
    """
    known = monthly.dropna()
    if known.empty:
        return ()
    last, first = str(known.index.max()), str(monthly.index.min())
    years: list[Period] = []
    while shifted(last, 1 - YEAR) >= first:
        year = Period(first=shifted(last, 1 - YEAR), last=last)
        counts = monthly.reindex(year.months())
        alike = recordings is None or recordings.reindex(year.months()).nunique() == 1
        if alike and counts.notna().all() and counts.sum() > 0:
            years.append(year)
        last = shifted(last, -YEAR)
    return tuple(years[::-1])


def season(monthly: pd.Series, recordings: pd.Series | None = None) -> Season | None:
    """Return each calendar month's mean share of its year, compared with its share of the days.

    Which months stand out is decided by `geo.noise.season`. A single year never has any.

    Parameters
    ----------
    monthly
        Incidents by month, missing where not published.
    recordings
        A number for each month, the same for months that are recorded alike; None if all are.

    Returns
    -------
    Season | None
        A table with `share` (mean over the whole years), `even` (days/365.25), `index` (share/even)
        and the columns of `geo.noise.season`, with the years and the number of incidents; None
        without a whole year.

    Examples
    --------
    >>> months = [f"{year}-{n:02d}" for year in (2024, 2025) for n in range(1, 13)]
    >>> monthly = pd.Series([60 if month.endswith("-07") else 20 for month in months], months)
    >>> season(monthly).months("higher")
    [7]
    """
    years = whole_years(monthly, recordings)
    if not years:
        return None
    counts = pd.DataFrame({year.first: _by_month(monthly, year) for year in years})
    shares = counts / counts.sum()
    even = DAYS / DAYS.sum()
    # In the order in which the months passed, so that a trend doesn't look like a season.
    passed = [int(month[5:]) for month in years[0].months()]
    found = stands_out(counts.loc[passed].to_numpy().T, even.loc[passed].to_numpy())
    table = pd.DataFrame({"share": shares.mean(axis=1), "even": even})
    table["index"] = table["share"] / table["even"]
    table = table.join(found.set_axis(passed))
    return Season(table=table, years=years, incidents=int(counts.to_numpy().sum()))


def _by_month(monthly: pd.Series, year: Period) -> pd.Series:
    """Return the counts of a year by the number of the calendar month."""
    counts = monthly.reindex(year.months()).astype(float)
    counts.index = pd.Index([int(str(month)[5:]) for month in counts.index], name="month")
    return counts.sort_index()
