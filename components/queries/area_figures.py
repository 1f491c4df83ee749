"""Recorded incidents: the figures of every area, and their changes."""

from collections.abc import Sequence
from itertools import filterfalse

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import (
    compared_months,
    compared_months_of_all,
    countable_categories,
    require_countable,
)
from components.queries.current_store import store_of
from components.queries.measure_inputs import (
    ReleaseInputs,
    changes_at,
    incidents_by_month,
    noise_of,
)
from data.schema import CATEGORIES, COUNTY, WARD
from geo.categories import is_own
from geo.comparable_months.compared import ComparedMonths
from geo.noise.changes import whole_changed
from geo.period import Period, latest_year
from geo.stats.area_figures import area_figures
from geo.stats.remainder import without_elsewhere


@query(500)
def figures(key: CacheKey, level: str, category: str, months: Sequence[str]) -> pd.DataFrame:
    """Return every area of the level with both names, its counts and rates in the given months."""
    require_countable(key, category)
    store = store_of(key)
    inputs = ReleaseInputs(
        key=key,
        level=level,
        subject=category,
        period=latest_year(store.complete_months()),
        only=tuple(months),
    )
    observed = inputs.observed()
    table = area_figures(
        inputs.counts(),
        inputs.residents(),
        inputs.noise(),
        months=observed,
        whole=inputs.whole(),
    )
    table = table.assign(months=observed)
    names = store.area_names(level)[["name_en", "name_cy"]]
    return names.join(without_elsewhere(table))


@query(500)
def changes_in(
    key: CacheKey, level: str, place: str, period: Period, category: str = ""
) -> tuple[pd.DataFrame, ComparedMonths] | None:
    """Return each category's change against the same months a year before, and the months compared.

    A category that can compare no month, as a recording break lies between all of them, has no row.
    Return None if there are no such months. An empty `place` is the whole area, whose categories
    are compared together; a place is compared together with the other areas of its level, so that
    it has the same range and verdict as on the map. A partner category has months of its own, so it
    is compared alone.
    """
    wanted = [category] if is_own(category) else [*filterfalse(is_own, countable_categories(key))]
    for choice in wanted:
        require_countable(key, choice)
    level = level if place else COUNTY
    if is_own(category):
        compared = compared_months(key, level, place, period, category)
    else:
        compared = compared_months_of_all(key, level, place, period)
    if compared is None:
        return None
    wanted = [choice for choice in wanted if compared.of(choice) is not None]
    if not place:
        return _whole_changes(key, wanted, compared), compared
    tables = {choice: changes_at(key, level, choice, period) for choice in wanted}
    rows = {choice: table.loc[[place]] for choice, table in tables.items() if table is not None}
    return pd.concat([row.set_axis([choice]) for choice, row in rows.items()]), compared


def _whole_changes(key: CacheKey, wanted: list[str], compared: ComparedMonths) -> pd.DataFrame:
    """Return the changes of the sum of the compared wards, of each category over its own months."""
    own = {choice: compared.of(choice) or compared for choice in wanted}
    pairs = {pair for one in own.values() for pair in zip(one.now, one.before, strict=True)}
    now: dict[str, list[float]] = {}
    before: dict[str, list[float]] = {}
    noises = {}
    for choice, months in own.items():
        by_month = incidents_by_month(key, WARD, choice)[list(months.areas)].sum(axis=1)
        known = {*zip(months.now, months.before, strict=True)}
        for side, counts in enumerate((now, before)):
            counts[choice] = [
                by_month[pair[side]] if pair in known else float("nan") for pair in sorted(pairs)
            ]
        noises[choice] = noise_of(key, COUNTY, choice, len(months.now))
    together = [choice for choice in wanted if choice in CATEGORIES] or wanted
    return whole_changed(pd.DataFrame(now), pd.DataFrame(before), noises, together=together)
