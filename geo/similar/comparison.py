"""The rate of an area compared with a group of similar areas."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.group import RankInterval, differs_from_group, rank_in_group
from geo.noise.ladder import HIGHER, LOWER, TOO_FEW
from geo.not_measured import FEW_AREAS, NO_RESIDENTS, NOT_PUBLISHED, SMALL_BASE, NotMeasured
from geo.similar.nearest import LEAST_SIMILAR
from geo.stats.suppression import LEAST_RESIDENTS

# IN_COMMON: an area of the group is compared if it has figures for so large a share of the months.
IN_COMMON = 0.5


@dataclass(frozen=True, kw_only=True)
class GroupComparison:
    """An area's rate compared with those of a group of areas."""

    # The comparison with the group's median (`geo.noise.group.GroupDifference`).
    median: pd.Series
    # By area of the group: `ratio`, `lower`, `upper`, `verdict`, `months` in common. An area that
    # isn't compared has no numbers, and a `reason`.
    each: pd.DataFrame
    rank: RankInterval
    # In how many of the area's months.
    months: int

    def _of(self, verdict: str) -> int:
        return int((self.each["verdict"] == verdict).sum())

    @property
    def compared(self) -> int:
        """Return how many areas of the group are compared."""
        return int(self.each["reason"].isna().sum())

    @property
    def higher(self) -> int:
        """Return in comparison with how many of them the rate is clearly higher."""
        return self._of(HIGHER)

    @property
    def lower(self) -> int:
        """Return in comparison with how many of them the rate is clearly lower."""
        return self._of(LOWER)

    @property
    def too_few(self) -> bool:
        """Return whether all have too few incidents to be compared."""
        return self._of(TOO_FEW) == self.compared


def compare_with_group(
    monthly: pd.DataFrame, residents: pd.Series, noise: Noise, *, area: str
) -> GroupComparison | NotMeasured:
    """Return the rate of an area compared with the other areas, over the months that both have.

    Parameters
    ----------
    monthly
        Incidents by month (rows) and area (columns): the area and those of its group; missing where
        there are no figures.
    residents
        Residents by area; missing where they aren't known.
    noise
        Noise of the category at the level, for periods of this length.
    area
        The area.

    Returns
    -------
    GroupComparison | NotMeasured
        Not measured if the area has fewer than 500 residents or no month, or if fewer than three
        areas of the group can be compared.

    Examples
    --------
    >>> monthly = pd.DataFrame({"A": [9.0, 9], "B": [30.0, 31], "C": [28.0, 33], "D": [29.0, 40]})
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> found = compare_with_group(monthly, pd.Series(1500.0, monthly.columns), noise, area="A")
    >>> found.lower, found.compared, found.rank.rank, round(found.median["ratio"], 2)
    (3, 3, 4, 0.3)
    """
    found = usable_group(monthly, residents, area)
    if isinstance(found, NotMeasured):
        return found
    own, others, people, months = found.own, found.others, found.people, found.months
    usable = found.usable
    judged = differs_from_group(
        _side_by_side(own, others[usable]),
        pd.DataFrame(
            {"here": months[usable] * people[area], "there": months[usable] * people[usable]}
        ),
        float(own.sum()),
        float(people[area] * len(own)),
        noise,
    )
    each = judged.each.reindex(others.columns).assign(months=months, reason=found.reason)
    ranked = pd.concat([own.rename(area), others[usable]], axis=1)
    return GroupComparison(
        median=judged.median,
        each=each,
        rank=rank_in_group(ranked, people, noise, area=area),
        months=len(own),
    )


@dataclass(frozen=True, kw_only=True)
class UsableGroup:
    """An area's months, and those of its group that can be compared with them."""

    own: pd.Series
    # Incidents by month and area of the group, in the area's months.
    others: pd.DataFrame
    people: pd.Series
    # By area of the group: how many of the months it has, and why it isn't compared.
    months: pd.Series
    reason: pd.Series

    @property
    def usable(self) -> pd.Index:
        """Return the areas of the group that are compared."""
        return self.others.columns[self.reason.isna()]


def usable_group(
    monthly: pd.DataFrame, residents: pd.Series, area: str
) -> UsableGroup | NotMeasured:
    """Return the months of an area, and the areas of its group that can be compared over them.

    Parameters
    ----------
    monthly
        Incidents by month (rows) and area (columns), the area among them.
    residents
        Residents by area.
    area
        The area.

    Returns
    -------
    UsableGroup | NotMeasured
        Not measured under the conditions of `compare_with_group`.

    Examples
    --------
    >>> monthly = pd.DataFrame({"A": [9.0], "B": [30.0], "C": [28.0], "D": [29.0], "E": [np.nan]})
    >>> found = usable_group(monthly, pd.Series(1500.0, monthly.columns), "A")
    >>> found.usable.tolist(), found.reason["E"]
    (['B', 'C', 'D'], 'not published')
    """
    people = residents.reindex(monthly.columns)
    if not people[area] > 0:
        return NotMeasured(reason=NO_RESIDENTS, found=0, needed=LEAST_RESIDENTS)
    if people[area] < LEAST_RESIDENTS:
        return NotMeasured(reason=SMALL_BASE, found=people[area], needed=LEAST_RESIDENTS)
    own = monthly.loc[monthly[area].notna()]
    if own.empty:
        return NotMeasured(reason=NOT_PUBLISHED, found=0, needed=1)
    others = own.drop(columns=area).sort_index(axis=1)
    months = others.notna().sum()
    there = people.reindex(others.columns).to_numpy(dtype=float)
    few_months = months.to_numpy() < IN_COMMON * len(own)
    why = np.select(
        [~(there > 0), there < LEAST_RESIDENTS, few_months],
        [NO_RESIDENTS, SMALL_BASE, NOT_PUBLISHED],
        "",
    )
    reason = pd.Series(None, others.columns, dtype=object)
    reason[why != ""] = why[why != ""]
    found = UsableGroup(own=own[area], others=others, people=people, months=months, reason=reason)
    if len(found.usable) < LEAST_SIMILAR:
        return NotMeasured(reason=FEW_AREAS, found=len(found.usable), needed=LEAST_SIMILAR)
    return found


def _side_by_side(own: pd.Series, others: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents of the area and of each other one, in the months that both have."""
    both = others.notna().to_numpy()
    return pd.DataFrame(
        {
            "here": np.where(both, own.to_numpy(dtype=float)[:, None], 0.0).sum(axis=0),
            "there": others.fillna(0).sum(axis=0).to_numpy(dtype=float),
        },
        others.columns,
    )
