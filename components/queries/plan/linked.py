"""The values that a data version fills in for indicators that are linked to a measure."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from components.queries import measures
from components.queries.cache import CacheKey, query
from components.queries.categories import complete_months, countable_categories
from components.queries.current_store import store_of
from components.queries.places import names
from geo.measures import MEASURES
from geo.measures.model import Scale, Unit
from geo.plan.quarters import end_of, months_of, quarter_of
from geo.plan.status import Reading

# The years before the current one in which a data version fills in values.
YEARS_BEFORE = 1
# The measures with numbers that an indicator can be linked to.
LINKABLE = tuple(
    name
    for name, measure in MEASURES.items()
    if measure.scale in (Scale.SEQUENTIAL, Scale.SYMBOLS)
    and measure.subject == "category"
    and measure.compares
)


@query(500)
def linked_readings(key: CacheKey, link: Sequence[str], today: dt.date) -> tuple[Reading, ...]:
    """Return the values of a measure in the quarters whose months are all published.

    `link` is the measure, its subject, the level and the place.
    Shares are in percent. Without the measure, the subject or the place there is none.
    """
    name, subject, level, place = link
    if not link_works(key, link):
        return ()
    measure = MEASURES[name]
    published = set(complete_months(key, subject))
    readings: list[Reading] = []
    for year, quarter in _quarters(today):
        period = months_of(year, quarter)
        if end_of(year, quarter) > today or not set(period.months()) <= published:
            continue
        row = measures.measure_table(key, name, level, subject, period).loc[place]
        if pd.isna(row["value"]):
            continue
        times = 100 if measure.unit is Unit.PERCENT else 1
        lower, upper = (
            None if pd.isna(row[name_]) else float(row[name_]) * times
            for name_ in ("lower", "upper")
        )
        readings.append(
            Reading(
                year=year,
                quarter=quarter,
                value=float(row["value"]) * times,
                lower=lower,
                upper=upper,
            )
        )
    return tuple(readings)


def link_works(key: CacheKey, link: Sequence[str]) -> bool:
    """Return whether the data version has the measure, the subject and the place."""
    name, subject, level, place = link
    if name not in LINKABLE or name not in measures.measures(key):
        return False
    store = store_of(key)
    known = place in names(key) and level in MEASURES[name].levels and level in store.levels()
    return known and subject in countable_categories(key)


def _quarters(today: dt.date) -> list[tuple[int, int]]:
    """Return the quarters from the year before to that of a day."""
    now = quarter_of(today)
    every = [
        (year, quarter)
        for year in range(now[0] - YEARS_BEFORE, now[0] + 1)
        for quarter in (1, 2, 3, 4)
    ]
    return [one for one in every if one <= now]
