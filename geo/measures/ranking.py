"""Where one area stands among all: how many lie above it, below it, and too close to call."""

from dataclasses import dataclass

import pandas as pd

from geo.measures.model import LOWER, STATUS, UNCERTAIN, UPPER, VALUE
from geo.stats.suppression import SHOWN

TOP, BOTTOM, BETWEEN = "top", "bottom", "between"
GROUPS_OF = ((15, 5), (9, 3))
"""From so many areas on, one may speak of the so many highest; among fewer it says little."""


@dataclass(frozen=True, kw_only=True)
class Rank:
    """One area among those of its level that have a value."""

    areas: int
    above: int
    below: int
    ties: int
    """Others with the very same value."""
    overlapping: int | None
    """Others whose limits overlap with its own; None where the measure has no limits."""
    uncertain: bool
    """Whether chance may explain what sets the area apart."""

    @property
    def group(self) -> int:
        """How many make up "the highest": five, three, or only the first."""
        return next((size for least, size in GROUPS_OF if self.areas >= least), 1)

    @property
    def end(self) -> str:
        """Whether it is one of the highest or of the lowest. Ties that reach past them aren't."""
        if self.above + self.ties < self.group and self.below:
            return TOP
        if self.below + self.ties < self.group and self.above:
            return BOTTOM
        return BETWEEN


def rank_of_area(table: pd.DataFrame, area: str) -> Rank | None:
    """The area's place among the values shown in a measure's table; None where it has none."""
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
    if pd.isna(own[LOWER]) or pd.isna(own[UPPER]):
        return None
    meet = (others[LOWER] <= own[UPPER]) & (others[UPPER] >= own[LOWER])
    return int(meet.sum())
