"""The rates of an area in several categories, beside those of a group of similar areas."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.group import CategoryCounts, differ_from_medians, rank_in_group
from geo.not_measured import NotMeasured
from geo.similar.comparison import usable_group


def compare_categories(
    monthly: Mapping[str, pd.DataFrame],
    residents: pd.Series,
    noises: Mapping[str, Noise],
    *,
    area: str,
) -> pd.DataFrame:
    """Return the rates of an area in several categories, compared with the medians of its group.

    Parameters
    ----------
    monthly
        By category the incidents by month (rows) and area (columns): the area and its group;
        missing where there are no figures.
    residents
        Residents by area.
    noises
        By category the noise at the level, for periods of this length.
    area
        The area.

    Returns
    -------
    pd.DataFrame
        By category the columns of `geo.noise.group.differ_from_medians`, how many areas are
        `compared`, and the `rank` of the rate with the ends of its interval, `first` and `last`;
        `reason`, if the category can't be compared. None of a category is shown without the others.

    Examples
    --------
    >>> counts = pd.DataFrame({"A": [90.0], "B": [30.0], "C": [28.0], "D": [29.0]})
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> people = pd.Series(1500.0, counts.columns)
    >>> found = compare_categories({"drugs": counts}, people, {"drugs": noise}, area="A")
    >>> found.loc["drugs", ["verdict", "rank", "first", "last", "compared"]].tolist()
    ['higher', 1, 1, 1, 3]
    """
    counted: dict[str, CategoryCounts] = {}
    ranks: dict[str, dict[str, Any]] = {}
    reasons: dict[str, str] = {}
    for category, table in monthly.items():
        found = usable_group(table, residents, area)
        if isinstance(found, NotMeasured):
            reasons[category] = found.reason
            continue
        usable, people = found.usable, found.people
        counted[category] = CategoryCounts(
            own=float(found.own.sum()),
            own_exposed=float(people[area] * len(found.own)),
            there=found.others[usable].sum().to_numpy(dtype=float),
            exposed=(found.months[usable] * people[usable]).to_numpy(dtype=float),
            noise=noises[category],
        )
        ranked = pd.concat([found.own.rename(area), found.others[usable]], axis=1)
        rank = rank_in_group(ranked, people, noises[category], area=area)
        ranks[category] = {"rank": rank.rank, "first": rank.first, "last": rank.last}
        ranks[category] |= {"compared": len(usable)}
    columns = [
        "ratio",
        "lower",
        "upper",
        "verdict",
        "low",
        "lower_quarter",
        "upper_quarter",
        "high",
    ]
    judged = differ_from_medians(counted).reindex(columns=columns)
    table = judged.join(pd.DataFrame(ranks).T.astype(object)) if ranks else judged
    table = table.reindex(list(monthly))
    return table.assign(reason=pd.Series(reasons, dtype=object).reindex(table.index))
