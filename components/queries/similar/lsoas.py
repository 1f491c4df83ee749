"""The LSOAs most like an LSOA, and how its rate compares with theirs."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import incidents_by_month, latest_recording, noise_of
from components.queries.similar import national
from components.queries.similar.group import Similar, compared, search_in
from data.national.lsoa_parts import lsoa_parts
from data.schema import LSOA
from geo.not_measured import NotMeasured
from geo.period import Period
from geo.similar import SimilaritySearch, variables_of


@query(500)
def similar_lsoas(key: CacheKey, lsoa: str, choice: str, period: Period) -> Similar | NotMeasured:
    """Return the LSOAs most like an LSOA and the comparison of its rate with theirs.

    They are those of the national counts, if the release has any, else its own. Months before a
    recording break are not compared with those after it.
    """
    categories = require_countable(key, choice)
    store = store_of(key)
    months = period.split(store.known_months(categories))[0]
    stated = store.manifest.similar.get(lsoa)
    if national.has_counts_of(key, choice):
        return national.similar_in_country(key, LSOA, lsoa, choice, tuple(months))
    noise = noise_of(key, LSOA, choice, len(months))
    search = _search(key, "" if stated else lsoa[:1])
    monthly = by_month(key, choice).reindex(months)
    return compared(search, monthly, store.residents(LSOA), noise, lsoa, stated)


def by_month(key: CacheKey, choice: str) -> pd.DataFrame:
    """Return the incidents by month and LSOA of the release, missing before a recording break."""
    store, categories = store_of(key), require_countable(key, choice)
    monthly = incidents_by_month(key, LSOA, choice)
    if not store.breaks(categories):
        return monthly
    recordings = store.recordings(LSOA, categories)
    return monthly.where(recordings.eq(latest_recording(recordings)))


@query(4)
def parts(key: CacheKey) -> pd.DataFrame:
    """Return what is known of every LSOA of the release besides crime."""
    return lsoa_parts(store_of(key))


@query(8)
def _search(key: CacheKey, country: str) -> SimilaritySearch:
    """Return the search among the LSOAs of a country, or of all with an empty letter."""
    variables = variables_of(parts(key))
    return search_in(variables, country)
