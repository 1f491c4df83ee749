"""The noise of a whole area: of the sum of areas that drift apart from each other."""

import numpy as np
import pandas as pd

from geo.noise.estimate import USUAL_FREEDOM, YEAR, Noise
from geo.noise.pairs import scatter_of_spells


def noise_of_whole(monthly: pd.Series, parts: Noise, by_part: pd.Series) -> Noise:
    """Return the noise of a sum of areas.

    Clustering is the scatter of the latest year's months about the months a year before
    (`geo.noise.pairs.scatter_of_spells`): what all areas have in common can be seen in time only.
    Drift is that of the areas, which drift apart from each other.

    Parameters
    ----------
    monthly
        Incidents of the sum by month, every month from the first to the last; missing where there
        are no figures.
    parts
        Noise of the areas.
    by_part
        Incidents by area, of any period.

    Returns
    -------
    Noise
        Its clustering is at least that of the areas.

    Examples
    --------
    >>> monthly = pd.Series([100.0, 140.0] * 12)
    >>> noise_of_whole(monthly, Noise(clustering=1.2, drift=0.04), pd.Series([50, 50]))
    Noise(clustering=1.2, drift=0.02, level=0.03, freedom=11.0, over_years=True)
    """
    total = float(by_part.sum())
    concentration = float(((by_part / total) ** 2).sum()) if total > 0 else 1.0
    counts = monthly.to_numpy(dtype=float)
    now, before = counts[YEAR:], counts[:-YEAR]
    known = np.flatnonzero(np.isfinite(now) & np.isfinite(before))[-YEAR:]
    clustering, freedom = parts.clustering, float(USUAL_FREEDOM)
    if len(known) > 1:
        scatter = scatter_of_spells(now[known, None], before[known, None])
        clustering, freedom = max(clustering, float(scatter[0])), float(len(known) - 1)
    return Noise(
        clustering=clustering,
        drift=parts.drift * concentration,
        level=parts.level * concentration,
        freedom=freedom,
        over_years=len(known) > 1,
    )
