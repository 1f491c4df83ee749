"""The level of records by month: seasons and the planted changes over time."""

import math

from data.sample.months import month_number, month_of_year
from data.sample.planted_effects import ASB, LAST_MONTH, start_of, truth

SUMMER_MONTHS = (7, 8)
# SEASON_SWING: the difference between July and the year's mean, as a share of the mean.
SEASON_SWING = {ASB: 0.16}
OTHER_SEASON_SWING = 0.04


def level(ward_code: str, category: str, month: str) -> float:
    """Return a month's expected records as a multiple of the mean month's."""
    return _season(ward_code, category, month) * _trend(ward_code, category, month)


def order_effect(key: str, month: str) -> float:
    """Return the share of incidents that an order leaves in its area: 1 before it starts."""
    return truth(key).strength if month >= start_of(key) else 1.0


def _season(ward_code: str, category: str, month: str) -> float:
    resort = truth("summer_resort")
    if ward_code == resort.ward_code and category in resort.categories:
        mean = (len(SUMMER_MONTHS) * resort.strength + 12 - len(SUMMER_MONTHS)) / 12.0
        return (resort.strength if month_of_year(month) in SUMMER_MONTHS else 1.0) / mean
    swing = SEASON_SWING.get(category, OTHER_SEASON_SWING)
    return 1.0 + swing * math.cos(2.0 * math.pi * (month_of_year(month) - 7) / 12.0)


def _trend(ward_code: str, category: str, month: str) -> float:
    """Return 1 except where a rise or a fall is planted."""
    emerging, fall = truth("emerging"), truth("county_fall")
    if ward_code == emerging.ward_code and category in emerging.categories:
        first, last = month_number(start_of("emerging")), month_number(LAST_MONTH)
        done = max(0, month_number(month) - first + 1) / (last - first + 1)
        return 1.0 + (emerging.strength - 1.0) * done
    months = month_number(month) - month_number(start_of("county_fall")) + 1
    falls = category in fall.categories and months > 0
    return math.pow(fall.strength, months / 12.0) if falls else 1.0
