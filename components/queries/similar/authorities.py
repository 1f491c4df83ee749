"""The authorities of a release compared with those most like them."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import incidents_by_month, latest_recording
from components.queries.similar import national
from components.queries.similar.group import Similar, compared, search_in
from components.queries.similar.lsoas import parts
from data.schema import AUTHORITY, LSOA, WARD
from geo.noise.estimate import Noise, estimate_noise
from geo.not_measured import NotMeasured
from geo.period import YEAR, Period
from geo.similar import SimilaritySearch, variables_of


@query(10)
def authorities(key: CacheKey) -> pd.DataFrame:
    """Return both names of the authorities with wards in the release, by code."""
    store = store_of(key)
    there = set(store.area_names(WARD)["authority_code"].dropna())
    rows = [
        {"code": one.authority, "name_en": one.name_en, "name_cy": one.name_cy}
        for one in store.manifest.authorities
        if one.authority in there
    ]
    return pd.DataFrame(rows, columns=["code", "name_en", "name_cy"]).set_index("code")


@query(500)
def authority_of(key: CacheKey, ward: str) -> str:
    """Return the authority of a ward."""
    return str(store_of(key).area_names(WARD)["authority_code"][ward])


@query(200)
def similar_authorities(
    key: CacheKey, authority: str, choice: str, period: Period
) -> Similar | NotMeasured:
    """Return the authorities most like one and the comparison of its rate with theirs.

    They are those of the national counts, if the release has any, else its own. Incidents are those
    of their wards, in the months that all of these have; residents and deprivation those of their
    LSOAs.
    """
    categories = require_countable(key, choice)
    store = store_of(key)
    months = period.split(store.known_months(categories))[0]
    if national.has_counts_of(key, choice):
        return national.similar_in_country(key, AUTHORITY, authority, choice, tuple(months))
    stated = store.manifest.similar.get(authority)
    monthly = by_month(key, choice)
    return compared(
        search(key, "" if stated else authority[:1]),
        monthly.reindex(months),
        residents(key),
        noise(key, choice, len(months)),
        authority,
        stated,
    )


def noise(key: CacheKey, choice: str, window: int) -> Noise:
    """Return the noise of a category's counts of the release's authorities."""
    return estimate_noise(by_month(key, choice), window=min(max(window, 1), YEAR))


@query(4)
def residents(key: CacheKey) -> pd.Series:
    """Return the residents of the authorities; missing where those of one of its wards are."""
    store = store_of(key)
    wards = store.area_names(WARD)["authority_code"]
    by_authority = store.residents(WARD).groupby(wards)
    return by_authority.sum().where(by_authority.count().eq(by_authority.size()))


@query(20)
def by_month(key: CacheKey, choice: str) -> pd.DataFrame:
    """Return the incidents by month and authority; missing where one of its wards has none."""
    store, categories = store_of(key), require_countable(key, choice)
    by_ward = incidents_by_month(key, WARD, choice)
    if store.breaks(categories):
        recordings = store.recordings(WARD, categories)
        by_ward = by_ward.where(recordings.eq(latest_recording(recordings)))
    authority = store.area_names(WARD)["authority_code"].reindex(by_ward.columns)
    columns = {
        str(code): by_ward[wards.index].sum(axis=1, skipna=False)
        for code, wards in authority.groupby(authority)
    }
    return pd.DataFrame(columns, by_ward.index)


@query(8)
def search(key: CacheKey, country: str) -> SimilaritySearch:
    """Return the search among the authorities of a country, or of all with an empty letter."""
    store = store_of(key)
    wards = store.area_names(LSOA)["parent_code"]
    of = wards.map(store.area_names(WARD)["authority_code"])
    variables = variables_of(parts(key), of)
    return search_in(variables, country)
