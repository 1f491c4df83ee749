"""Choose equal periods before and after a start: pairs of the same calendar month, without gaps."""

import calendar
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from geo.comparable_months.pairs import month_pairs
from geo.period import YEAR, shifted

MOST_YEARS = 2
# LEAST_MONTHS: pairs of months needed: a year with up to two gaps.
LEAST_MONTHS = 10
# FARTHEST: how many months ahead `answers_from` looks.
FARTHEST = 5 * YEAR


@dataclass(frozen=True, kw_only=True)
class Windows:
    """Months before and since the start, in pairs of the same calendar month."""

    before: tuple[str, ...]
    since: tuple[str, ...]
    # Months of either period that were not published, and the other months of their pairs.
    left_out: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are enough pairs of months."""
        return len(self.since) >= LEAST_MONTHS


@dataclass(frozen=True, kw_only=True)
class Span:
    """The whole months in which something was in force."""

    first: str
    # Last whole month; `NO_END` without an end.
    last: str
    # Month of the first day. It is neither before nor since if it is not whole.
    began: str


NO_END = "9999-12"
# The months that were published in full; with a number that is the same in months recorded alike.
Complete = Collection[str] | Mapping[str, int]


def complete_months_in(start: dt.date, end: dt.date | None) -> Span:
    """Return the whole months between two days.

    Parameters
    ----------
    start
        First day.
    end
        Last day, or None without an end.

    Returns
    -------
    Span
        The first and last whole month, and the month of the first day.

    Examples
    --------
    >>> complete_months_in(dt.date(2025, 3, 10), dt.date(2026, 3, 9))
    Span(first='2025-04', last='2026-02', began='2025-03')
    """
    began = start.strftime("%Y-%m")
    last = NO_END
    if end is not None:
        last = end.strftime("%Y-%m")
        if end.day < calendar.monthrange(end.year, end.month)[1]:
            last = shifted(last, -1)
    return Span(first=began if start.day == 1 else shifted(began, 1), last=last, began=began)


def windows(of: Span, complete: Complete) -> Windows:
    """Return the pairs of months before and since the start.

    One or two years on each side, whichever gives more pairs; one year if they give the same. The
    months since are the first ones, each paired with the same calendar month one or two years
    earlier. The rule leaves no choice, so that periods can't be selected for their result.

    Parameters
    ----------
    of
        The whole months in force.
    complete
        The months that were published in full.

    Returns
    -------
    Windows
        The pairs of months.

    Examples
    --------
    >>> months = [f"{year}-{n:02d}" for year in (2024, 2025) for n in range(1, 13)]
    >>> result = windows(complete_months_in(dt.date(2025, 1, 1), None), months)
    >>> len(result.since), result.before[0], result.since[0]
    (12, '2024-01', '2025-01')
    """
    return max((_of_years(of, complete, years) for years in range(1, MOST_YEARS + 1)), key=_pairs)


def _pairs(result: Windows) -> int:
    """Return the number of pairs."""
    return len(result.since)


def _of_years(of: Span, complete: Complete, years: int) -> Windows:
    """Return the pairs with periods of this many years."""
    latest = max(complete, default="")
    length = years * YEAR
    since = [month for month in (shifted(of.first, by) for by in range(length))
             if month <= min(of.last, latest)]  # fmt: skip
    pairs = month_pairs(since, complete, by=-length)
    complete_pairs = [(month, before) for month, before in pairs if before < of.began]
    used = {month for pair in complete_pairs for month in pair}
    unused = {*since, *(shifted(month, -length) for month in since)} - used
    return Windows(
        before=tuple(before for _, before in complete_pairs),
        since=tuple(month for month, _ in complete_pairs),
        left_out=tuple(sorted(unused)),
    )


def answers_from(of: Span, complete: Complete) -> str | None:
    """Return the month whose publication will give enough pairs.

    Parameters
    ----------
    of
        The whole months in force.
    complete
        The months that were published in full.

    Returns
    -------
    str | None
        The month; None if no future month will.

    Examples
    --------
    >>> months = [f"{year}-{n:02d}" for year in (2024, 2025) for n in range(1, 13)]
    >>> answers_from(complete_months_in(dt.date(2025, 6, 1), None), months)
    '2026-03'
    """
    published = dict(complete) if isinstance(complete, Mapping) else dict.fromkeys(complete, 1)
    latest = max(complete, default="")
    for _ in range(FARTHEST if latest else 0):
        # A month to come is taken to be recorded as the latest one.
        published[shifted(latest, 1)] = published[latest]
        latest = shifted(latest, 1)
        if windows(of, published).enough:
            return latest
    return None


def year_before(of: Span, complete: Complete) -> Windows:
    """Return the year before the start, paired with the year before that.

    It shows whether the areas already differed in trend.

    Parameters
    ----------
    of
        The whole months in force.
    complete
        The months that were published in full.

    Returns
    -------
    Windows
        The pairs of months.

    Examples
    --------
    >>> months = [f"{year}-{n:02d}" for year in (2023, 2024) for n in range(1, 13)]
    >>> result = year_before(complete_months_in(dt.date(2025, 1, 1), None), months)
    >>> result.before[0], result.since[0]
    ('2023-01', '2024-01')
    """
    months = [shifted(of.began, by) for by in range(-YEAR, 0)]
    pairs = month_pairs(months, complete)
    return Windows(
        before=tuple(earlier for _, earlier in pairs), since=tuple(later for later, _ in pairs)
    )
