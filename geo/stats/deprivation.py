"""Deprivation: where an area's rank stands among all that an index ranks (1 is most deprived)."""

import numpy as np
import pandas as pd

TENTHS, FIFTHS = 10, 5
CIRCULAR = ("overall", "community_safety", "crime")
"""Domains that hold recorded crime: to compare crime with them is to compare it with itself."""


def quantile_of_rank(rank: pd.Series, of: pd.Series, *, parts: int = TENTHS) -> pd.Series:
    """Which of so many equal parts a rank falls in, ceil(parts * rank / of); 1 is most deprived."""
    return pd.Series(np.ceil((parts * rank) / of), rank.index)


def newest_edition(ranks: pd.DataFrame) -> str:
    """The edition of the latest year; of two of one year the one that ranks more of the areas.

    Editions and countries rank other areas by other things, so their ranks are never put together.
    """
    held = ranks.groupby("edition")["area_code"].nunique()
    return str(max(held.index, key=lambda edition: (edition[-4:], held[edition], edition)))


def of_members(members: pd.DataFrame, ranks: pd.DataFrame) -> pd.DataFrame:
    """By area: the mean rank of its residents, and which shares of them live in deprived LSOAs.

    `members` says how many residents of which LSOA (`lsoa_code`) live in which area (`area_code`);
    `ranks` is by LSOA, `rank` and `of`. The mean alone hides a deprived corner, which `deprived10`
    and `deprived20` show: the shares of residents in the most deprived tenth and fifth. An area is
    missing where any of its LSOAs has no rank or no residents' figure.
    """
    found = ranks.reindex(members["lsoa_code"]).set_axis(members.index)
    people = members["residents"].where(found["rank"].notna())
    tenth = quantile_of_rank(found["rank"], found["of"])
    weighed = pd.DataFrame(
        {
            "residents": people,
            "rank": people * found["rank"],
            "deprived10": people * (tenth <= 1),
            "deprived20": people * (tenth <= 2),
        }
    )
    known = people.notna().groupby(members["area_code"]).transform("all")
    sums = weighed.where(known).groupby(members["area_code"]).sum(min_count=1)
    shares = sums[["rank", "deprived10", "deprived20"]].div(sums["residents"], axis=0)
    return shares.assign(residents=sums["residents"])
