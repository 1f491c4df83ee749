"""Whether what residents say has changed from one wave of a survey to another."""

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.change import DOWN, NO_CLEAR_CHANGE, SURE_AT, UP, benjamini_hochberg
from geo.survey.shares import wilson


def between_waves(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The difference of each area's shares, with limits, p, q and direction.

    `now` and `before` have `share` and `effective_base`. Limits by Newcombe's hybrid of Wilson's;
    p from the two-sample z with the pooled share. A direction is given only where the limits clear
    zero and the false-discovery rate over the areas is under 5%. Only areas of both waves.
    """
    both = now.index.intersection(before.index)
    a, b = now.loc[both], before.loc[both]
    first, second = (wilson(part["share"], part["effective_base"]) for part in (a, b))
    difference = a["share"] - b["share"]
    down = np.sqrt((a["share"] - first["lower"]) ** 2 + (second["upper"] - b["share"]) ** 2)
    up = np.sqrt((first["upper"] - a["share"]) ** 2 + (b["share"] - second["lower"]) ** 2)
    weight = a["effective_base"] + b["effective_base"]
    pooled = (a["share"] * a["effective_base"] + b["share"] * b["effective_base"]) / weight
    se = np.sqrt(pooled * (1 - pooled) * (1 / a["effective_base"] + 1 / b["effective_base"]))
    z = (difference / se.where(se > 0)).fillna(0.0)
    table = pd.DataFrame(
        {
            "now": a["share"],
            "before": b["share"],
            "difference": difference,
            "lower": difference - down,
            "upper": difference + up,
            "p": 2 * special.ndtr(-np.abs(z)),
        }
    )
    table["q"] = benjamini_hochberg(table["p"])
    sure = table["q"] < SURE_AT
    table["direction"] = np.select(
        [sure & (table["lower"] > 0), sure & (table["upper"] < 0)],
        [UP, DOWN],
        default=NO_CLEAR_CHANGE,
    )
    return table
