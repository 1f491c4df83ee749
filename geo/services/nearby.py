"""Where the middle of a place's residents is, and how far from it things are."""

import numpy as np
import pandas as pd


def population_weighted_centre(
    x: np.ndarray, y: np.ndarray, people: np.ndarray
) -> tuple[float, float] | None:
    """The mean of points, each weighed by the people who live around it; None where nobody does."""
    weight = np.nan_to_num(people.astype(float))
    if len(weight) == 0 or weight.sum() <= 0:
        return None
    return float(np.average(x, weights=weight)), float(np.average(y, weights=weight))


def metres_from(point: tuple[float, float], x: pd.Series, y: pd.Series) -> pd.Series:
    """Straight-line metres to each of the points; missing where a point is."""
    gap = np.hypot(x.to_numpy(dtype=float) - point[0], y.to_numpy(dtype=float) - point[1])
    return pd.Series(gap, x.index, name="metres")


def rounded(metres: float) -> int:
    """To a hundred from a kilometre on, to fifty below it: finer than the middle is known."""
    step = 100 if metres >= 1000 else 50
    return max(round(metres / step) * step, step)
