"""The LSOAs most like an LSOA, and how its rate compares with theirs."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import incidents_by_month, latest_recording, noise_of
from components.queries.similar.group import Similar, compared
from data.release.store import Store
from data.schema import LSOA, TOWN
from geo.not_measured import NotMeasured
from geo.period import Period
from geo.similar import residents_aged_16_to_24, variables_of
from geo.similar.nearest import INCOME
from geo.stats.deprivation import newest_edition

SQUARE_METRES = 1e6


@query(500)
def similar_lsoas(key: CacheKey, lsoa: str, choice: str, period: Period) -> Similar | NotMeasured:
    """Return the LSOAs most like an LSOA and the comparison of its rate with theirs.

    Months before a recording break are not compared with those after it.
    """
    categories = require_countable(key, choice)
    store = store_of(key)
    months = period.split(store.known_months(categories))[0]
    monthly = incidents_by_month(key, LSOA, choice).reindex(months)
    if store.breaks(categories):
        recordings = store.recordings(LSOA, categories)
        alike = recordings.eq(latest_recording(recordings))
        monthly = monthly.where(alike.reindex(months))
    noise = noise_of(key, LSOA, choice, len(months))
    stated = store.manifest.similar.get(lsoa)
    return compared(_variables(key), monthly, store.residents(LSOA), noise, lsoa, stated)


@query(4)
def lsoa_parts(key: CacheKey) -> pd.DataFrame:
    """Return what is known of every LSOA (`geo.similar.variables_of`)."""
    store = store_of(key)
    codes = store.codes(LSOA)
    areas = pd.concat([part.area for part in store.area_parts(LSOA)])
    return pd.DataFrame(
        {
            "residents": store.residents(LSOA),
            "young": residents_aged_16_to_24(store.table("population")).reindex(codes),
            "square_km": areas.reindex(codes) / SQUARE_METRES,
            "income": _income(store).reindex(codes),
            "towns": _share_in_towns(store, codes),
        },
        codes,
    )


@query(4)
def _variables(key: CacheKey) -> pd.DataFrame:
    return variables_of(lsoa_parts(key))


def _income(store: Store) -> pd.Series:
    """Return the rank for income divided by the number of ranks, in each country's newest edition.

    Editions of two countries are not compared: similar areas are of the same country.
    """
    ranks = store.table("deprivation")
    ranks = ranks[ranks["domain"] == INCOME]
    parts = [
        rows[rows["edition"] == newest_edition(rows)].set_index("area_code")
        for _, rows in ranks.groupby(ranks["area_code"].astype(str).str[:1])
    ]
    if not parts:
        return pd.Series(dtype=float)
    newest = pd.concat(parts)
    return newest["rank"] / newest["of"]


def _share_in_towns(store: Store, codes: pd.Index) -> pd.Series:
    """Return the share of each LSOA that is in towns; missing without towns in the release."""
    if TOWN not in store.levels():
        return pd.Series(float("nan"), codes)
    members = store.members(TOWN)
    return members.groupby("lsoa_code")["share"].sum().reindex(codes, fill_value=0.0).clip(upper=1)
