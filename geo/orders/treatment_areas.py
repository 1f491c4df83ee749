"""Where an order's effect is looked for: inside, in a ring around it, and in a comparison area.

police.uk moves every incident to one of its points, so that an area is known by the points that
it holds, and the ring must be wider than that blur.
"""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
import shapely

INSIDE, RING, COMPARISON = "inside", "ring", "comparison"
PARTS = (INSIDE, RING, COMPARISON)
OTHER, BEYOND = "another order", "beyond"
RING_METRES = 400.0
"""Five minutes on foot; several times as far as an incident is usually moved."""
SAME_WARDS, WARDS_AROUND, WHOLE_AREA = "same wards", "wards around", "whole area"
REACHES = (SAME_WARDS, WARDS_AROUND, WHOLE_AREA)
TIMES_INSIDE = 2
"""The comparison holds at least so many times what was recorded inside before."""


def assign_treatment_area(
    points: pd.DataFrame, order: shapely.Geometry, others: Sequence[shapely.Geometry]
) -> pd.Series:
    """Of each point: inside, in the ring, in another order, or beyond all of them.

    What lies in two orders belongs to the one that is asked about.
    """
    inside = within(points, order)
    near = within(points, order.buffer(RING_METRES))
    elsewhere = np.zeros(len(points), dtype=bool)
    for other in others:
        elsewhere |= within(points, other)
    chosen = np.select([inside, elsewhere, near], [INSIDE, OTHER, RING], default=BEYOND)
    return pd.Series(chosen, points.index, name="place")


def within(points: pd.DataFrame, shape: shapely.Geometry) -> np.ndarray:
    """Which of the points lie in the shape."""
    shapely.prepare(shape)
    held: np.ndarray = shapely.contains_xy(shape, points["x"], points["y"])
    return held


def comparison_of(
    places: pd.Series, wards: pd.Series, around: Collection[str], before: pd.Series
) -> tuple[pd.Series, str]:
    """Which points are the comparison, and how far they reach.

    Everything beyond the ring and outside of every order: of the same wards; where those hold too
    little, of the wards around them too; else of the whole area. Only what was recorded before
    decides, by size and never by trend.
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
    """The wards (shapes by code) that touch any of these, without them."""
    mine = shapely.union_all(wards[wards.index.isin(list(own))].to_numpy())
    touching = wards.index[shapely.intersects(wards.to_numpy(), mine)]
    return [str(code) for code in touching if code not in own]
