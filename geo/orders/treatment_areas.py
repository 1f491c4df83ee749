"""Parts of a study: inside an order, in a ring around it, and in a comparison area.

police.uk moves every incident to one of its points, so that areas are represented by the points in
them, and the ring must be wider than this displacement.
"""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
import shapely

INSIDE, RING, COMPARISON = "inside", "ring", "comparison"
PARTS = (INSIDE, RING, COMPARISON)
OTHER, BEYOND = "another order", "beyond"
# RING_METRES: width of the ring: five minutes on foot, several times the usual displacement of a
# point.
RING_METRES = 400.0
SAME_WARDS, WARDS_AROUND, WHOLE_AREA = "same wards", "wards around", "whole area"
REACHES = (SAME_WARDS, WARDS_AROUND, WHOLE_AREA)
# FIXED_BEFOREHAND: the extent of a comparison area that was not chosen by this rule.
FIXED_BEFOREHAND = "fixed beforehand"
# TIMES_INSIDE: the comparison area must have at least this many times the incidents inside before.
TIMES_INSIDE = 2


def assign_treatment_area(
    points: pd.DataFrame,
    order: shapely.Geometry,
    others: Sequence[shapely.Geometry],
    *,
    ring: float = RING_METRES,
) -> pd.Series:
    """Return the part of each point: inside, ring, another order, or beyond.

    A point in two orders belongs to the order in question.

    Parameters
    ----------
    points
        `x` and `y` in metres.
    order
        Outline of the order in question.
    others
        Outlines of other orders.
    ring
        Width of the ring in metres.

    Returns
    -------
    pd.Series
        The part, on the index of `points`.

    Examples
    --------
    >>> points = pd.DataFrame({"x": [5, 100, 900], "y": [5, 5, 5]})
    >>> assign_treatment_area(points, shapely.box(0, 0, 10, 10), []).tolist()
    ['inside', 'ring', 'beyond']
    """
    inside = within(points, order)
    near = within(points, order.buffer(ring))
    elsewhere = np.zeros(len(points), dtype=bool)
    located = shapely.points(points["x"].to_numpy(), points["y"].to_numpy())
    elsewhere[shapely.STRtree(others).query(located, predicate="within")[0]] = True
    part = np.select([inside, elsewhere, near], [INSIDE, OTHER, RING], default=BEYOND)
    return pd.Series(part, points.index, name="place")


def within(points: pd.DataFrame, shape: shapely.Geometry) -> np.ndarray:
    """Return which points are inside a shape.

    Parameters
    ----------
    points
        `x` and `y` in metres.
    shape
        A shape.

    Returns
    -------
    np.ndarray
        True for points inside.

    Examples
    --------
    >>> within(pd.DataFrame({"x": [5, 100], "y": [5, 5]}), shapely.box(0, 0, 10, 10)).tolist()
    [True, False]
    """
    shapely.prepare(shape)
    inside: np.ndarray = shapely.contains_xy(shape, points["x"], points["y"])
    return inside


def comparison_of(
    places: pd.Series, wards: pd.Series, around: Collection[str], before: pd.Series
) -> tuple[pd.Series, str]:
    """Return the points of the comparison area and its extent.

    Candidates are all points beyond the ring and outside of other orders: those of the same wards;
    if these have too few incidents, also of the wards around them; else of the whole area. Only the
    number of incidents before decides, never the trend.

    Parameters
    ----------
    places
        Part of each point.
    wards
        Ward of each point.
    around
        Wards that touch those of the order.
    before
        Incidents before, by point.

    Returns
    -------
    tuple[pd.Series, str]
        True for the points of the comparison area, and "same wards", "wards around" or "whole
        area".

    Examples
    --------
    >>> parts, wards = pd.Series(["inside", "beyond", "beyond"]), pd.Series(["A", "A", "B"])
    >>> points, extent = comparison_of(parts, wards, [], pd.Series([10, 25, 9]))
    >>> points.tolist(), extent
    ([False, True, False], 'same wards')
    """
    beyond = places == BEYOND
    own = set(wards[places == INSIDE])
    reaches = {SAME_WARDS: wards.isin(own), WARDS_AROUND: wards.isin({*own, *around})}
    needed = TIMES_INSIDE * before[places == INSIDE].sum()
    for reach, within in reaches.items():
        if own and before[beyond & within].sum() >= max(needed, 1):
            return beyond & within, reach
    return beyond, WHOLE_AREA


def wards_around(wards: pd.Series, own: Collection[str]) -> list[str]:
    """Return the wards that touch any of the given wards.

    Parameters
    ----------
    wards
        Shapes of all wards by code.
    own
        Codes of the given wards.

    Returns
    -------
    list[str]
        Codes of the other wards that touch them.

    Examples
    --------
    >>> wards = pd.Series({"A": shapely.box(0, 0, 1, 1), "B": shapely.box(1, 0, 2, 1)})
    >>> wards_around(wards, ["A"])
    ['B']
    """
    union = shapely.union_all(wards[wards.index.isin(list(own))].to_numpy())
    touching = wards.index[shapely.intersects(wards.to_numpy(), union)]
    return [str(code) for code in touching if code not in own]
