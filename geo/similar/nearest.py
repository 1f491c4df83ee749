"""The areas that are most like one area, by standardised variables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.not_measured import FEW_AREAS, FEW_VARIABLES, NO_DEPRIVATION, NO_RESIDENTS, NotMeasured

# The variables; all but the first are of residents.
INCOME, YOUNG, DENSITY, TOWNS = "income", "young", "density", "towns"
# MOST_SIMILAR: how many areas are taken.
MOST_SIMILAR = 14
# LEAST_SIMILAR: fewer have no median that another area could differ from.
LEAST_SIMILAR = 3
# LEAST_VARIABLES: areas that are alike in one variable only are not called similar.
LEAST_VARIABLES = 2
# KNOWN: a variable is used if so large a share of the areas has it.
KNOWN = 0.5
# DIGITS: distances that are the same to so many digits are equal, whatever the order of sums.
DIGITS = 9


@dataclass(frozen=True, kw_only=True)
class SimilarAreas:
    """The areas that are most like one area."""

    # By area, nearest first: the distance in standard deviations; missing where a stated area lacks
    # one of the variables.
    distances: pd.Series
    # The variables that were used; none for a stated list without them.
    variables: tuple[str, ...]
    # Among how many areas they were looked for.
    among: int
    # Whether somebody stated them, and which of those there are no figures of.
    stated: bool = False
    absent: tuple[str, ...] = ()


def similar_areas(
    variables: pd.DataFrame,
    area: str,
    *,
    stated: Sequence[str] | None = None,
    most: int = MOST_SIMILAR,
) -> SimilarAreas | NotMeasured:
    """Return the areas nearest to one area, by the Euclidean distance of standardised variables.

    A variable is used if more than half of the areas have it and not all have the same. Each is
    divided by its standard deviation among all areas. Areas without one of these are left out.

    Parameters
    ----------
    variables
        One row for each area and one column for each variable; missing where it isn't known.
    area
        The area.
    stated
        Areas that are taken instead of the nearest, such as an official group.
    most
        How many areas are taken; if there are fewer, all.

    Returns
    -------
    SimilarAreas | NotMeasured
        The areas and their distances. Not measured without residents or deprivation of the area,
        with fewer than two variables, or with fewer than three other areas.

    Examples
    --------
    >>> of = {"income": [0.1, 0.2, 0.9, 0.3, 0.8], "density": [1.0, 1.1, 3.0, 1.4, 2.0]}
    >>> found = similar_areas(pd.DataFrame(of, list("ABCDE")), "A", most=3)
    >>> found.distances.round(2).to_dict()
    {'B': 0.34, 'D': 0.82, 'E': 2.54}
    """
    usable = _standardised(variables)
    names = tuple(str(name) for name in usable.columns)
    if stated is not None:
        return _stated(usable, area, stated, names)
    if len(names) < LEAST_VARIABLES:
        return NotMeasured(reason=FEW_VARIABLES, found=len(names), needed=LEAST_VARIABLES)
    missing = [name for name in names if usable[name].isna()[area]]
    if missing:
        # Without residents the deprivation of a larger area isn't known either.
        reason = NO_DEPRIVATION if missing == [INCOME] else NO_RESIDENTS
        return NotMeasured(reason=reason, found=len(names) - len(missing), needed=len(names))
    others = _distances(usable, area).drop(area).dropna()
    if len(others) < LEAST_SIMILAR:
        return NotMeasured(reason=FEW_AREAS, found=len(others), needed=LEAST_SIMILAR)
    return SimilarAreas(distances=others.iloc[:most], variables=names, among=len(others))


def _stated(
    usable: pd.DataFrame, area: str, stated: Sequence[str], names: tuple[str, ...]
) -> SimilarAreas | NotMeasured:
    """Return the stated areas in place of the nearest."""
    wanted = [code for code in dict.fromkeys(stated) if code != area]
    known = [code for code in wanted if code in usable.index]
    if len(known) < LEAST_SIMILAR:
        return NotMeasured(reason=FEW_AREAS, found=len(known), needed=LEAST_SIMILAR)
    distances = _distances(usable, area)
    return SimilarAreas(
        distances=distances[distances.index.isin(known)],
        variables=names if distances.notna().any() else (),
        among=len(usable) - 1,
        stated=True,
        absent=tuple(code for code in wanted if code not in usable.index),
    )


def _standardised(variables: pd.DataFrame) -> pd.DataFrame:
    """Return the variables that are used, each divided by its standard deviation."""
    ordered = variables.sort_index()
    ordered = ordered.loc[:, ordered.notna().mean() > KNOWN]
    spread = ordered.std(ddof=0)
    # Of numbers that are all equal the computed spread may be a rounding error.
    varies = spread > ordered.abs().max() * 10.0**-DIGITS
    return ordered.loc[:, varies] / spread[varies]


def _distances(usable: pd.DataFrame, area: str) -> pd.Series:
    """Return the distance of every area from one, nearest first; areas at the same by code."""
    values = usable.to_numpy(dtype=float)
    # Without any variable no distance is known.
    squares = ((values - values[usable.index.get_loc(area)]) ** 2).sum(axis=1)
    distances = np.sqrt(squares).round(DIGITS) if values.shape[1] else np.nan
    found = pd.Series(distances, usable.index, name="distance", dtype=float)
    return found.sort_values(kind="stable")
