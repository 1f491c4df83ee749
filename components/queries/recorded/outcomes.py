"""What came of the crimes of a ward, by category."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.release.store import Store
from data.schema import CRIMES, WARD
from geo.categories import ALL_CRIME
from geo.hotspots.outcome_shares import (
    OUTCOMES,
    UNKNOWN,
    outcome_counts,
    outcome_shares,
    without_outcomes,
)

# NOT_PUBLISHED: in place of an outcome that nobody knows.
NOT_PUBLISHED = "not published"


@dataclass(frozen=True, kw_only=True)
class WardOutcomes:
    """Shares of outcomes by category and kind of outcome, here and in the whole area."""

    # As from `outcome_shares`; all crime first, then the categories with most crimes.
    here: pd.DataFrame
    whole: pd.DataFrame
    # Months since the crimes with an outcome were recorded, on average, to the latest month, by
    # category.
    months_since: pd.Series
    # The months for which the police force has published no outcome.
    unpublished: tuple[str, ...]


@query(200)
def outcomes_of(key: CacheKey, ward: str, months: Sequence[str]) -> WardOutcomes | None:
    """Return what came of a ward's crimes of some months; None if there are no outcomes.

    Anti-social behaviour has no outcomes. The whole area has those of the same months.
    """
    store = store_of(key)
    table = store.table("outcomes")
    rows = table[table["month"].isin(list(months)) & table["category"].isin(CRIMES)]
    rows = rows.assign(force=rows["ward_code"].map(_force_of_wards(store)).fillna(""))
    none = without_outcomes(rows)
    rows = rows.assign(outcome=rows["outcome"].astype(object).mask(none, NOT_PUBLISHED), none=none)
    inside = rows[rows["ward_code"] == ward]
    if inside.empty:
        return None
    every = store.months()
    age = {month: len(every) - 1 - number for number, month in enumerate(every)}
    here = _with_all(inside)
    counted = here[here["outcome"].map(OUTCOMES).fillna(UNKNOWN) != UNKNOWN]
    weighted = counted.assign(age=counted["month"].map(age).astype(float) * counted["incidents"])
    sums = weighted.groupby("category")[["age", "incidents"]].sum()
    counts = outcome_counts(here, ["category"])
    most = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return WardOutcomes(
        here=outcome_shares(counts.loc[most]),
        whole=outcome_shares(outcome_counts(_with_all(rows), ["category"])),
        months_since=(sums["age"] / sums["incidents"]).reindex(most),
        unpublished=tuple(sorted(inside.loc[inside["none"], "month"].unique())),
    )


def _force_of_wards(store: Store) -> pd.Series:
    """Return the police force of each ward."""
    forces = {one.authority: one.force for one in store.manifest.authorities}
    return store.area_names(WARD)["authority_code"].map(forces)


def _with_all(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, and all of them once more as all crime."""
    return pd.concat([rows, rows.assign(category=ALL_CRIME)], ignore_index=True)
