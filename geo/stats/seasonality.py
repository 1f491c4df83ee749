"""The season: how a year's incidents share out over its months, and which months stand out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.period import YEAR, Period, shifted
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.rates import Z_998, count_limits

DAYS = pd.Series([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], range(1, YEAR + 1))
LEAST_YEARS = 2
"""A single year can't tell a season from that year's own events."""
ENOUGH_YEARS = 3


@dataclass(frozen=True, kw_only=True)
class Season:
    """A row a month of the year, January first, from whole years alone."""

    table: pd.DataFrame
    years: tuple[Period, ...]
    """The earliest first."""
    incidents: int

    @property
    def can_be_told(self) -> bool:
        """Whether there are years enough to speak of a season."""
        return len(self.years) >= LEAST_YEARS

    def months(self, verdict: str) -> list[int]:
        """The months of the year that stand out so."""
        return [int(month) for month in self.table.index[self.table["verdict"] == verdict]]


def whole_years(monthly: pd.Series) -> tuple[Period, ...]:
    """The runs of twelve months, counted back from the latest one, that were published whole.

    A year in which nothing was recorded has no shares, and is none of them.
    """
    known = monthly.dropna()
    if known.empty:
        return ()
    last, first = str(known.index.max()), str(monthly.index.min())
    found: list[Period] = []
    while shifted(last, 1 - YEAR) >= first:
        year = Period(first=shifted(last, 1 - YEAR), last=last)
        counts = monthly.reindex(year.months())
        if counts.notna().all() and counts.sum() > 0:
            found.append(year)
        last = shifted(last, -YEAR)
    return tuple(found[::-1])


def season(monthly: pd.Series) -> Season | None:
    """Each month's average share of its year beside its share of the days; None without a year.

    `share` is the mean over the whole years of count/year's total; `even` is days/365.25; `index`
    is share/even. `verdict` is "higher" or "lower" only where all years' counts together clear
    what even days would give (99.8%, exact Poisson, as twelve months are tried at once) and every
    single year lies on that side as well: one event doesn't make a season. One year never does.
    """
    years = whole_years(monthly)
    if not years:
        return None
    counts = pd.DataFrame({year.first: _by_month(monthly, year) for year in years})
    shares = counts / counts.sum()
    even = DAYS / DAYS.sum()
    limits = count_limits(counts.sum(axis=1), z=Z_998)
    expected = even * counts.to_numpy().sum()
    above = (limits["lower"] > expected) & shares.gt(even, axis=0).all(axis=1)
    below = (limits["upper"] < expected) & shares.lt(even, axis=0).all(axis=1)
    sure = len(years) >= LEAST_YEARS
    table = pd.DataFrame({"share": shares.mean(axis=1), "even": even})
    table["index"] = table["share"] / table["even"]
    table["verdict"] = np.select([above & sure, below & sure], [HIGHER, LOWER], default=SIMILAR)
    return Season(table=table, years=years, incidents=int(counts.to_numpy().sum()))


def _by_month(monthly: pd.Series, year: Period) -> pd.Series:
    counts = monthly.reindex(year.months()).astype(float)
    counts.index = pd.Index([int(str(month)[5:]) for month in counts.index], name="month")
    return counts.sort_index()
