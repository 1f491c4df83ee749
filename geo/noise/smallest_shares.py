"""The smallest difference of shares that could have been seen, with 80% power."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.families import critical_value
from geo.noise.ladder import LEAST_CHANGE
from geo.noise.smallest import POWER_QUANTILE
from geo.noise.wilson import Number, wilson_limits

# HALVINGS: bisections of the shares from 0 to 1, which leave an error below 1e-12.
HALVINGS = 40
# SURVEYED: degrees of freedom of shares of answers: their variance is that of the sample.
SURVEYED = 1e9


def visible_shares(
    benchmark: Number, base: Number, critical: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares nearest to a benchmark that would be found to differ, with 80% power.

    A share is named where its Wilson limits exclude the benchmark p, that is beyond
    p ± z·√(p(1-p)/n). The true share at which four of five samples are beyond that is its Wilson
    limit at 0.84.

    Parameters
    ----------
    benchmark
        The share that is compared with.
    base
        The effective number of answers.
    critical
        The score beyond which a difference is named.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        The largest share below and the smallest above; missing where none would be found.

    Examples
    --------
    >>> lower, higher = visible_shares(0.2, np.array([100.0, 10.0]), 1.96)
    >>> lower.round(2).tolist(), higher.round(2).tolist()
    ([0.1, nan], [0.32, 0.58])
    """
    p, n = np.broadcast_arrays(np.asarray(benchmark, dtype=float), np.asarray(base, dtype=float))
    with np.errstate(all="ignore"):
        width = critical * np.sqrt(p * (1 - p) / n)
        below = np.minimum(p - width, p * (1 - LEAST_CHANGE))
        above = np.maximum(p + width, p * (1 + LEAST_CHANGE))
        lower, _ = wilson_limits(np.maximum(below, 0), n, POWER_QUANTILE)
        _, higher = wilson_limits(np.minimum(above, 1), n, POWER_QUANTILE)
    return np.where(below > 0, lower, np.nan), np.where(above < 1, higher, np.nan)


def visible_share_changes(
    before: np.ndarray, base_before: np.ndarray, base_now: np.ndarray, critical: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the fall and the rise of a share that would be found, with 80% power.

    A change is named where Newcombe's limits exclude zero; the later share is that at which four of
    five pairs of samples are beyond that.

    Parameters
    ----------
    before
        Shares in the earlier survey.
    base_before
        Its effective number of answers.
    base_now
        That of the later survey.
    critical
        The score beyond which a change is named.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        Falls and rises as differences of shares; missing where none would be found.

    Examples
    --------
    >>> bases = np.array([400.0]), np.array([400.0])
    >>> fall, rise = visible_share_changes(np.array([0.45]), *bases, 1.96)
    >>> float(fall[0].round(3)), float(rise[0].round(3))
    (0.097, 0.099)
    """
    rise = _visible_rise(before, base_before, base_now, critical)
    return _visible_rise(1 - before, base_before, base_now, critical), rise


def visible_shares_beside(
    logits: pd.Series, spread: float, beside: pd.Series, se: pd.Series
) -> pd.DataFrame:
    """Return the shares that would be found to differ from what is recorded, with 80% power.

    A gap is the difference of two scores, and is named where Benjamini and Hochberg's rule over all
    areas does.

    Parameters
    ----------
    logits
        Logits of the shares by area.
    spread
        The standard deviation by which they are made scores.
    beside
        Scores of the recorded rates.
    se
        Standard errors of the gaps.

    Returns
    -------
    pd.DataFrame
        By area: `visible_less`, the largest share below what is recorded, and `visible_more`, the
        smallest above; missing where there is no gap.

    Examples
    --------
    >>> even = pd.Series([0.0, 0.0])
    >>> visible_shares_beside(even, 0.5, even, pd.Series([0.7, 0.9])).round(2)
       visible_less  visible_more
    0          0.25          0.75
    1          0.20          0.80
    """
    level = float(logits.mean())
    scores = ((logits - level) / spread - beside) / se
    needed = (critical_value(scores.to_numpy(), SURVEYED, least=1) + POWER_QUANTILE) * se
    return pd.DataFrame(
        {
            "visible_less": special.expit(level + spread * (beside - needed)),
            "visible_more": special.expit(level + spread * (beside + needed)),
        },
        logits.index,
    )


def _visible_rise(p: np.ndarray, m: np.ndarray, n: np.ndarray, critical: float) -> np.ndarray:
    """Return the smallest rise of the share p of m answers that would be found with n answers."""
    _, highest = wilson_limits(p, m, critical)

    def is_found(later: np.ndarray) -> np.ndarray:
        least, _ = wilson_limits(later, n, critical)
        return np.asarray(later - p > np.hypot(later - least, highest - p))

    named = _first(is_found, p)

    def is_visible(later: np.ndarray) -> np.ndarray:
        error = np.sqrt(later * (1 - later) / n + p * (1 - p) / m)
        return np.asarray(later - POWER_QUANTILE * error >= named)

    return np.asarray(_first(is_visible, p) - p)


def _first(holds: Callable[[np.ndarray], np.ndarray], start: np.ndarray) -> np.ndarray:
    """Return the least share above `start` at which something holds; missing where never."""
    low, high = np.array(start, dtype=float), np.ones(len(start))
    ever = holds(high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        held = holds(middle)
        low, high = np.where(held, low, middle), np.where(held, middle, high)
    return np.where(ever, high, np.nan)
