"""How records move over the months: seasons, and the planted changes."""

import math

from data.sample.months import month_number, month_of_year
from data.sample.planted_effects import ASB, LAST_MONTH, truth

SUMMER_MONTHS = (7, 8)
SEASON_SWING = {ASB: 0.16}
OTHER_SEASON_SWING = 0.04


def _since(key: str) -> int:
    since = truth(key).since
    if since is None:
        raise ValueError(f"the planted truth {key} has no beginning")
    return month_number(since)


def season(ward_code: str, category: str, month: str) -> float:
    """A month's level against the year's mean: a little more in July, or a resort's summer."""
    resort = truth("summer_resort")
    if ward_code == resort.ward_code and category in resort.categories:
        mean = (len(SUMMER_MONTHS) * resort.strength + 12 - len(SUMMER_MONTHS)) / 12.0
        return (resort.strength if month_of_year(month) in SUMMER_MONTHS else 1.0) / mean
    swing = SEASON_SWING.get(category, OTHER_SEASON_SWING)
    return 1.0 + swing * math.cos(2.0 * math.pi * (month_of_year(month) - 7) / 12.0)


def trend(ward_code: str, category: str, month: str) -> float:
    """The planted changes over time; everything else stays level."""
    now = month_number(month)
    emerging = truth("emerging")
    if ward_code == emerging.ward_code and category in emerging.categories:
        first, last = _since("emerging"), month_number(LAST_MONTH)
        done = max(0, now - first + 1) / (last - first + 1)
        return 1.0 + (emerging.strength - 1.0) * done
    fall = truth("county_fall")
    return fall.strength if category in fall.categories and now >= _since("county_fall") else 1.0


def order_effect(key: str, month: str) -> float:
    """What is left inside a planted order's area: all before it starts, a share from then on."""
    return truth(key).strength if month_number(month) >= _since(key) else 1.0
