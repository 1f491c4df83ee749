"""Months and periods of months. A month is text such as "2026-09"; missing months are left out."""

from collections.abc import Sequence
from dataclasses import dataclass

YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Period:
    """A run of months; `first` and `last` are both included."""

    first: str
    last: str

    def months(self) -> list[str]:
        """Return all months of the period, whether published or not."""
        months, month = [], self.first
        while month <= self.last:
            months.append(month)
            month = shifted(month, 1)
        return months

    def split(self, complete: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the months that are in `complete`, and those that are not."""
        published = set(complete)
        months = self.months()
        return [m for m in months if m in published], [m for m in months if m not in published]


def latest_year(complete: Sequence[str]) -> Period:
    """Return the last twelve complete months, or fewer if there are fewer.

    Parameters
    ----------
    complete
        The months that were published in full.

    Returns
    -------
    Period
        The period that ends with the latest complete month.

    Examples
    --------
    >>> latest_year(["2026-07", "2026-08", "2026-09"])
    Period(first='2026-07', last='2026-09')
    """
    last = max(complete)
    return Period(first=max(shifted(last, 1 - YEAR), min(complete)), last=last)


def years_before(months: Sequence[str], complete: Sequence[str]) -> list[str]:
    """Return the complete months within the twelve months that end with each given month.

    A survey of June is compared with the recorded incidents of the twelve months up to June.

    Parameters
    ----------
    months
        The months in which people were asked.
    complete
        The months that were published in full.

    Returns
    -------
    list[str]
        The months of `complete` that are in any of these years, in the order of `complete`.

    Examples
    --------
    >>> years_before(["2026-06"], ["2025-06", "2025-07", "2026-06", "2026-07"])
    ['2025-07', '2026-06']
    """
    wanted = {shifted(month, -back) for month in months for back in range(YEAR)}
    return [month for month in complete if month in wanted]


def shifted(month: str, by: int) -> str:
    """Return the month that is a number of months later.

    Parameters
    ----------
    month
        A month such as "2026-09".
    by
        Number of months; negative for earlier months.

    Returns
    -------
    str
        The shifted month.

    Examples
    --------
    >>> shifted("2026-11", 3)
    '2027-02'
    """
    year, number = divmod(int(month[:4]) * YEAR + int(month[5:]) - 1 + by, YEAR)
    return f"{year:04d}-{number + 1:02d}"


def months_between(first: str, last: str) -> int:
    """Return how many months one month is after another.

    Parameters
    ----------
    first
        A month as "2026-03".
    last
        Another one.

    Returns
    -------
    int
        0 if the last isn't after the first.

    Examples
    --------
    >>> months_between("2025-11", "2026-02")
    3
    """
    (year, month), (last_year, last_month) = (map(int, one.split("-")) for one in (first, last))
    return max((last_year - year) * YEAR + last_month - month, 0)


def moved(period: Period, by: int, months: Sequence[str]) -> Period | None:
    """Return the period shifted by a number of months, or None outside the available months.

    Parameters
    ----------
    period
        The period to shift.
    by
        Number of months; negative for earlier months.
    months
        The available months, sorted.

    Returns
    -------
    Period | None
        The shifted period; None if it is not fully within the range of `months`.

    Examples
    --------
    >>> moved(Period(first="2026-01", last="2026-03"), 12, ["2025-01", "2026-12"]) is None
    True
    """
    result = Period(first=shifted(period.first, by), last=shifted(period.last, by))
    return result if months[0] <= result.first and result.last <= months[-1] else None


def consecutive_months(months: Sequence[str]) -> list[Period]:
    """Return the runs of consecutive months.

    Parameters
    ----------
    months
        Months, sorted.

    Returns
    -------
    list[Period]
        A period for each run.

    Examples
    --------
    >>> consecutive_months(["2025-01", "2025-02", "2025-04"])
    [Period(first='2025-01', last='2025-02'), Period(first='2025-04', last='2025-04')]
    """
    runs: list[Period] = []
    for month in months:
        if runs and shifted(runs[-1].last, 1) == month:
            runs[-1] = Period(first=runs[-1].first, last=month)
        else:
            runs.append(Period(first=month, last=month))
    return runs
