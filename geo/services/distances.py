"""Straight-line distances between homes and groups, residents per group, and catchments."""

import numpy as np
import pandas as pd

# PER_PEOPLE: catchments are stated per this number of people.
PER_PEOPLE = 10_000.0


def distances(
    homes_x: np.ndarray, homes_y: np.ndarray, groups_x: np.ndarray, groups_y: np.ndarray
) -> np.ndarray:
    """Return the straight-line distance of every home to every group.

    Parameters
    ----------
    homes_x
        Eastings of the homes in metres.
    homes_y
        Northings of the homes in metres.
    groups_x
        Eastings of the groups in metres.
    groups_y
        Northings of the groups in metres.

    Returns
    -------
    np.ndarray
        Metres, one row per home and one column per group.

    Examples
    --------
    >>> zero = np.zeros(1)
    >>> distances(zero, zero, np.array([300.0]), np.array([400.0])).tolist()
    [[500.0]]
    """
    distance: np.ndarray = np.hypot(
        homes_x[:, None] - groups_x[None, :], homes_y[:, None] - groups_y[None, :]
    )
    return distance


def residents_per_group(residents: pd.Series, groups: pd.Series) -> pd.Series:
    """Return the residents per listed group.

    Parameters
    ----------
    residents
        Residents by area.
    groups
        Number of listed groups by area.

    Returns
    -------
    pd.Series
        Residents per group; missing where no group is listed.

    Examples
    --------
    >>> residents_per_group(pd.Series({"A": 900.0, "B": 500.0}), pd.Series({"A": 3})).to_dict()
    {'A': 300.0, 'B': nan}
    """
    listed = groups.reindex(residents.index, fill_value=0)
    return (residents / listed.where(listed > 0)).rename("residents_per_group")


def floating_catchment(
    people: np.ndarray, offered: np.ndarray, distance: np.ndarray, *, reach: float
) -> np.ndarray:
    """Return the two-step floating catchment of each home.

    First, the offer of each group is divided by the people within its reach; then these are summed
    up at each home.

    Parameters
    ----------
    people
        People by home.
    offered
        Offer of each group, 1 for a single group.
    distance
        Metres, one row per home and one column per group.
    reach
        Distance in metres within which a group is reached.

    Returns
    -------
    np.ndarray
        Offer per 10,000 people by home; 0 if no group is within reach.

    Examples
    --------
    >>> distance = np.array([[400.0, 1500], [900, 700], [2000, 600]])
    >>> people, offered = np.array([2000.0, 3000, 1000]), np.array([2.0, 1])
    >>> floating_catchment(people, offered, distance, reach=1000).tolist()
    [4.0, 6.5, 2.5]
    """
    within = distance <= reach
    reached = within.T @ people
    per_person = np.divide(offered, reached, out=np.zeros(len(offered)), where=reached > 0)
    at_home: np.ndarray = PER_PEOPLE * (within @ per_person)
    return at_home
