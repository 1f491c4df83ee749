"""How far people are from what is there: beyond a distance, per group, within reach."""

import numpy as np
import pandas as pd

PER_PEOPLE = 10_000.0


def distances(
    homes_x: np.ndarray, homes_y: np.ndarray, groups_x: np.ndarray, groups_y: np.ndarray
) -> np.ndarray:
    """[home, group] in metres, as the crow flies."""
    gap: np.ndarray = np.hypot(
        homes_x[:, None] - groups_x[None, :], homes_y[:, None] - groups_y[None, :]
    )
    return gap


def residents_per_group(residents: pd.Series, groups: pd.Series) -> pd.Series:
    """Residents of each area for each group in it; missing where there is none listed."""
    held = groups.reindex(residents.index, fill_value=0)
    return (residents / held.where(held > 0)).rename("residents_per_group")


def floating_catchment(
    people: np.ndarray, offered: np.ndarray, distance: np.ndarray, *, reach: float
) -> np.ndarray:
    """Two steps: what each group offers for each person within its reach; their sum at each home.

    Per 10,000 people. A home that no group reaches has 0.
    """
    within = distance <= reach
    reached = within.T @ people
    for_each = np.divide(offered, reached, out=np.zeros(len(offered)), where=reached > 0)
    at_home: np.ndarray = PER_PEOPLE * (within @ for_each)
    return at_home
