"""What offences weigh, and the incidents of areas by category or by offence."""

from collections.abc import Sequence

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.file_kinds import HARM_WEIGHTS
from data.release.partner_incidents import is_partner
from data.release.store import Store
from data.schema import COUNTY, FURTHER_LEVELS
from data.sources.harm_weights import shipped_harm_weights
from geo.hotspots.harm import category_weights
from geo.measures.model import HarmInputs
from geo.stats.remainder import append_remainder


@query(4)
def harm_weights(key: CacheKey) -> pd.DataFrame:
    """Return the weights of offences: the partnership's own, or those of the program."""
    own = store_of(key).table(HARM_WEIGHTS)
    return shipped_harm_weights() if own.empty else own


def are_own_weights(key: CacheKey) -> bool:
    """Return whether the weights are the partnership's own."""
    return not store_of(key).table(HARM_WEIGHTS).empty


def harm_of(
    key: CacheKey, level: str, months: Sequence[str], categories: Sequence[str]
) -> HarmInputs:
    """Return the incidents of the months by area and kind, and what each kind weighs.

    Kinds are the police's categories, each with the mean weight of its offences. Of partners'
    incidents they are offences, whose weight is exact; those without a code have the kind "".
    """
    store, table = store_of(key), harm_weights(key)
    counts = _counts(store, level, months, categories)
    if level in FURTHER_LEVELS:
        whole = _counts(store, COUNTY, months, categories).sum()
        parts = {kind: counts.get(kind, pd.Series(0, counts.index)) for kind in whole.index}
        counts = pd.DataFrame(
            {kind: append_remainder(of, whole=whole[kind]) for kind, of in parts.items()}
        )
    if is_partner(categories):
        weight = table.set_index("offence_code")["weight"]
        return HarmInputs(
            counts=counts, weights=pd.DataFrame({"weight": weight, "square": weight**2})
        )
    return HarmInputs(counts=counts, weights=category_weights(table[table["category"].notna()]))


def _counts(
    store: Store, level: str, months: Sequence[str], categories: Sequence[str]
) -> pd.DataFrame:
    if is_partner(categories):
        own = store.own_incidents()
        return own.by_offence(categories[0], level, months, store.codes(level))
    return pd.DataFrame({one: store.counts(level, months, (one,)) for one in categories})
