"""Deprivation ranks: tenths and fifths, the newest edition, and area figures from LSOA ranks."""

import numpy as np
import pandas as pd

TENTHS, FIFTHS = 10, 5
# CIRCULAR: domains that include recorded crime, so that comparing them with crime is circular.
CIRCULAR = ("overall", "community_safety", "crime")


def quantile_of_rank(rank: pd.Series, of: pd.Series, *, parts: int = TENTHS) -> pd.Series:
    """Return the part (tenth by default) that each rank falls in: ceil(parts * rank / of).

    Parameters
    ----------
    rank
        Rank, 1 is the most deprived.
    of
        Number of areas that are ranked.
    parts
        Number of parts.

    Returns
    -------
    pd.Series
        The part, 1 is the most deprived.

    Examples
    --------
    >>> quantile_of_rank(pd.Series([1, 191, 192]), pd.Series([1917] * 3)).tolist()
    [1.0, 1.0, 2.0]
    """
    return pd.Series(np.ceil((parts * rank) / of), rank.index)


def newest_edition(ranks: pd.DataFrame) -> str:
    """Return the edition of the latest year; in a tie, the one that ranks more areas.

    Editions and countries are not comparable, so only one is used.

    Parameters
    ----------
    ranks
        Columns `edition` (ends with its year) and `area_code`.

    Returns
    -------
    str
        The name of the edition.

    Examples
    --------
    >>> ranks = pd.DataFrame({"edition": ["WIMD 2019", "WIMD 2025"], "area_code": ["A", "A"]})
    >>> newest_edition(ranks)
    'WIMD 2025'
    """
    areas_ranked = ranks.groupby("edition")["area_code"].nunique()
    return str(
        max(areas_ranked.index, key=lambda edition: (edition[-4:], areas_ranked[edition], edition))
    )


def of_members(members: pd.DataFrame, ranks: pd.DataFrame) -> pd.DataFrame:
    """Return deprivation figures of areas from the ranks of their LSOAs.

    A mean rank can hide a deprived part of an area, which the shares show.

    Parameters
    ----------
    members
        Residents of each LSOA (`lsoa_code`, `residents`) in each area (`area_code`).
    ranks
        By LSOA, columns `rank` and `of`.

    Returns
    -------
    pd.DataFrame
        By area: `rank` (mean over residents), `deprived10` and `deprived20` (shares of residents in
        the most deprived tenth and fifth) and `residents`. Missing where an LSOA has no rank or no
        residents.

    Examples
    --------
    >>> codes = pd.Index([f"L{n}" for n in range(4)])
    >>> members = pd.DataFrame({"lsoa_code": codes, "area_code": "A"})
    >>> members["residents"] = [1600, 1400, 1800, 1200]
    >>> ranks = pd.DataFrame({"rank": [12, 400, 1500, 1700], "of": 1917}, codes)
    >>> of_members(members, ranks).round(3)
                  rank  deprived10  deprived20  residents
    area_code
    A          886.533       0.267       0.267       6000
    """
    rank_of_member = ranks.reindex(members["lsoa_code"]).set_axis(members.index)
    people = members["residents"].where(rank_of_member["rank"].notna())
    tenth = quantile_of_rank(rank_of_member["rank"], rank_of_member["of"])
    weighed = pd.DataFrame(
        {
            "residents": people,
            "rank": people * rank_of_member["rank"],
            "deprived10": people * (tenth <= 1),
            "deprived20": people * (tenth <= 2),
        }
    )
    known = people.notna().groupby(members["area_code"]).transform("all")
    sums = weighed.where(known).groupby(members["area_code"]).sum(min_count=1)
    shares = sums[["rank", "deprived10", "deprived20"]].div(sums["residents"], axis=0)
    return shares.assign(residents=sums["residents"])
