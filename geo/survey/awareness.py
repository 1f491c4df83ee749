"""Awareness of recorded crime: which answers about the commonest crimes are wrong."""

from collections.abc import Collection
from math import comb

import pandas as pd

from geo.noise.expectations import within_noise

# TOP: number of categories that count as the commonest.
TOP = 3


def commonest(
    recorded: pd.Series, *, top: int = TOP, dispersion: pd.Series | None = None
) -> frozenset[str]:
    """Return the commonest categories, with those not distinguishable from the last of them.

    Two counts are not distinguishable if chance explains their difference
    (`geo.noise.expectations.within_noise`). Categories without incidents are excluded.

    Parameters
    ----------
    recorded
        Incidents by category.
    top
        Number of commonest categories.
    dispersion
        Variance of each count divided by Poisson's; one by default.

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
    last = str(recorded_counts.index[top - 1])
    among = recorded_counts >= recorded_counts[last]
    among |= within_noise(recorded_counts, last, dispersion)
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


def commonest_by_area(
    recorded: pd.DataFrame, dispersion: pd.DataFrame | None = None, *, top: int = TOP
) -> dict[str, frozenset[str]]:
    """Return the commonest categories of each area (`commonest`).

    Parameters
    ----------
    recorded
        Incidents, one row per area and one column per category.
    dispersion
        Variance of each count divided by Poisson's; one by default.
    top
        Number of commonest categories.

    Returns
    -------
    dict[str, frozenset[str]]
        The categories by area.

    Examples
    --------
    >>> commonest_by_area(pd.DataFrame({"asb": [9], "drugs": [0]}, ["A"]))
    {'A': frozenset({'asb'})}
    """
    wide = {} if dispersion is None else {str(area): row for area, row in dispersion.iterrows()}
    return {
        str(area): commonest(row, top=top, dispersion=wide.get(str(area)))
        for area, row in recorded.iterrows()
    }


def misjudged_commonest(
    answers: pd.DataFrame,
    recorded: pd.DataFrame,
    *,
    first: str,
    choices: Collection[str],
    dispersion: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return whether each respondent's answer about the commonest crimes was wrong.

    Loose: no choice is among the area's commonest. Strict: the first choice is not the area's
    commonest, or one that noise can't tell from it. A second choice without a first is the only
    one, and counts as the first. Respondents without a choice, or in areas without incidents, are
    left out.

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
    dispersion
        Variance of each count of `recorded` divided by Poisson's; one by default.

    Returns
    -------
    pd.DataFrame
        The judged respondents with `loose` and `strict`, true where they were wrong, and `picks`,
        the number of different choices.

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
    right = commonest_by_area(recorded, dispersion)
    commonest_of_all = commonest_by_area(recorded, dispersion, top=1)
    areas = judged["area_code"]
    loose = [
        not any(choice in right[area] for choice in row)
        for area, row in zip(areas, judged[list(choices)].to_numpy(), strict=True)
    ]
    picked = judged[[first, *(choice for choice in choices if choice != first)]]
    strict = [
        choice not in commonest_of_all[area]
        for area, choice in zip(areas, picked.bfill(axis=1)[first], strict=True)
    ]
    table = judged.assign(loose=loose, strict=strict, picks=picked.nunique(axis=1))
    return table.astype({"loose": bool, "strict": bool, "picks": int})
