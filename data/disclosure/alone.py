"""A figure of all respondents together, of which no part is published."""

import pandas as pd

from data.disclosure.layout import LEAST_CELL, NUMBERS
from data.disclosure.places import LEAST_BASE
from data.disclosure.rounding import rounded


def publish_alone(exact: pd.Series) -> pd.Series:
    """Return a figure as it is published; without numbers if too few people are behind it.

    Parameters
    ----------
    exact
        `answered`, `holding` (numbers of people), `share` and `effective_base`.

    Returns
    -------
    pd.Series
        `share` in whole percent, `base` and `effective_base` rounded to 5.

    Examples
    --------
    >>> exact = {"answered": 62.0, "holding": 21.0, "share": 0.3387, "effective_base": 58.3}
    >>> publish_alone(pd.Series(exact))["share"]
    np.float64(0.34)
    """
    sides = exact["holding"], exact["answered"] - exact["holding"]
    if exact["answered"] < LEAST_BASE or min(sides) < LEAST_CELL:
        return pd.Series(float("nan"), NUMBERS)
    return rounded(pd.DataFrame([exact])).iloc[0][NUMBERS].astype(float)
