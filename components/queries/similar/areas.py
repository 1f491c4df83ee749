"""The LSOAs or authorities most like one, and how its rate compares with theirs."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import noise_of, recorded_as_now
from components.queries.similar import national
from components.queries.similar.group import Similar, compared, search_in
from data.national.lsoa_parts import lsoa_parts
from data.schema import LSOA, WARD
from geo.not_measured import FEW_AREAS, NotMeasured
from geo.period import Period
from geo.similar import SimilaritySearch, variables_of
from geo.similar.nearest import LEAST_SIMILAR


@query(500)
def similar_areas(
    key: CacheKey, level: str, area: str, choice: str, period: Period
) -> Similar | NotMeasured:
    """Return the areas of its level most like an area, and the comparison of its rate with theirs.

    They are those of the national counts, if the release has any, else its own. Months before a
    recording break are not compared with those after it.
    """
    categories = require_countable(key, choice)
    store = store_of(key)
    months = period.split(store.known_months(categories))[0]
    stated = store.manifest.similar.get(area)
    if national.has_counts_of(key, choice):
        return national.similar_in_country(key, level, area, choice, tuple(months), stated)
    if level not in store.levels():
        return NotMeasured(reason=FEW_AREAS, found=0, needed=LEAST_SIMILAR)
    areas = search(key, level, "" if stated else area[:1]).similar_to(area, stated=stated)
    if isinstance(areas, NotMeasured):
        return areas
    monthly = recorded_as_now(key, level, choice).reindex(months)
    noise = noise_of(key, level, choice, len(months))
    return compared(areas, monthly, store.residents(level), noise, area)


@query(8)
def search(key: CacheKey, level: str, country: str) -> SimilaritySearch:
    """Return the search among the areas of a country, or of all with an empty letter."""
    parts = _parts(key)
    if level == LSOA:
        return search_in(variables_of(parts), country)
    store = store_of(key)
    wards = store.area_names(LSOA)["parent_code"]
    return search_in(
        variables_of(parts, wards.map(store.area_names(WARD)["authority_code"])), country
    )


@query(4)
def _parts(key: CacheKey) -> pd.DataFrame:
    """Return what is known of every LSOA of the release besides crime."""
    return lsoa_parts(store_of(key))
