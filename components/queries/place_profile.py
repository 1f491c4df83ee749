"""The months, categories and contents of one place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import published_months, require_countable
from components.queries.current_store import store_of
from components.queries.place_contents import groups_of, orders_of
from data.schema import CATEGORIES, COUNTY, WARD
from geo.comparable_months import SharedMonths, shared_months


@dataclass(frozen=True, kw_only=True)
class PlaceContents:
    """The groups and orders of a place."""

    groups: pd.DataFrame
    orders: pd.DataFrame
    # The number of groups that serve the whole area.
    countywide: int


@query(500)
def monthly(key: CacheKey, level: str, place: str, category: str) -> pd.Series:
    """Return the incidents of the category by month; a month without figures is missing.

    The whole area is the sum of the wards in `monthly_wards`, over the months that they all have.
    """
    store, categories = store_of(key), require_countable(key, category)
    if level != COUNTY:
        return store.monthly(level, place, categories)
    shared = monthly_wards(key, category)
    if shared is None:
        return pd.Series(float("nan"), store.months())
    wards = {ward: store.monthly(WARD, ward, categories) for ward in shared.areas}
    return pd.DataFrame(wards).sum(axis=1, skipna=False)


@query(100)
def monthly_wards(key: CacheKey, category: str) -> SharedMonths | None:
    """Return the wards that the months of the whole area add up, and their share of it.

    None if no such sum speaks for half of the area.
    """
    return shared_months(published_months(key, WARD, category), store_of(key).residents(WARD))


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
