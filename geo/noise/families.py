"""Comparisons that are made together: how far from none a difference has to be to be named."""

import numpy as np
import pandas as pd
from scipy import special

# SURE_AT: the share of false findings that is allowed among those that are named together, and the
# probability that any is named where nothing differs.
SURE_AT = 0.05
# ALONE: the standard normal quantile of limits of one figure that is compared with nothing (95%).
ALONE = float(special.ndtri(1 - SURE_AT / 2))
# LEAST_TOGETHER: the smallest number of comparisons that is allowed for. A place is read on its own
# page with fourteen categories, so that a level with fewer areas is taken to have fourteen.
LEAST_TOGETHER = 14


def critical_value(
    scores: np.ndarray, freedom: float, *, least: int = LEAST_TOGETHER, at: float = SURE_AT
) -> float:
    """Return the score beyond which a difference is named, for comparisons made together.

    Benjamini and Hochberg's rule, turned into one value: with k of m comparisons named, it is the
    quantile at 1 - at·k/2m, and at 1 - at/2m where none is named. Limits at this value exclude no
    difference exactly where a difference is named (Benjamini and Yekutieli's adjusted intervals).

    Parameters
    ----------
    scores
        Scores of the comparisons in standard units; a missing one is not a comparison.
    freedom
        Degrees of freedom of the estimate of noise (Student's t).
    least
        The number of comparisons that is allowed for at least.
    at
        The share of false findings.

    Returns
    -------
    float
        The critical value.

    Examples
    --------
    >>> round(critical_value(np.array([0.3, -1.0]), 1e9, least=1), 2)
    2.24
    >>> round(critical_value(np.array([5.0, -4.0]), 1e9, least=1), 2)
    1.96
    """
    sizes = np.abs(scores[np.isfinite(scores)])
    number = max(len(sizes), least)
    # A smaller score has a p-value above `at` for any freedom.
    far = np.sort(sizes[sizes > special.ndtri(1 - at / 2)])[::-1]
    p = 2 * special.stdtr(freedom, -far)
    named = np.flatnonzero(p <= at * np.arange(1, len(far) + 1) / number)
    count = int(named[-1]) + 1 if len(named) else 1
    return float(special.stdtrit(freedom, 1 - at * count / (2 * number)))


def two_sided_p(scores: pd.Series) -> pd.Series:
    """Return the two-sided p-value of scores in standard normal units.

    Parameters
    ----------
    scores
        Scores; missing ones remain missing.

    Returns
    -------
    pd.Series
        p-values on the index of `scores`.

    Examples
    --------
    >>> two_sided_p(pd.Series([1.959964])).round(4).tolist()
    [0.05]
    """
    return pd.Series(2 * special.ndtr(-scores.abs()), scores.index)


def false_discovery(p: pd.Series) -> pd.Series:
    """Return the false-discovery rate (Benjamini and Hochberg's q) of each p-value.

    The result equals `scipy.stats.false_discovery_control`, whose module takes 0.7 seconds to
    import.

    Parameters
    ----------
    p
        p-values; missing ones are not counted as tests.

    Returns
    -------
    pd.Series
        q-values on the index of `p`, missing where `p` is missing.

    Examples
    --------
    >>> false_discovery(pd.Series([0.01, 0.04, 0.03, 0.005])).tolist()
    [0.02, 0.04, 0.04, 0.02]
    """
    known = p.dropna().sort_values()
    count = len(known)
    scaled = known * count / np.arange(1, count + 1)
    running = scaled[::-1].cummin()[::-1].clip(upper=1.0)
    return running.reindex(p.index).rename("q")
