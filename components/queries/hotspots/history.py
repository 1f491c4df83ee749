"""In how many of the latest months each area was in the top tenth, and whether it rises."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.hotspots.months import counted_months
from geo.hotspots.history import histories, top_months
from geo.noise.monthly.trend import trends
from geo.not_measured import NotMeasured

TREND = "trend"


@query(60)
def history(key: CacheKey, level: str, category: str, last: str) -> pd.DataFrame | NotMeasured:
    """Return how lasting each area's months in the top tenth are (`geo.hotspots.history`).

    The table also has the area's `trend`; None where none can be told.
    """
    counts, recordings = counted_months(key, level, category, last)
    hot = top_months(counts)
    if isinstance(hot, NotMeasured):
        return hot
    found = trends(counts, recordings)
    moved = None if isinstance(found, NotMeasured) else found[TREND]
    table = histories(hot, moved)
    if isinstance(table, NotMeasured):
        return table
    return table.assign(**{TREND: None if moved is None else moved.reindex(table.index)})
