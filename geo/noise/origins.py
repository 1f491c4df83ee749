"""Means over origins: how much better one way of foretelling is, judged over times in the past."""

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.families import SURE_AT
from geo.not_measured import FEW_ORIGINS, NotMeasured

# LEAST_ORIGINS: with fewer the spread of the origins is too uncertain.
LEAST_ORIGINS = 4
BETTER, WORSE, NO_BETTER = "better", "worse", "no clear difference"


def mean_over_origins(values: pd.DataFrame) -> pd.DataFrame | NotMeasured:
    """Return the mean of each column with its 95% limits (Student's t over the origins).

    Origins follow each other and share months that they are fitted on, so that their values go
    together: the variance of the mean is raised by the covariance of neighbouring origins (Newey
    and West, Bartlett's weights, lags up to the cube root of their number) and never lowered by
    it; the degrees of freedom are those of the number of values that it is worth.

    Parameters
    ----------
    values
        One row per origin, the earliest first. Rows with a missing value are left out.

    Returns
    -------
    pd.DataFrame | NotMeasured
        By column: `mean`, `lower`, `upper` and `origins`; NotMeasured with fewer than four.

    Examples
    --------
    >>> mean_over_origins(pd.DataFrame({"gain": [0.2, 0.3, 0.25, 0.21]})).round(3)
          mean  lower  upper  origins
    gain  0.24  0.168  0.312        4
    >>> mean_over_origins(pd.DataFrame({"gain": [0.2]}))
    NotMeasured(reason='few origins', found=1, needed=4)
    """
    whole = values.dropna()
    table, count = whole.to_numpy(dtype=float), len(whole)
    if count < LEAST_ORIGINS:
        return NotMeasured(reason=FEW_ORIGINS, found=count, needed=LEAST_ORIGINS)
    mean = table.mean(axis=0)
    apart = table - mean
    single = (apart**2).sum(axis=0) / (count - 1)
    lags = int(np.cbrt(count))
    together = single.copy()
    for lag in range(1, lags + 1):
        weight = 1 - lag / (lags + 1)
        together = together + 2 * weight * (apart[lag:] * apart[:-lag]).sum(axis=0) / (count - 1)
    raised = np.maximum(together, single)
    worth = count * np.where(raised > 0, single / np.where(raised > 0, raised, 1.0), 1.0)
    half = special.stdtrit(np.maximum(worth - 1, 1.0), 1 - SURE_AT / 2) * np.sqrt(raised / count)
    return pd.DataFrame(
        {"mean": mean, "lower": mean - half, "upper": mean + half, "origins": count}, values.columns
    )


def better_than(table: pd.DataFrame) -> pd.Series:
    """Return whether differences from a baseline are clear.

    Parameters
    ----------
    table
        `lower` and `upper` of differences, of which positive ones are better.

    Returns
    -------
    pd.Series
        "better", "worse" or "no clear difference".

    Examples
    --------
    >>> better_than(pd.DataFrame({"lower": [0.1, -0.1], "upper": [0.2, 0.1]})).tolist()
    ['better', 'no clear difference']
    """
    found = np.select([table["lower"] > 0, table["upper"] < 0], [BETTER, WORSE], NO_BETTER)
    return pd.Series(found, table.index)
