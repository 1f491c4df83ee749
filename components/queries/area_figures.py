"""Recorded incidents: the figures of every area, and their changes."""

from collections.abc import Sequence
from itertools import filterfalse

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import (
    compared_months,
    countable_categories,
    require_countable,
)
from components.queries.current_store import store_of
from components.queries.measure_inputs import ReleaseInputs
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, WARD
from geo.categories import is_own
from geo.comparable_months import ComparedMonths
from geo.period import Period, latest_year
from geo.stats.area_figures import area_figures, changes
from geo.stats.remainder import without_elsewhere


@query(500)
def figures(key: CacheKey, level: str, category: str, months: Sequence[str]) -> pd.DataFrame:
    """Return every area of the level with both names, its counts and rates in the given months."""
    require_countable(key, category)
    store = store_of(key)
    inputs = ReleaseInputs(
        store=store,
        level=level,
        subject=category,
        period=latest_year(store.complete_months()),
        only=tuple(months),
    )
    table = area_figures(
        inputs.counts(), inputs.residents(), months=inputs.observed(), whole=inputs.whole()
    )
    table = table.assign(months=inputs.observed())
    names = store.area_names(level)[["name_en", "name_cy"]]
    return names.join(without_elsewhere(table))


@query(500)
def changes_in(
    key: CacheKey, level: str, place: str, period: Period, category: str = ""
) -> tuple[pd.DataFrame, ComparedMonths] | None:
    """Return each category's change against the same months a year before, and the months compared.

    Return None if there are no such months. An empty `place` is the whole area. A partner category
    has months of its own, so it is compared alone.
    """
    wanted = [category] if is_own(category) else [*filterfalse(is_own, countable_categories(key))]
    store = store_of(key)
    categories = {choice: require_countable(key, choice) for choice in wanted}
    compared = compared_months(key, level if place else COUNTY, place, period, wanted[0])
    if compared is None:
        return None

    def by_category(months: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                choice: counts_of_compared(store, level, compared, months, of)
                for choice, of in categories.items()
            }
        )

    now, before = by_category(compared.now), by_category(compared.before)
    table = changes(now, before, store.residents(level), tested_together=CATEGORIES)
    return table, compared


def counts_of_compared(
    store: Store,
    level: str,
    compared: ComparedMonths,
    months: Sequence[str],
    categories: Sequence[str],
) -> pd.Series:
    """Return the incidents of the months: of one area, or the sum of the compared wards."""
    if level != COUNTY:
        return store.counts(level, months, categories)[list(compared.areas)]
    if compared.share == 1.0:
        return store.counts(COUNTY, months, categories)
    of_wards = store.counts(WARD, months, categories)[list(compared.areas)]
    return pd.Series([of_wards.sum()], store.codes(COUNTY))
