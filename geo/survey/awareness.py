"""Whether residents know what is recorded around them: what is commonest, and which way it goes."""

from collections.abc import Collection
from math import comb

import numpy as np
import pandas as pd

from geo.stats.rates import Z_95

TOP = 3


def commonest(recorded: pd.Series, *, top: int = TOP) -> frozenset[str]:
    """The commonest categories, and every one that chance can't tell from the last of them.

    Not told apart: |a - b|/√(a + b) < 1.96. What was never recorded is never common.
    """
    held = recorded[recorded > 0].sort_values(ascending=False, kind="stable")
    if len(held) <= top:
        return frozenset(map(str, held.index))
    last = float(held.iloc[top - 1])
    apart = (last - held).abs() / np.sqrt(last + held)
    among = (held >= last) | (apart < Z_95)
    return frozenset(map(str, held.index[among]))


def wrong_by_chance(categories: int, right: int, picks: int) -> float:
    """How often someone who picks blindly would name none of the right ones."""
    return comb(categories - right, picks) / comb(categories, picks)


def misjudged_commonest(
    answers: pd.DataFrame, recorded: pd.DataFrame, *, first: str, choices: Collection[str]
) -> pd.DataFrame:
    """Each respondent's judgement: `loose` and `strict` are true where they were wrong.

    `answers` has a row a respondent with `area_code` and the columns named in `choices` (missing
    for don't know); `recorded` has a row an area and a column a category. Loose: no choice is
    among the area's commonest. Strict: the first choice isn't its very commonest. Respondents
    who named nothing, or live where nothing was recorded, are not judged and fall away.
    """
    named = answers[list(choices)].notna().any(axis=1)
    known = answers["area_code"].isin(recorded.index[recorded.sum(axis=1) > 0])
    judged = answers[named & known]
    right = {area: commonest(row) for area, row in recorded.iterrows()}
    very = {area: set(row.index[row == row.max()]) for area, row in recorded.iterrows()}
    areas = judged["area_code"]
    loose = [
        not any(choice in right[area] for choice in row)
        for area, row in zip(areas, judged[list(choices)].to_numpy(), strict=True)
    ]
    strict = [choice not in very[area] for area, choice in zip(areas, judged[first], strict=True)]
    return judged.assign(loose=loose, strict=strict).astype({"loose": bool, "strict": bool})
