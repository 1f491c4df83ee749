"""Hot spots without a group: places clearly above the whole area, and what is listed near them."""

import pandas as pd

from geo.services.accessibility import FEWER, MORE, NO_CLEAR_DIFFERENCE
from geo.stats.benchmark import HIGHER
from geo.stats.change import DOWN, NO_CLEAR_CHANGE, UP, rate_ratio

INSIDE, NEAR, NONE_NEAR = COVERS = ("inside", "near", "none near")
WORDED = {DOWN: FEWER, UP: MORE, NO_CLEAR_CHANGE: NO_CLEAR_DIFFERENCE}


def hot_spots(
    figures: pd.DataFrame, groups: pd.Series, metres: pd.Series, *, reach: float
) -> pd.DataFrame:
    """The areas whose rate is clearly above the whole area's (99.8%), the highest rate first.

    `covered` says whether a group is listed "inside", none is but one is "near" (within the reach
    of the area's outline, by `metres`), or there is "none near".
    """
    hot = figures[figures["verdict"] == HIGHER].sort_values("rate", ascending=False)
    held = groups.reindex(hot.index, fill_value=0)
    far = metres.reindex(hot.index)
    covered = pd.Series(NONE_NEAR, hot.index, dtype="str").mask(far <= reach, NEAR)
    return hot.assign(groups=held, metres=far, covered=covered.mask(held > 0, INSIDE))


def density_at_hot_spots(figures: pd.DataFrame, groups: pd.Series) -> pd.DataFrame | None:
    """Groups for each resident where the rate is clearly higher, against everywhere else.

    One row as `geo.change.rate_ratio` has it, with the `finding` in words. None where no place is
    clearly higher, or none has residents and groups to compare.
    """
    known = figures["residents"] > 0
    hot = (figures["verdict"] == HIGHER) & known
    held = groups.reindex(figures.index, fill_value=0)
    if not hot.any() or not (known & ~hot).any() or not held[known].sum():
        return None
    sums = [
        pd.Series([float(part.sum())])
        for part in (
            held[hot],
            figures["residents"][hot],
            held[known & ~hot],
            figures["residents"][known & ~hot],
        )
    ]
    found = rate_ratio(*sums)
    return found.assign(
        hot=sums[0] / sums[1], rest=sums[2] / sums[3], finding=found["direction"].map(WORDED)
    )
