"""Ingredients of the priority score, reduced to their significant values, and ranks with ties."""

import math

import pandas as pd

RATE, CHANGE, PERCEIVED, GAP = "rate", "change", "perceived", "gap"
DEPRIVATION, GROUPS, RESPONSE = "deprivation", "groups", "response"
HOT_SPOTS = "hot_spots"
# INGREDIENTS: in the order of their weights in the address and of their bars. New ones come last,
# so that earlier addresses can be read.
INGREDIENTS = (RATE, CHANGE, PERCEIVED, GAP, DEPRIVATION, GROUPS, RESPONSE, HOT_SPOTS)
# AGAINST_CHANCE: ingredients that count only where they exceed chance.
AGAINST_CHANCE = (CHANGE, GAP, HOT_SPOTS)
# NOTED_SHARE: one area in this many is mentioned for an ingredient.
NOTED_SHARE = 5


def significant_only(values: pd.Series, clear: pd.Series) -> pd.Series:
    """Replace values that are not significant by zero.

    Parameters
    ----------
    values
        Values by area, may be missing.
    clear
        Whether each value is significant.

    Returns
    -------
    pd.Series
        The values; missing values remain missing.

    Examples
    --------
    >>> significant_only(pd.Series([0.4, 0.2, math.nan]), pd.Series([True, False, True])).tolist()
    [0.4, 0.0, nan]
    """
    return values.where(clear, 0.0).where(values.notna())


def count_untold_as_none(values: pd.DataFrame) -> pd.DataFrame:
    """Return the ingredients with every change, gap or hot spot that can't be told as none.

    The rule: a change, a gap or a hot spot counts only where it exceeds chance. One that can't be
    told (no months or answers to compare, or too few) is treated like one that is not significant.
    Were it left out, the other ingredients would count for more, and a place of which little is
    known could pass one with a higher rate. Other ingredients remain missing.

    Parameters
    ----------
    values
        One row per area, one column per ingredient, after `significant_only`.

    Returns
    -------
    pd.DataFrame
        The values, with zero for a missing change, gap or hot spot.

    Examples
    --------
    >>> values = pd.DataFrame({"rate": [9.0, math.nan], "change": [0.4, math.nan]})
    >>> count_untold_as_none(values)
       rate  change
    0   9.0     0.4
    1   NaN     0.0
    """
    return values.fillna({name: 0.0 for name in AGAINST_CHANCE if name in values})


def is_constant(values: pd.Series) -> bool:
    """Return whether an ingredient has the same value in all areas.

    Parameters
    ----------
    values
        Values by area.

    Returns
    -------
    bool
        True if it does not distinguish areas.

    Examples
    --------
    >>> is_constant(pd.Series([1.0, 1.0]))
    True
    """
    return bool(values.nunique() < 2)


def rank_with_ties(values: pd.Series) -> pd.DataFrame:
    """Return the rank of each area from the largest value (1), with ties.

    Parameters
    ----------
    values
        Values by area, may be missing.

    Returns
    -------
    pd.DataFrame
        `rank` (first rank of the tie), `behind` (last rank of the tie) and `of` (number of areas
        with a value).

    Examples
    --------
    >>> rank_with_ties(pd.Series([5.0, 9.0, 5.0]))
       rank  behind   of
    0   2.0     3.0  3.0
    1   1.0     1.0  3.0
    2   2.0     3.0  3.0
    """
    known = values.notna().sum()
    worst_first = -values.astype(float)
    return pd.DataFrame(
        {
            "rank": worst_first.rank(method="min"),
            "behind": worst_first.rank(method="max"),
            "of": float(known),
        }
    ).where(values.notna(), math.nan)


def count_of_worst(of: float) -> int:
    """Return how many of the worst areas are mentioned: one in five, at least one.

    Parameters
    ----------
    of
        Number of areas.

    Returns
    -------
    int
        The number of areas to mention.

    Examples
    --------
    >>> count_of_worst(24)
    5
    """
    return max(math.ceil(of / NOTED_SHARE), 1)
