"""The months, categories and contents of one place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import published_months, require_countable
from components.queries.current_store import store_of
from components.queries.nearby import not_located
from components.queries.place_contents import groups_of, orders_of
from data.geometry.residents_origin import (
    ResidentsOrigin,
    areas_of_lsoa,
    residents_origin,
    rule_of_lsoa,
)
from data.release.coverage.recording_breaks import number_recordings
from data.schema import CATEGORIES, COUNTY, WARD
from geo.categories import is_own
from geo.comparable_months.shared import SharedMonths, shared_months


@dataclass(frozen=True, kw_only=True)
class PlaceContents:
    """The groups and orders of a place."""

    groups: pd.DataFrame
    orders: pd.DataFrame
    # The number of groups that serve the whole area.
    countywide: int
    # The number of groups that may be here, but are hidden, or whose location isn't known.
    concealed: int = 0
    unplaced: int = 0


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
    wards = list(shared.areas)
    if is_own(category):
        counts = {ward: store.monthly(WARD, ward, categories) for ward in wards}
        return pd.DataFrame(counts).sum(axis=1, skipna=False)
    months = store.months()
    counted = [float(store.counts(WARD, [month], categories)[wards].sum()) for month in months]
    return pd.Series(counted, months).where(store.published(WARD)[wards].all(axis=1))


@query(500)
def recordings_of(key: CacheKey, level: str, place: str, category: str) -> pd.Series:
    """Return a number for each month, the same for months in which a place is recorded alike."""
    store, categories = store_of(key), require_countable(key, category)
    breaks, months = store.breaks_at(level, place, categories), store.months()
    return pd.Series(number_recordings(months, breaks, categories), pd.Index(months))


@query(100)
def monthly_wards(key: CacheKey, category: str) -> SharedMonths | None:
    """Return the wards that the months of the whole area add up, and their share of it.

    None if no such sum represents half of the area.
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
def residents_from(key: CacheKey, level: str, place: str) -> ResidentsOrigin:
    """Return the LSOAs whose residents an area of a larger level has, and by which rules."""
    return residents_origin(store_of(key).members(level), place)


@query(500)
def wards_of_lsoa(key: CacheKey, lsoa: str) -> dict[str, float]:
    """Return the wards in which an LSOA's residents are counted, with the share of each."""
    return areas_of_lsoa(store_of(key).members(WARD), lsoa)


@query(500)
def ward_given_to(key: CacheKey, lsoa: str) -> tuple[str, str]:
    """Return the ward that an LSOA is given to as a whole, and by which rule."""
    return rule_of_lsoa(store_of(key).members(WARD), lsoa)


@query(500)
def contents_of(key: CacheKey, level: str, place: str, today: dt.date) -> PlaceContents:
    """Return the groups and orders of a place that the viewer may see."""
    groups, own = groups_of(key, level, place)
    concealed, unplaced = not_located(key, level, place)
    return PlaceContents(
        groups=_plain(groups[own], "kind"),
        orders=_plain(orders_of(key, level, place, today), "state"),
        countywide=int((groups["covers"] == COUNTY).sum()),
        concealed=concealed,
        unplaced=unplaced,
    )


def _plain(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    table = pd.DataFrame(rows[["name_en", "name_cy", sort]])
    return table.sort_values(sort, kind="stable").reset_index(drop=True)
