"""Recorded incidents: the figures of every area, and their changes."""

from collections.abc import Sequence
from itertools import filterfalse

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import countable_categories, require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import ReleaseInputs
from data.schema import CATEGORIES
from geo.categories import is_own
from geo.period import Period, latest_year, matched_year_before
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
    table = area_figures(inputs.counts(), inputs.residents(), months=inputs.observed())
    names = store.area_names(level)[["name_en", "name_cy"]]
    return names.join(without_elsewhere(table))


@query(500)
def changes_in(
    key: CacheKey, level: str, place: str, period: Period, category: str = ""
) -> tuple[pd.DataFrame, int] | None:
    """Return each category's change against the same months a year before.

    The second value is the number of months compared. Return None if no month of the period was
    published in both years. An empty `place` is the whole area. A partner category has months of
    its own, so it is compared alone.
    """
    wanted = [category] if is_own(category) else [*filterfalse(is_own, countable_categories(key))]
    store = store_of(key)
    categories = {choice: require_countable(key, choice) for choice in wanted}
    matched = matched_year_before(period, store.known_months(categories[wanted[0]]))
    if matched is None:
        return None

    def by_category(months: list[str]) -> pd.DataFrame:
        counts = pd.DataFrame(
            {choice: store.counts(level, months, of) for choice, of in categories.items()}
        )
        return counts.loc[[place]] if place else counts

    now, before = map(by_category, matched)
    table = changes(now, before, store.residents(level), tested_together=CATEGORIES)
    return table, len(matched[0])
