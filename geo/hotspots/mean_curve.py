"""How much of later incidents each share of the areas captured, on average over the past."""

import numpy as np
import pandas as pd

from geo.hotspots.accuracy import capture_curve
from geo.hotspots.skill import AHEAD, Way
from geo.noise.monthly.series import like_latest
from geo.period import YEAR

# STEPS: the parts into which the ground is divided.
STEPS = 40


def mean_capture_curve(
    counts: pd.DataFrame,
    ground: pd.Series,
    way: Way,
    recordings: pd.DataFrame | None = None,
    *,
    ahead: int = AHEAD,
    steps: int = STEPS,
) -> pd.DataFrame:
    """Return the mean share of the incidents that areas captured, over the origins of `past_skill`.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and area; missing where not published.
    ground
        Size of each area.
    way
        How areas are put in order by the months before (`geo.hotspots.skill`).
    recordings
        A number by month and area, the same for months that are recorded alike; None if all are.
    ahead
        Months after each origin.
    steps
        The parts into which the ground is divided.

    Returns
    -------
    pd.DataFrame
        `ground` and `captured`, from none to all; no rows without an origin with incidents after.

    Examples
    --------
    >>> from geo.hotspots.skill import last_year
    >>> counts = pd.DataFrame([[8.0, 2.0, 0.0, 0.0]] * 18)
    >>> found = mean_capture_curve(counts, pd.Series([1.0] * 4), last_year, steps=4)
    >>> found["captured"].round(2).tolist()
    [0.0, 0.8, 1.0, 1.0, 1.0]
    """
    compared = counts if recordings is None else like_latest(counts, recordings)
    at = np.linspace(0.0, 1.0, steps + 1)
    found = []
    for end in reversed(range(len(compared) - ahead, YEAR - 1, -ahead)):
        counted = compared.iloc[end : end + ahead].sum(min_count=ahead)
        if not counted.sum() > 0:
            continue
        curve = capture_curve(way(compared.iloc[:end], ahead), counted, ground)
        found.append(np.interp(at, curve["ground"], curve["captured"]))
    if not found:
        return pd.DataFrame({"ground": [], "captured": []}, dtype=float)
    return pd.DataFrame({"ground": at, "captured": np.mean(found, axis=0)})
