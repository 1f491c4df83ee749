"""What a score of places is made of, and what of it may count: only what beats noise."""

import math

import pandas as pd

RATE, CHANGE, PERCEIVED, GAP = "rate", "change", "perceived", "gap"
DEPRIVATION, GROUPS, RESPONSE = "deprivation", "groups", "response"
INGREDIENTS = (RATE, CHANGE, PERCEIVED, GAP, DEPRIVATION, GROUPS, RESPONSE)
"""In the order in which their weights stand in an address, and their bars beside each other."""
NOTED_SHARE = 5
"""One place in so many is worth a word for an ingredient."""


def significant_only(values: pd.Series, clear: pd.Series) -> pd.Series:
    """The values that beat noise; the others count as none, and what is missing stays missing."""
    return values.where(clear, 0.0).where(values.notna())


def is_constant(values: pd.Series) -> bool:
    """Whether an ingredient tells no place from any other."""
    return bool(values.nunique() < 2)


def rank_with_ties(values: pd.Series) -> pd.DataFrame:
    """`rank` from the worst (1), ties at their best place; `behind`: the same at their last one."""
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
    """How many of the worst are worth a word: one in five, and one at least."""
    return max(math.ceil(of / NOTED_SHARE), 1)
