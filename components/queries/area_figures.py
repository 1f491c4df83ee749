"""Recorded incidents: the figures of every area, and their changes."""

from collections.abc import Sequence
from itertools import filterfalse

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import (
    compared_months,
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
from geo.comparable_months import ComparedMonths
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
    table = area_figures(inputs.counts(), inputs.residents(), inputs.noise(), months=observed)
    table = table.assign(months=observed)
    names = store.area_names(level)[["name_en", "name_cy"]]
    return names.join(without_elsewhere(table))


@query(500)
def changes_in(
    key: CacheKey, level: str, place: str, period: Period, category: str = ""
) -> tuple[pd.DataFrame, ComparedMonths] | None:
    """Return each category's change against the same months a year before, and the months compared.

    Return None if there are no such months. An empty `place` is the whole area, whose categories
    are compared together; a place is compared together with the other areas of its level, so that
    it has the same range and verdict as on the map. A partner category has months of its own, so it
    is compared alone.
    """
    wanted = [category] if is_own(category) else [*filterfalse(is_own, countable_categories(key))]
    for choice in wanted:
        require_countable(key, choice)
    compared = compared_months(key, level if place else COUNTY, place, period, wanted[0])
    if compared is None:
        return None
    if not place:
        return _whole_changes(key, wanted, compared), compared
    tables = {choice: changes_at(key, level, choice, period) for choice in wanted}
    rows = {choice: table.loc[[place]] for choice, table in tables.items() if table is not None}
    return pd.concat([row.set_axis([choice]) for choice, row in rows.items()]), compared


def _whole_changes(key: CacheKey, wanted: list[str], compared: ComparedMonths) -> pd.DataFrame:
    """Return the changes of the sum of the compared wards."""
    areas, now, before = list(compared.areas), {}, {}
    for choice in wanted:
        by_month = incidents_by_month(key, WARD, choice)[areas].sum(axis=1)
        now[choice], before[choice] = (
            by_month.loc[list(months)].to_numpy() for months in (compared.now, compared.before)
        )
    noises = {choice: noise_of(key, COUNTY, choice, len(compared.now)) for choice in wanted}
    together = [choice for choice in wanted if choice in CATEGORIES] or wanted
    return whole_changed(pd.DataFrame(now), pd.DataFrame(before), noises, together=together)
