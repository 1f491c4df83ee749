"""All categories of an area beside those of the areas most like it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measure_inputs import noise_of, recorded_as_now
from components.queries.similar import national
from components.queries.similar.areas import similar_areas
from data.schema import CATEGORIES
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
    found = similar_areas(key, level, area, CATEGORIES[0], period)
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
    return (
        lambda one: recorded_as_now(key, level, one),
        lambda one, window: noise_of(key, level, one, window),
        store_of(key).residents(level),
    )
