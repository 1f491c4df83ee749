"""An area compared with its group of similar areas: what both levels share."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.noise.estimate import Noise
from geo.not_measured import NotMeasured
from geo.similar import GroupComparison, SimilarAreas, compare_with_group, similar_areas


@dataclass(frozen=True, kw_only=True)
class Similar:
    """The areas most like an area, and its rate compared with theirs."""

    areas: SimilarAreas
    comparison: GroupComparison


def of_same_country(variables: pd.DataFrame, area: str) -> pd.DataFrame:
    """Return the areas of the same country, as each has its own index of deprivation.

    The codes of areas begin with the letter of the country.
    """
    return variables[variables.index.str.startswith(area[:1])]


def compared(
    variables: pd.DataFrame,
    monthly: pd.DataFrame,
    residents: pd.Series,
    noise: Noise,
    area: str,
    stated: Sequence[str] | None,
) -> Similar | NotMeasured:
    """Return an area's similar areas and the comparison with them; or why there is none.

    `stated` are those that the partnership states; None for the nearest.
    """
    candidates = variables if stated else of_same_country(variables, area)
    areas = similar_areas(candidates, area, stated=stated)
    if isinstance(areas, NotMeasured):
        return areas
    of_group = monthly[[area, *areas.distances.index]]
    comparison = compare_with_group(of_group, residents, noise, area=area)
    if isinstance(comparison, NotMeasured):
        return comparison
    return Similar(areas=areas, comparison=comparison)
