"""All categories of an area beside those of the areas most like it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measure_inputs import noise_of
from components.queries.similar import lsoas, national
from components.queries.similar.authorities import (
    by_month,
    noise,
    residents,
    similar_authorities,
)
from data.schema import AUTHORITY, CATEGORIES, LSOA
from geo.noise.estimate import Noise
from geo.not_measured import NotMeasured
from geo.period import Period
from geo.similar import SimilarAreas, compare_categories


@dataclass(frozen=True, kw_only=True)
class Spine:
    """The categories of an area beside those of its group."""

    # By category (`geo.similar.compare_categories`).
    table: pd.DataFrame
    areas: SimilarAreas
    months: tuple[str, ...]
    national: bool


@query(100)
def spine(key: CacheKey, level: str, area: str, period: Period) -> Spine | None:
    """Return the comparison of every category of an LSOA or authority; None without a group."""
    similar = similar_authorities if level == AUTHORITY else lsoas.similar_lsoas
    found = similar(key, area, CATEGORIES[0], period)
    if isinstance(found, NotMeasured):
        return None
    months, group = list(found.months), [area, *found.areas.distances.index]
    counted, noise_in, people = _counted(key, level, in_country=found.national)
    table = compare_categories(
        {one: counted(one).reindex(index=months, columns=group) for one in CATEGORIES},
        people,
        {one: noise_in(one, len(months)) for one in CATEGORIES},
        area=area,
    )
    return Spine(table=table, areas=found.areas, months=found.months, national=found.national)


def _counted(
    key: CacheKey, level: str, *, in_country: bool
) -> tuple[Callable[[str], pd.DataFrame], Callable[[str, int], Noise], pd.Series]:
    """Return the counts and the noise of a category, and the residents."""
    if in_country:
        return (
            lambda one: national.by_month(key, level, one),
            lambda one, window: national.noise(key, level, one, window),
            national.residents(key, level),
        )
    if level == AUTHORITY:
        return (
            lambda one: by_month(key, one),
            lambda one, window: noise(key, one, window),
            residents(key),
        )
    return (
        lambda one: lsoas.by_month(key, one),
        lambda one, window: noise_of(key, LSOA, one, window),
        store_of(key).residents(LSOA),
    )
