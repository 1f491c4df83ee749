"""Rank of one area among all: how many are above, below, or not distinguishable."""

from dataclasses import dataclass

import pandas as pd

from geo.measures.model import LOWER, STATUS, UNCERTAIN, UPPER, VALUE
from geo.stats.suppression import SHOWN

TOP, BOTTOM, BETWEEN = "top", "bottom", "between"
# GROUPS_OF: minimum number of areas, and how many of them are called the highest; among fewer areas
# only the first is.
GROUPS_OF = ((15, 5), (9, 3))


@dataclass(frozen=True, kw_only=True)
class Rank:
    """Rank of one area among those of its level with a value."""

    areas: int
    above: int
    below: int
    # Others with the same value.
    ties: int
    # Others whose interval overlaps with its own; None if the measure has no interval.
    overlapping: int | None
    # Whether chance may explain the area's difference.
    uncertain: bool

    @property
    def group(self) -> int:
        """How many areas are called the highest: five, three or one."""
        return next((size for least, size in GROUPS_OF if self.areas >= least), 1)

    @property
    def end(self) -> str:
        """Whether the area is among the highest or the lowest; not if a tie reaches beyond them."""
        if self.above + self.ties < self.group and self.below:
            return TOP
        if self.below + self.ties < self.group and self.above:
            return BOTTOM
        return BETWEEN


def rank_of_area(table: pd.DataFrame, area: str) -> Rank | None:
    """Return the rank of an area among the values shown in a measure's table.

    Parameters
    ----------
    table
        Table of a measure.
    area
        Code of the area.

    Returns
    -------
    Rank | None
        The rank; None if the area has no value shown.

    Examples
    --------
    >>> table = pd.DataFrame({"value": [5.0, 9.0]}, ["A", "B"])
    >>> table = table.assign(lower=table["value"] - 1, upper=table["value"] + 1)
    >>> table = table.assign(status="shown", uncertain=False)
    >>> rank_of_area(table, "A").above
    1
    """
    if area not in table.index or table.at[area, STATUS] != SHOWN:
        return None
    shown = table[(table[STATUS] == SHOWN) & table[VALUE].notna()]
    if area not in shown.index:
        return None
    own, others = shown.loc[[area]].iloc[0], shown.drop(index=area)
    same = others[VALUE] == own[VALUE]
    return Rank(
        areas=len(shown),
        above=int((others[VALUE] > own[VALUE]).sum()),
        below=int((others[VALUE] < own[VALUE]).sum()),
        ties=int(same.sum()),
        overlapping=_overlapping(own, others),
        uncertain=bool(own[UNCERTAIN]),
    )


def _overlapping(own: pd.Series, others: pd.DataFrame) -> int | None:
    """Return the number of overlapping intervals; None without an interval."""
    if pd.isna(own[LOWER]) or pd.isna(own[UPPER]):
        return None
    overlap = (others[LOWER] <= own[UPPER]) & (others[UPPER] >= own[LOWER])
    return int(overlap.sum())
