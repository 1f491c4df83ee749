"""The areas that are most like one area, by standardised variables.

They are found in a k-d tree: of a country's 36,000 LSOAs only some are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geo.not_measured import (
    FEW_AREAS,
    FEW_VARIABLES,
    NO_DEPRIVATION,
    NO_RESIDENTS,
    OTHER_BOUNDARIES,
    NotMeasured,
)

# The variables; all but the first are of residents.
INCOME, YOUNG, DENSITY, TOWNS = "income", "young", "density", "towns"
HOUSEHOLDS = "households"
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


class SimilaritySearch:
    """Finds the areas that are most like an area, for many areas in turn."""

    def __init__(self, variables: pd.DataFrame) -> None:
        """Standardise the variables, and put the areas that have all of them into a tree.

        A variable is used if more than half of the areas have it and not all have the same. Each is
        divided by its standard deviation among all areas.
        """
        self._usable = _standardised(variables)
        self._names = tuple(str(name) for name in self._usable.columns)
        self._values = self._usable.to_numpy(dtype=float)
        self._codes = [str(code) for code in self._usable.index]
        self._at = {code: at for at, code in enumerate(self._codes)}
        known = np.isfinite(self._values).all(axis=1)
        # The positions of the areas that have every variable.
        self._complete = np.flatnonzero(known) if self._names else np.zeros(0, dtype=int)
        self._tree = cKDTree(self._values[self._complete]) if len(self._complete) else None

    def similar_to(
        self, area: str, *, stated: Sequence[str] | None = None, most: int = MOST_SIMILAR
    ) -> SimilarAreas | NotMeasured:
        """Return what `similar_areas` does, without standardising again."""
        if stated is not None:
            return self._stated(area, stated)
        names = self._names
        if len(names) < LEAST_VARIABLES:
            return NotMeasured(reason=FEW_VARIABLES, found=len(names), needed=LEAST_VARIABLES)
        own = self._at.get(area)
        if own is None:
            return NotMeasured(reason=OTHER_BOUNDARIES, found=0, needed=1)
        missing = [name for name, x in zip(names, self._values[own], strict=True) if np.isnan(x)]
        if missing:
            # Without residents the deprivation of a larger area isn't known either.
            reason = NO_DEPRIVATION if missing == [INCOME] else NO_RESIDENTS
            return NotMeasured(reason=reason, found=len(names) - len(missing), needed=len(names))
        others = len(self._complete) - 1
        if others < LEAST_SIMILAR:
            return NotMeasured(reason=FEW_AREAS, found=others, needed=LEAST_SIMILAR)
        near = self._near(own, most)
        distances = self._distances(own, near[near != own])
        return SimilarAreas(distances=distances.iloc[:most], variables=names, among=others)

    def _near(self, own: int, most: int) -> np.ndarray:
        """Return the positions of the nearest areas, and of all at the distance of the last one."""
        assert self._tree is not None
        point = self._values[own]
        # The area itself is one of them.
        wanted = min(most + 1, len(self._complete))
        farthest = float(np.max(self._tree.query(point, k=wanted)[0]))
        within = self._tree.query_ball_point(point, farthest + 2 * 10.0**-DIGITS)
        return np.sort(self._complete[within])

    def _distances(self, own: int, others: np.ndarray) -> pd.Series:
        """Return the distances of other areas, nearest first; areas at the same by code."""
        # Without any variable no distance is known.
        squares = ((self._values[others] - self._values[own]) ** 2).sum(axis=1)
        distances = np.sqrt(squares).round(DIGITS)
        if not self._names:
            distances = np.full(len(others), np.nan)
        order = np.argsort(distances, kind="stable")
        codes = [self._codes[at] for at in others[order]]
        return pd.Series(distances[order], codes, name="distance", dtype=float)

    def _stated(self, area: str, stated: Sequence[str]) -> SimilarAreas | NotMeasured:
        """Return the stated areas in place of the nearest."""
        wanted = [code for code in dict.fromkeys(stated) if code != area]
        known = [code for code in wanted if code in self._at]
        if area not in self._at:
            return NotMeasured(reason=OTHER_BOUNDARIES, found=0, needed=1)
        if len(known) < LEAST_SIMILAR:
            return NotMeasured(reason=FEW_AREAS, found=len(known), needed=LEAST_SIMILAR)
        others = np.array(sorted(self._at[code] for code in known))
        distances = self._distances(self._at[area], others)
        return SimilarAreas(
            distances=distances,
            variables=self._names if distances.notna().any() else (),
            among=len(self._codes) - 1,
            stated=True,
            absent=tuple(code for code in wanted if code not in self._at),
        )


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
        The areas and their distances. Not measured if the area isn't among them, without residents
        or deprivation of it, with fewer than two variables, or with fewer than three other areas.

    Examples
    --------
    >>> of = {"income": [0.1, 0.2, 0.9, 0.3, 0.8], "density": [1.0, 1.1, 3.0, 1.4, 2.0]}
    >>> found = similar_areas(pd.DataFrame(of, list("ABCDE")), "A", most=3)
    >>> found.distances.round(2).to_dict()
    {'B': 0.34, 'D': 0.82, 'E': 2.54}
    """
    return SimilaritySearch(variables).similar_to(area, stated=stated, most=most)


def _standardised(variables: pd.DataFrame) -> pd.DataFrame:
    """Return the variables that are used, each divided by its standard deviation."""
    ordered = variables.sort_index()
    ordered = ordered.loc[:, ordered.notna().mean() > KNOWN]
    spread = ordered.std(ddof=0)
    # Of numbers that are all equal the computed spread may be a rounding error.
    varies = spread > ordered.abs().max() * 10.0**-DIGITS
    return ordered.loc[:, varies] / spread[varies]
