"""Awareness of recorded crime: which answers about the commonest crimes are wrong."""

from collections.abc import Collection
from math import comb

import numpy as np
import pandas as pd

from geo.stats.rates import Z_95

# TOP: number of categories that count as the commonest.
TOP = 3


def commonest(recorded: pd.Series, *, top: int = TOP) -> frozenset[str]:
    """Return the commonest categories, with those not distinguishable from the last of them.

    Two counts are not distinguishable if |a - b|/√(a + b) < 1.96. Categories without incidents are
    excluded.

    Parameters
    ----------
    recorded
        Incidents by category.
    top
        Number of commonest categories.

    Returns
    -------
    frozenset[str]
        The categories.

    Examples
    --------
    >>> recorded = pd.Series({"violence": 120, "asb": 95, "damage": 60, "shop": 58, "drugs": 18})
    >>> sorted(commonest(recorded))
    ['asb', 'damage', 'shop', 'violence']
    """
    recorded_counts = recorded[recorded > 0].sort_values(ascending=False, kind="stable")
    if len(recorded_counts) <= top:
        return frozenset(map(str, recorded_counts.index))
    last = float(recorded_counts.iloc[top - 1])
    distance = (last - recorded_counts).abs() / np.sqrt(last + recorded_counts)
    among = (recorded_counts >= last) | (distance < Z_95)
    return frozenset(map(str, recorded_counts.index[among]))


def wrong_by_chance(categories: int, right: int, picks: int) -> float:
    """Return the probability that random picks include none of the right categories.

    Parameters
    ----------
    categories
        Number of categories.
    right
        Number of right ones.
    picks
        Number of picks without repetition.

    Returns
    -------
    float
        A probability.

    Examples
    --------
    >>> round(wrong_by_chance(7, 4, 2), 3)
    0.143
    """
    return comb(categories - right, picks) / comb(categories, picks)


def misjudged_commonest(
    answers: pd.DataFrame, recorded: pd.DataFrame, *, first: str, choices: Collection[str]
) -> pd.DataFrame:
    """Return whether each respondent's answer about the commonest crimes was wrong.

    Loose: no choice is among the area's commonest. Strict: the first choice is not the area's
    commonest. Respondents without a choice, or in areas without incidents, are left out.

    Parameters
    ----------
    answers
        One row per respondent, with `area_code` and the columns of `choices` (missing for don't
        know).
    recorded
        Incidents, one row per area and one column per category.
    first
        Column of the first choice.
    choices
        Columns of all choices.

    Returns
    -------
    pd.DataFrame
        The judged respondents with `loose` and `strict`, true where they were wrong.

    Examples
    --------
    >>> answers = pd.DataFrame({"area_code": ["A"], "first": ["burglary"], "second": ["asb"]})
    >>> recorded = pd.DataFrame({"asb": [95], "burglary": [2], "drugs": [60], "shop": [70]}, ["A"])
    >>> result = misjudged_commonest(answers, recorded, first="first", choices=["first", "second"])
    >>> result[["loose", "strict"]]
       loose  strict
    0  False    True
    """
    named = answers[list(choices)].notna().any(axis=1)
    known = answers["area_code"].isin(recorded.index[recorded.sum(axis=1) > 0])
    judged = answers[named & known]
    right = {area: commonest(row) for area, row in recorded.iterrows()}
    commonest_of_all = {area: set(row.index[row == row.max()]) for area, row in recorded.iterrows()}
    areas = judged["area_code"]
    loose = [
        not any(choice in right[area] for choice in row)
        for area, row in zip(areas, judged[list(choices)].to_numpy(), strict=True)
    ]
    strict = [
        choice not in commonest_of_all[area]
        for area, choice in zip(areas, judged[first], strict=True)
    ]
    return judged.assign(loose=loose, strict=strict).astype({"loose": bool, "strict": bool})
