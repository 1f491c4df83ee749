"""Population-weighted centre of an area, and distances from it."""

import numpy as np
import pandas as pd


def population_weighted_centre(
    x: np.ndarray, y: np.ndarray, people: np.ndarray
) -> tuple[float, float] | None:
    """Return the mean of points, weighted by the people who live there.

    Parameters
    ----------
    x
        Eastings in metres.
    y
        Northings in metres.
    people
        People at each point; missing counts as none.

    Returns
    -------
    tuple[float, float] | None
        x and y of the centre; None without people.

    Examples
    --------
    >>> population_weighted_centre(np.array([0, 100]), np.array([0, 0]), np.array([1, 3]))
    (75.0, 0.0)
    """
    weight = np.nan_to_num(people.astype(float))
    if len(weight) == 0 or weight.sum() <= 0:
        return None
    return float(np.average(x, weights=weight)), float(np.average(y, weights=weight))


def metres_from(point: tuple[float, float], x: pd.Series, y: pd.Series) -> pd.Series:
    """Return the straight-line distance from one point to each of the others.

    Parameters
    ----------
    point
        x and y in metres.
    x
        Eastings in metres.
    y
        Northings in metres.

    Returns
    -------
    pd.Series
        Metres, missing where a coordinate is missing.

    Examples
    --------
    >>> metres_from((0.0, 0.0), pd.Series([300.0]), pd.Series([400.0])).tolist()
    [500.0]
    """
    distance = np.hypot(x.to_numpy(dtype=float) - point[0], y.to_numpy(dtype=float) - point[1])
    return pd.Series(distance, x.index, name="metres")


def rounded(metres: float) -> int:
    """Round a distance to 100 m, or to 50 m below a kilometre.

    The centre of the residents is not known more precisely.

    Parameters
    ----------
    metres
        Distance in metres.

    Returns
    -------
    int
        Rounded metres, at least 50.

    Examples
    --------
    >>> rounded(1234.0), rounded(12.0)
    (1200, 50)
    """
    step = 100 if metres >= 1000 else 50
    return max(round(metres / step) * step, step)
