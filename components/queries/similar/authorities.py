"""The authorities of a release compared with those most like them."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import incidents_by_month, latest_recording
from components.queries.similar.group import Similar, compared
from components.queries.similar.lsoas import lsoa_parts
from data.schema import LSOA, WARD
from geo.noise.estimate import estimate_noise
from geo.not_measured import NotMeasured
from geo.period import YEAR, Period
from geo.similar import variables_of

AUTHORITY = "authority"


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

    Incidents are those of their wards, in the months that all of these have; residents and
    deprivation those of their LSOAs.
    """
    categories = require_countable(key, choice)
    store = store_of(key)
    by_month = _incidents(key, choice)
    months = period.split(store.known_months(categories))[0]
    window = min(max(len(months), 1), YEAR)
    wards = store.area_names(WARD)["authority_code"]
    residents = store.residents(WARD).groupby(wards).sum(min_count=1)
    return compared(
        _variables(key),
        by_month.reindex(months),
        residents,
        estimate_noise(by_month, window=window),
        authority,
        store.manifest.similar.get(authority),
    )


@query(20)
def _incidents(key: CacheKey, choice: str) -> pd.DataFrame:
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


@query(4)
def _variables(key: CacheKey) -> pd.DataFrame:
    store = store_of(key)
    wards = store.area_names(LSOA)["parent_code"]
    return variables_of(lsoa_parts(key), wards.map(store.area_names(WARD)["authority_code"]))
