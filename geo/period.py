"""Months and the periods made of them. A month is its text, "2026-09"; a missing one stays out."""

from collections.abc import Sequence
from dataclasses import dataclass

YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Period:
    """A run of months, both ends included."""

    first: str
    last: str

    def months(self) -> list[str]:
        """All its months, whether published or not."""
        months, month = [], self.first
        while month <= self.last:
            months.append(month)
            month = shifted(month, 1)
        return months

    def split(self, complete: Sequence[str]) -> tuple[list[str], list[str]]:
        """Its months that are complete, and those that are missing."""
        have = set(complete)
        months = self.months()
        return [m for m in months if m in have], [m for m in months if m not in have]


def latest_year(complete: Sequence[str]) -> Period:
    """The twelve months that end with the latest complete one, or as many as there are."""
    last = max(complete)
    return Period(first=max(shifted(last, 1 - YEAR), min(complete)), last=last)


def years_before(months: Sequence[str], complete: Sequence[str]) -> list[str]:
    """The complete months of the years that end with each of these months.

    What people say in June is held against what was recorded in the twelve months up to June.
    """
    wanted = {shifted(month, -back) for month in months for back in range(YEAR)}
    return [month for month in complete if month in wanted]


def shifted(month: str, by: int) -> str:
    """The month so many months later (or, below zero, earlier)."""
    year, number = divmod(int(month[:4]) * YEAR + int(month[5:]) - 1 + by, YEAR)
    return f"{year:04d}-{number + 1:02d}"


def moved(period: Period, by: int, months: Sequence[str]) -> Period | None:
    """The period so many months later (or earlier); None where it would leave these months."""
    there = Period(first=shifted(period.first, by), last=shifted(period.last, by))
    return there if months[0] <= there.first and there.last <= months[-1] else None


def matched_year_before(
    period: Period, complete: Sequence[str]
) -> tuple[list[str], list[str]] | None:
    """The period's months and the same months a year before, only where both were published.

    None where not a single pair exists.
    """
    have = set(complete)
    pairs = [(shifted(m, -YEAR), m) for m in period.months()]
    pairs = [(before, now) for before, now in pairs if before in have and now in have]
    if not pairs:
        return None
    return [now for _, now in pairs], [before for before, _ in pairs]
