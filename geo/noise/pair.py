"""Whether the rates of two areas differ."""

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import critical_value
from geo.noise.ladder import verdicts
from geo.noise.limits import ratio_limits, ratio_scores
from geo.noise.smallest import visible_fall, visible_rise

# LEAST_PAIRS: with fewer common months the scatter of the areas' own months is not used.
LEAST_PAIRS = 6


def pair_differs(
    first: pd.Series, second: pd.Series, exposed: tuple[float, float], noise: Noise
) -> pd.Series:
    """Return whether the rates of two areas differ, from the months that both have.

    Parameters
    ----------
    first
        Monthly counts of the first area.
    second
        Monthly counts of the second area, in the same order.
    exposed
        Residents of the two areas.
    noise
        Noise of the category at the areas' level; of two levels the larger one.

    Returns
    -------
    pd.Series
        `ratio` of the rates with `lower` and `upper`, `verdict`, `visible_lower` and
        `visible_higher`. One comparison that was chosen beforehand, at 5%.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0)
    >>> pair_differs(pd.Series([90.0]), pd.Series([40.0]), (5000.0, 5000.0), noise)["verdict"]
    'higher'
    """
    a, b = (one.to_numpy(dtype=float)[:, None] for one in (first, second))
    counts, others = a.sum(axis=0), b.sum(axis=0)
    information = counts * others / np.maximum(counts + others, 1.0)
    clustering = np.full(1, noise.clustering)
    if len(first) >= LEAST_PAIRS:
        # The scatter of the months about the areas' common ratio, whatever each month's share.
        clustering = np.maximum(clustering, _own_scatter(a, b))
    # The level of either area varies.
    dispersion = clustering + 2 * noise.level * information
    people = exposed[1] / exposed[0]
    scores = ratio_scores(counts, others, 1 / people, dispersion)
    critical = critical_value(scores, noise.freedom, least=1)
    limits = ratio_limits(counts, others, critical, dispersion) * people
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = counts / others * people
        size = clustering / others
    incidents = (counts + others) / clustering
    visible = size, 2 * noise.level, critical
    return pd.Series(
        {
            "ratio": float(ratio[0]) if np.isfinite(ratio[0]) and counts[0] else np.nan,
            "lower": float(limits[0, 0]),
            "upper": float(limits[1, 0]),
            "verdict": verdicts(ratio, limits[0], limits[1], incidents)[0],
            "visible_lower": float(visible_fall(*visible)[0]),
            "visible_higher": float(visible_rise(*visible)[0]),
        }
    )


def _own_scatter(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return χ² per degree of freedom of two areas' months about their common ratio."""
    both, share = a + b, a.sum() / max(float((a + b).sum()), 1.0)
    variance = both * share * (1 - share)
    usable = variance > 0
    squares = np.where(usable, (a - both * share) ** 2 / np.where(usable, variance, 1.0), 0.0)
    scatter: np.ndarray = squares.sum(axis=0) / max(int(usable.sum()) - 1, 1)
    return scatter
