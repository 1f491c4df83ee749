"""The categories that a viewer may choose, and the months for which they have figures."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components.counting import categories_of
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.access.scopes import audience_of, own_incidents_visible
from data.errors import AccessDenied
from data.release.coverage.recording_breaks import RecordingBreak
from data.schema import CATEGORIES, COUNTY, CRIMES, GROUP_PREFIX, WARD
from geo.categories import ALL_CRIME, CHOICES, is_own
from geo.comparable_months.compared import (
    ComparedMonths,
    compared_months_by_area,
    compared_months_of,
    compared_months_of_sum,
)
from geo.period import Period


@query(20)
def countable_categories(key: CacheKey) -> tuple[str, ...]:
    """Return the categories that viewers may choose.

    These are the police categories, the partnership's groups of them and, for partners only,
    partner categories.
    """
    store = store_of(key)
    ours = [GROUP_PREFIX + name for name in store.manifest.groups]
    standard = [choice for choice in CHOICES if choice not in CRIMES]
    own = store.own_incidents().choices() if own_incidents_visible(key.scope) else []
    return (*standard, *ours, *CRIMES, *own)


def require_countable(key: CacheKey, choice: str) -> tuple[str, ...]:
    """Return the categories that a choice adds up.

    Raise AccessDenied if viewers of the scope may not choose it.
    """
    if choice not in countable_categories(key):
        raise AccessDenied(what=choice, audience=audience_of(key.scope).name.lower())
    return categories_of(store_of(key), choice)


@query(100)
def complete_months(key: CacheKey, choice: str) -> tuple[str, ...]:
    """Return the months for which the choice has figures."""
    return tuple(store_of(key).known_months(require_countable(key, choice)))


@query(100)
def published_months(key: CacheKey, level: str, choice: str = ALL_CRIME) -> pd.DataFrame:
    """Return a table of months by areas: whether there are figures of the choice."""
    return store_of(key).published(level, require_countable(key, choice))


@query(100)
def recordings(key: CacheKey, level: str, choice: str = ALL_CRIME) -> pd.DataFrame:
    """Return a table of months by areas: 0 without figures of the choice.

    Other numbers are the same in months that are recorded alike.
    """
    return store_of(key).recordings(level, require_countable(key, choice))


@query(500)
def breaks_at(
    key: CacheKey, level: str, place: str, choice: str, months: Sequence[str]
) -> tuple[RecordingBreak, ...]:
    """Return the recording breaks of a choice and place that lie within some months.

    Those of the whole area with an empty place.
    """
    every = store_of(key).breaks_at(level, place, require_countable(key, choice))
    return tuple(one for one in every if one.splits(months))


@query(500)
def months_with_figures(
    key: CacheKey, level: str, place: str, period: Period, choice: str = ALL_CRIME
) -> tuple[str, ...]:
    """Return the months of the period for which a place has figures of the choice.

    For the whole area these are the months for which any of its wards has figures.
    """
    table = published_months(key, WARD if level == COUNTY else level, choice)
    known = table.any(axis=1) if level == COUNTY else table[place]
    return tuple(period.split([str(month) for month in table.index[known]])[0])


@query(500)
def compared_months(
    key: CacheKey, level: str, place: str, period: Period, choice: str = ALL_CRIME
) -> ComparedMonths | None:
    """Return the months of a place that are compared with the same months a year before.

    For the whole area (`COUNTY`) these are the months and the wards whose sums can be compared.
    """
    return _compared(key, recordings(key, _with_months(level), choice), place, period)


@query(500)
def compared_months_of_all(
    key: CacheKey, level: str, place: str, period: Period
) -> ComparedMonths | None:
    """Return the months that categories without a recording break compare; in `apart`, others.

    None if no category can compare any month.
    """
    store = store_of(key)
    plain = _compared(key, published_months(key, _with_months(level)), place, period)
    if plain is None:
        return None
    broken = {one.category for one in store.breaks_at(level, place, CATEGORIES)}
    choices = [choice for choice in countable_categories(key) if not is_own(choice)]
    apart = {
        choice: compared_months(key, level, place, period, choice)
        for choice in choices
        if broken.intersection(require_countable(key, choice))
    }
    return replace(plain, apart={choice: own for choice, own in apart.items() if own != plain})


def _with_months(level: str) -> str:
    return WARD if level == COUNTY else level


def _compared(
    key: CacheKey, table: pd.DataFrame, place: str, period: Period
) -> ComparedMonths | None:
    """Return the months that a place compares; the whole area with an empty place."""
    if place:
        return compared_months_of(table, place, period.months())
    return compared_months_of_sum(table, store_of(key).residents(WARD), period.months())


@query(100)
def months_compared_somewhere(
    key: CacheKey, level: str, choice: str, period: Period
) -> tuple[str, ...]:
    """Return the months that any area of the level compares with a year before."""
    found = compared_months_by_area(recordings(key, level, choice), period.months())
    return tuple(sorted({month for compared in found for month in compared.now}))


@query(100)
def areas_without_months(key: CacheKey, level: str, choice: str, period: Period) -> tuple[int, int]:
    """Return how many areas lack some months that others have, and how many have none of them."""
    table = published_months(key, level, choice).loc[period.first : period.last]
    table = table[table.any(axis=1)]
    have = table.sum()
    return int(((have > 0) & (have < len(table))).sum()), int((have == 0).sum()) if len(
        table
    ) else 0


@query(10)
def wards_with_gaps(key: CacheKey) -> int:
    """Return how many wards have no police figures for some month that another ward has."""
    table = published_months(key, WARD)
    return int((~table[table.any(axis=1)].all(axis=0)).sum())


def nowhere(key: CacheKey, choice: str, level: str, period: Period) -> int:
    """Return how many incidents of the period lie in no area of the level.

    At a level that doesn't cover the whole area these are incidents outside its areas. At any level
    they include partner incidents whose location is not precise enough.
    """
    store, categories = store_of(key), require_countable(key, choice)
    months = period.split(store.known_months(categories))[0]
    return store.nowhere(level, months, categories)
