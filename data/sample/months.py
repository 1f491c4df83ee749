"""The months the sample county has, as the police write them: YYYY-MM."""

import calendar

from data.sample.planted_effects import FIRST_MONTH, LAST_MONTH


def month_number(month: str) -> int:
    """Months since year 0, so that months can be subtracted."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def month_name(number: int) -> str:
    """The month with this number, as the police write it."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def months_between(first: str, last: str) -> list[str]:
    """Every month from first to last, both included."""
    return [month_name(n) for n in range(month_number(first), month_number(last) + 1)]


def month_of_year(month: str) -> int:
    """1 for January to 12 for December."""
    return int(month[5:])


def length_of(month: str) -> float:
    """A month's days as a share of the mean month's."""
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1] / 30.4375


ALL_MONTHS = months_between(FIRST_MONTH, LAST_MONTH)
