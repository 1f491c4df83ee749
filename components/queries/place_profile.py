"""The months, categories and contents of one place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.place_contents import groups_of, orders_of
from data.schema import CATEGORIES, COUNTY, WARD
from geo.categories import is_own


@dataclass(frozen=True, kw_only=True)
class PlaceContents:
    """The groups and orders of a place."""

    groups: pd.DataFrame
    orders: pd.DataFrame
    # The number of groups that serve the whole area.
    countywide: int


@query(500)
def monthly(key: CacheKey, level: str, place: str, category: str) -> pd.Series:
    """Return the incidents of the category by month; a month that was not published is missing.

    The whole area has a value only where every ward has one.
    """
    store, categories = store_of(key), require_countable(key, category)
    if level != COUNTY:
        return store.monthly(level, place, categories)
    if is_own(category):
        wards = {ward: store.monthly(WARD, ward, categories) for ward in store.codes(WARD)}
        return pd.DataFrame(wards).sum(axis=1, skipna=False)
    months = store.months()
    counted = [float(store.counts(COUNTY, [month], categories).iloc[0]) for month in months]
    return pd.Series(counted, months).where(store.published(WARD).all(axis=1))


@query(500)
def by_category(key: CacheKey, level: str, place: str, months: Sequence[str]) -> pd.Series:
    """Return the incidents of every single category in the given months."""
    store = store_of(key)
    by_area = {one: store.counts(level, months, (one,)) for one in CATEGORIES}
    counts = {one: area[place] if place else area.sum() for one, area in by_area.items()}
    return pd.Series(counts, name="incidents")


@query(500)
def residents_of(key: CacheKey, level: str, place: str) -> float:
    """Return the usual residents of one place; missing if there is no figure."""
    return float(store_of(key).residents(level)[place])


@query(500)
def contents_of(key: CacheKey, level: str, place: str, today: dt.date) -> PlaceContents:
    """Return the groups and orders of a place that the viewer may see."""
    groups, own = groups_of(key, level, place)
    return PlaceContents(
        groups=_plain(groups[own], "kind"),
        orders=_plain(orders_of(key, level, place, today), "state"),
        countywide=int((groups["covers"] == COUNTY).sum()),
    )


def _plain(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    table = pd.DataFrame(rows[["name_en", "name_cy", sort]])
    return table.sort_values(sort, kind="stable").reset_index(drop=True)
