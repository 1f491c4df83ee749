"""The months of a category by area, as hot spots are found by them."""

import pandas as pd

from components.counting import categories_of
from components.queries.cache import CacheKey
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import incidents_by_month


def counted_months(
    key: CacheKey, level: str, category: str, last: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return incidents by month and area, and how each month was recorded.

    They end with `last`, or with the latest month before it with figures; empty without any.
    """
    require_countable(key, category)
    store = store_of(key)
    counts = incidents_by_month(key, level, category)
    if last:
        counts = counts.loc[:last]
    known = counts.index[counts.notna().any(axis=1)]
    counts = counts.loc[: known[-1]] if len(known) else counts.iloc[:0]
    recordings = store.recordings(level, categories_of(store, category))
    return counts, recordings.loc[counts.index]
