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
    if national.has_counts_of(key, choice):
        return national.similar_in_country(key, level, area, choice, tuple(months))
    if level not in store.levels():
        return NotMeasured(reason=FEW_AREAS, found=0, needed=LEAST_SIMILAR)
    stated = store.manifest.similar.get(area)
    return compared(
        _search(key, level, "" if stated else area[:1]),
        recorded_as_now(key, level, choice).reindex(months),
        store.residents(level),
        noise_of(key, level, choice, len(months)),
        area,
        stated,
    )


@query(8)
def _search(key: CacheKey, level: str, country: str) -> SimilaritySearch:
    """Return the search among the areas of a country, or of all with an empty letter."""
    parts, store = _parts(key), store_of(key)
    if level == LSOA:
        variables = variables_of(parts)
    else:
        wards = store.area_names(LSOA)["parent_code"]
        variables = variables_of(parts, wards.map(store.area_names(WARD)["authority_code"]))
    return search_in(variables, country)


@query(4)
def _parts(key: CacheKey) -> pd.DataFrame:
    """Return what is known of every LSOA of the release besides crime."""
    return lsoa_parts(store_of(key))
