"""Recorded incidents: figures of every area, and their changes."""

from collections.abc import Sequence
from itertools import filterfalse

import pandas as pd

from components.queries import whole_area
from components.queries.cache import CacheKey, query
from components.queries.categories import countable_categories, counting
from components.queries.current_store import store_of
from data.schema import CATEGORIES
from geo.categories import is_own
from geo.period import Period, matched_year_before
from geo.stats.area_figures import area_figures, changes
from geo.stats.remainder import without_elsewhere


@query(500)
def figures(key: CacheKey, level: str, category: str, months: Sequence[str]) -> pd.DataFrame:
    """Every area of the level, with both names, for the months given."""
    count = counting(key, category)
    table = area_figures(
        whole_area.counts(count, level, months),
        whole_area.residents(count.store, level),
        months=whole_area.observed(count, level, months),
    )
    names = pd.DataFrame(store_of(key).areas(level)[["name_en", "name_cy"]])
    return names.join(without_elsewhere(table))


@query(500)
def changes_in(
    key: CacheKey, level: str, place: str, period: Period, category: str = ""
) -> tuple[pd.DataFrame, int] | None:
    """Each category of one area against the same months a year before, and how many months.

    None where no month of the period was published in both years. An empty place is the whole.
    What partners recorded has months of its own, so that such a category stands alone.
    """
    wanted = [category] if is_own(category) else [*filterfalse(is_own, countable_categories(key))]
    counts_of = {choice: counting(key, choice) for choice in wanted}
    matched = matched_year_before(period, counts_of[wanted[0]].months())
    if matched is None:
        return None

    def by_category(months: list[str]) -> pd.DataFrame:
        columns = {choice: count.counts(level, months) for choice, count in counts_of.items()}
        counts = pd.DataFrame(columns)
        return counts.loc[[place]] if place else counts

    now, before = map(by_category, matched)
    residents = store_of(key).residents(level)
    table = changes(now, before, residents, tested_together=CATEGORIES)
    return table, len(matched[0])
