"""What is known of one place: its months, its categories, what lies in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.place_contents import groups_of, orders_of
from data.schema import CATEGORIES, COUNTY, WARD


@dataclass(frozen=True, kw_only=True)
class PlaceContents:
    """Groups that serve a place or stand in it, and orders that touch it."""

    groups: pd.DataFrame
    orders: pd.DataFrame
    countywide: int
    """Groups that serve the whole area."""


@query(500)
def monthly(key: CacheKey, level: str, place: str, category: str) -> pd.Series:
    """Incidents of the category by month; a month that was not published has no number.

    The whole area has a number only where every ward has one.
    """
    store, categories = store_of(key), require_countable(key, category)
    if level != COUNTY:
        return store.monthly(level, place, categories)
    wards = {ward: store.monthly(WARD, ward, categories) for ward in store.codes(WARD)}
    return pd.DataFrame(wards).sum(axis=1, skipna=False)


@query(500)
def by_category(key: CacheKey, level: str, place: str, months: Sequence[str]) -> pd.Series:
    """Incidents of every single category in the months given."""
    store = store_of(key)
    by_area = {one: store.counts(level, months, (one,)) for one in CATEGORIES}
    counts = {one: area[place] if place else area.sum() for one, area in by_area.items()}
    return pd.Series(counts, name="incidents")


@query(500)
def residents_of(key: CacheKey, level: str, place: str) -> float:
    """Usual residents of one place; missing where there is no figure."""
    return float(store_of(key).residents(level)[place])


@query(500)
def contents_of(key: CacheKey, level: str, place: str, today: dt.date) -> PlaceContents:
    """What the viewer may know of it, by the rules of `place_contents`."""
    groups, own = groups_of(key, level, place)
    return PlaceContents(
        groups=_plain(groups[own], "kind"),
        orders=_plain(orders_of(key, level, place, today), "state"),
        countywide=int((groups["covers"] == COUNTY).sum()),
    )


def _plain(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    kept = pd.DataFrame(rows[["name_en", "name_cy", sort]])
    return kept.sort_values(sort, kind="stable").reset_index(drop=True)
