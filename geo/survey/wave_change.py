"""Change of survey shares between two waves."""

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.change import DOWN, NO_CLEAR_CHANGE, SURE_AT, UP, benjamini_hochberg
from geo.survey.shares import wilson


def between_waves(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the difference of each area's shares with limits, p, q and direction.

    Limits by Newcombe's hybrid of Wilson's intervals; p by the two-sample z-test with pooled share.
    A direction is given only if the limits exclude zero and the false-discovery rate over all areas
    is under 5%.

    Parameters
    ----------
    now
        `share` and `effective_base` by area in the later wave.
    before
        The same in the earlier wave.

    Returns
    -------
    pd.DataFrame
        `now`, `before`, `difference`, `lower`, `upper`, `p`, `q` and `direction`, for areas in both
        waves.

    Examples
    --------
    >>> now = pd.DataFrame({"share": [0.30], "effective_base": [400.0]}, ["A"])
    >>> before = pd.DataFrame({"share": [0.45], "effective_base": [400.0]}, ["A"])
    >>> between_waves(now, before)[["difference", "lower", "upper", "direction"]].round(3)
       difference  lower  upper direction
    A       -0.15 -0.215 -0.083      down
    """
    both = now.index.intersection(before.index)
    later, earlier = now.loc[both], before.loc[both]
    later_limits, earlier_limits = (
        wilson(part["share"], part["effective_base"]) for part in (later, earlier)
    )
    difference = later["share"] - earlier["share"]
    down = np.sqrt(
        (later["share"] - later_limits["lower"]) ** 2
        + (earlier_limits["upper"] - earlier["share"]) ** 2
    )
    up = np.sqrt(
        (later_limits["upper"] - later["share"]) ** 2
        + (earlier["share"] - earlier_limits["lower"]) ** 2
    )
    weight = later["effective_base"] + earlier["effective_base"]
    pooled = (
        later["share"] * later["effective_base"] + earlier["share"] * earlier["effective_base"]
    ) / weight
    se = np.sqrt(
        pooled * (1 - pooled) * (1 / later["effective_base"] + 1 / earlier["effective_base"])
    )
    z = (difference / se.where(se > 0)).fillna(0.0)
    table = pd.DataFrame(
        {
            "now": later["share"],
            "before": earlier["share"],
            "difference": difference,
            "lower": difference - down,
            "upper": difference + up,
            "p": 2 * special.ndtr(-np.abs(z)),
        }
    )
    table["q"] = benjamini_hochberg(table["p"])
    significant = table["q"] < SURE_AT
    table["direction"] = np.select(
        [significant & (table["lower"] > 0), significant & (table["upper"] < 0)],
        [UP, DOWN],
        default=NO_CLEAR_CHANGE,
    )
    return table
