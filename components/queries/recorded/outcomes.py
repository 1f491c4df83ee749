"""What came of the crimes of a ward, by category."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.schema import CRIMES
from geo.categories import ALL_CRIME
from geo.hotspots.outcome_shares import outcome_counts, outcome_shares


@dataclass(frozen=True, kw_only=True)
class WardOutcomes:
    """Shares of outcomes by category and kind of outcome, here and in the whole area."""

    # As from `outcome_shares`; all crime first, then the categories with most crimes.
    here: pd.DataFrame
    whole: pd.DataFrame
    # Months since the crimes were recorded, on average, to the latest month, by category.
    months_since: pd.Series


@query(200)
def outcomes_of(key: CacheKey, ward: str, months: Sequence[str]) -> WardOutcomes | None:
    """Return what came of a ward's crimes of some months; None if there are no outcomes.

    Anti-social behaviour has no outcomes. The whole area has those of the same months.
    """
    store = store_of(key)
    table = store.table("outcomes")
    rows = table[table["month"].isin(list(months)) & table["category"].isin(CRIMES)]
    inside = rows[rows["ward_code"] == ward]
    if inside.empty:
        return None
    every = store.months()
    age = {month: len(every) - 1 - number for number, month in enumerate(every)}
    here = _with_all(inside)
    weighted = here.assign(age=here["month"].map(age) * here["incidents"])
    sums = weighted.groupby("category")[["age", "incidents"]].sum()
    counts = outcome_counts(here, ["category"])
    most = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return WardOutcomes(
        here=outcome_shares(counts.loc[most]),
        whole=outcome_shares(outcome_counts(_with_all(rows), ["category"])),
        months_since=(sums["age"] / sums["incidents"]).loc[most],
    )


def _with_all(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, and all of them once more as all crime."""
    return pd.concat([rows, rows.assign(category=ALL_CRIME)], ignore_index=True)
