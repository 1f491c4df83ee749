"""What is there about an issue raised in one ward: what is being done, the trend, what is near."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.schema import WARD
from geo.period import latest_year, matched_year_before
from geo.shapes.contiguity import contiguity
from geo.stats.change import rate_ratio
from geo.survey.topics import categories_of


@query(500)
def adjacent_wards_of(key: CacheKey, ward: str) -> list[str]:
    """The wards that touch it."""
    areas = store_of(key).areas(WARD)
    touching = contiguity(areas).tocsr()[[areas.index.get_loc(ward)]].tocoo().coords[1]
    return [str(code) for code in areas.index[touching]]


@query(500)
def trend_of(key: CacheKey, topic: str, ward: str) -> pd.Series | None:
    """The latest year against the same months a year before; None where neither can be compared."""
    store, categories = store_of(key), categories_of(topic)
    complete = store.complete_months()
    matched = matched_year_before(latest_year(complete), complete) if categories else None
    if matched is None:
        return None
    now, before = (store.counts(WARD, months, categories)[[ward]] for months in matched)
    people = store.residents(WARD)[[ward]].fillna(0.0)
    found = rate_ratio(now, people, before, people).assign(now=now, before=before)
    row: pd.Series = found.iloc[0]
    return row
