"""Equal times before and since a beginning: the same calendar months, gaps left out of both."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from geo.period import YEAR, shifted

MOST_YEARS = 2
LEAST_MONTHS = 10
"""Pairs of months: a year with up to two gaps."""
FARTHEST = 5 * YEAR
"""How many months ahead an answer is looked for."""


@dataclass(frozen=True, kw_only=True)
class Windows:
    """Months before and since, in pairs of the same calendar month."""

    before: tuple[str, ...]
    since: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Months of either window that were not published, and those that went with them."""

    @property
    def enough(self) -> bool:
        return len(self.since) >= LEAST_MONTHS


@dataclass(frozen=True, kw_only=True)
class Span:
    """The whole months of something that began on a day, and ended on one or hasn't yet."""

    first: str
    last: str
    """Its last whole month; later than any month where it hasn't an end."""
    began: str
    """The month that it began in, which is neither before nor since where it is a part."""


NO_END = "9999-12"


def complete_months_in(start: dt.date, end: dt.date | None) -> Span:
    """The months that lie in it whole."""
    began = start.strftime("%Y-%m")
    last = NO_END
    if end is not None:
        last = end.strftime("%Y-%m")
        if end.day < calendar.monthrange(end.year, end.month)[1]:
            last = shifted(last, -1)
    return Span(first=began if start.day == 1 else shifted(began, 1), last=last, began=began)


def windows(of: Span, complete: Sequence[str]) -> Windows:
    """One or two years on each side, whichever gives more pairs; the shorter where they tie.

    The months since are the first ones, each held against the same calendar month one or two
    years earlier. Nobody chooses them, so nobody can choose those that suit.
    """
    return max((_of_years(of, complete, years) for years in range(1, MOST_YEARS + 1)), key=_pairs)


def _pairs(found: Windows) -> int:
    return len(found.since)


def _of_years(of: Span, complete: Sequence[str], years: int) -> Windows:
    have, latest = set(complete), max(complete, default="")
    wide = years * YEAR
    since = [month for month in (shifted(of.first, by) for by in range(wide))
             if month <= min(of.last, latest)]  # fmt: skip
    pairs = [(shifted(month, -wide), month) for month in since]
    whole = [
        (before, month)
        for before, month in pairs
        if before in have and month in have and before < of.began
    ]
    kept = {month for pair in whole for month in pair}
    lost = {month for pair in pairs for month in pair} - kept
    return Windows(
        before=tuple(before for before, _ in whole),
        since=tuple(month for _, month in whole),
        left_out=tuple(sorted(lost)),
    )


def answers_from(of: Span, complete: Sequence[str]) -> str | None:
    """The month whose publication will give enough pairs; None where none ever will."""
    ahead = list(complete)
    latest = max(complete, default="")
    for _ in range(FARTHEST if latest else 0):
        latest = shifted(latest, 1)
        ahead.append(latest)
        if windows(of, ahead).enough:
            return latest
    return None


def year_before(of: Span, complete: Sequence[str]) -> Windows:
    """The year before the beginning against the year before that: had they parted already?"""
    have = set(complete)
    pairs = [(shifted(of.began, by - YEAR), shifted(of.began, by)) for by in range(-YEAR, 0)]
    whole = [(first, then) for first, then in pairs if first in have and then in have]
    return Windows(
        before=tuple(first for first, _ in whole), since=tuple(then for _, then in whole)
    )
