"""Wilson's limits of shares."""

import numpy as np

Number = np.ndarray | float


def wilson_limits(share: Number, base: Number, critical: float) -> tuple[np.ndarray, np.ndarray]:
    """Return Wilson's limits of shares.

    Parameters
    ----------
    share
        Shares from 0 to 1.
    base
        Number of answers, or the effective base.
    critical
        Standard normal quantile of the limits.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        Lower and upper limits, from 0 to 1.

    Examples
    --------
    >>> [float(end.round(4)) for end in wilson_limits(np.float64(0.65), np.float64(100), 1.96)]
    [0.5525, 0.7364]
    """
    p, n = np.asarray(share, dtype=float), np.asarray(base, dtype=float)
    square = critical**2
    centre = (p + square / (2 * n)) / (1 + square / n)
    width = np.sqrt(p * (1 - p) / n + square / (4 * n**2))
    half = critical / (1 + square / n) * width
    # At a share of 0 or 1 a limit may be beyond it by a rounding error, and be written as -0%.
    return np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)
