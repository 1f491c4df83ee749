"""An area compared with its group of similar areas: what all levels share."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.noise.estimate import Noise
from geo.not_measured import NotMeasured
from geo.similar import GroupComparison, SimilarAreas, SimilaritySearch, compare_with_group


@dataclass(frozen=True, kw_only=True)
class Similar:
    """The areas most like an area, and its rate compared with theirs."""

    areas: SimilarAreas
    comparison: GroupComparison
    # The months whose counts are compared.
    months: tuple[str, ...]
    # Whether the areas and all counts are those of the national counts.
    national: bool = False


def search_in(variables: pd.DataFrame, country: str) -> SimilaritySearch:
    """Return the search among the areas of a country, or of all with an empty letter."""
    return SimilaritySearch(variables[variables.index.str.startswith(country)])


def compared(
    search: SimilaritySearch,
    monthly: pd.DataFrame,
    residents: pd.Series,
    noise: Noise,
    area: str,
    stated: Sequence[str] | None,
    *,
    national: bool = False,
) -> Similar | NotMeasured:
    """Return an area's similar areas and the comparison with them; or why there is none.

    The search is among areas of one country, as each has its own index of deprivation; among all
    for `stated` areas, which the partnership states. None for the nearest.
    """
    areas = search.similar_to(area, stated=stated)
    if isinstance(areas, NotMeasured):
        return areas
    of_group = monthly[[area, *areas.distances.index]]
    comparison = compare_with_group(of_group, residents, noise, area=area)
    if isinstance(comparison, NotMeasured):
        return comparison
    months = tuple(str(month) for month in monthly.index)
    return Similar(areas=areas, comparison=comparison, months=months, national=national)
