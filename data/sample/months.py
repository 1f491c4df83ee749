"""The months of the sample county, written YYYY-MM as the police write them."""

import calendar

from data.months import months_between
from data.sample.planted_effects import FIRST_MONTH, LAST_MONTH


def month_number(month: str) -> int:
    """Return the number of months since year 0, so that months can be subtracted."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def month_name(number: int) -> str:
    """Return the month with this number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def month_of_year(month: str) -> int:
    """Return 1 for January to 12 for December."""
    return int(month[5:])


def length_of(month: str) -> float:
    """Return a month's days as a share of the mean month's."""
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1] / 30.4375


ALL_MONTHS = tuple(months_between(FIRST_MONTH, LAST_MONTH))
