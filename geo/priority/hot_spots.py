"""The criterion of hot spots: where they are by Gi*, and whether they last or are rising."""

import pandas as pd

from geo.hotspots.gi_star import HOT
from geo.hotspots.history import EMERGING, PERSISTENT
from geo.priority.criteria import HOT_SPOTS
from geo.priority.criterion_tables import NOT_HOT, NOT_JUDGED, Criterion

# LASTING: histories for which a hot spot counts double.
LASTING = (PERSISTENT, EMERGING)


def hot_spots(spots: pd.Series, past: pd.Series, within: pd.Series, areas: pd.Index) -> Criterion:
    """Return the share of each area's small areas that are hot spots; lasting ones count double.

    Gi* is judged by small area even for wards: a county has too few wards for one to stand out with
    its neighbours.

    Parameters
    ----------
    spots
        The class of each small area by Gi* (`geo.hotspots.gi_star`); missing where it can't be
        told.
    past
        How lasting each small area is (`geo.hotspots.history`); missing where it can't be told.
    within
        The area of each small area: its ward, or the small area itself.
    areas
        The codes of the areas.

    Returns
    -------
    Criterion
        Without values if no small area is a hot spot. An area of which no small area is judged has
        a missing value.

    Examples
    --------
    >>> spots = pd.Series({"A": "hot", "B": "neither", "C": "neither"})
    >>> past = pd.Series({"A": "persistent", "B": "none", "C": "none"})
    >>> wards = pd.Series({"A": "W1", "B": "W1", "C": "W2"})
    >>> hot_spots(spots, past, wards, pd.Index(["W1", "W2"])).values["hot_spots"].tolist()
    [1.0, 0.0]
    """
    hot = spots == HOT
    small = pd.DataFrame(
        {
            "judged_areas": spots.notna(),
            "hot_areas": hot,
            "lasting_areas": hot & past.reindex(spots.index).isin(LASTING),
        }
    ).astype(int)
    facts = small.groupby(within.reindex(spots.index)).sum().reindex(areas, fill_value=0)
    if not hot.any():
        why = NOT_HOT if spots.notna().any() else NOT_JUDGED
        return Criterion(left_out={HOT_SPOTS: why}, facts=facts)
    judged = facts["judged_areas"].where(facts["judged_areas"] > 0)
    value = (facts["hot_areas"] + facts["lasting_areas"]) / judged
    return Criterion(values={HOT_SPOTS: value}, facts=facts)
