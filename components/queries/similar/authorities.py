"""The authorities of a release."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.schema import WARD


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
