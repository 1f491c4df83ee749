"""The level of every series over the months, and how well each month was foretold."""

from dataclasses import dataclass

import numpy as np

from geo.noise.monthly.negative_binomial import log_score
from geo.period import YEAR

# START: the variance of an area's level about the mean of all areas before anything is known.
START = 1.5
# LEARNING: the months before the first whose prediction is scored.
LEARNING = YEAR
# LEAST_LEVEL: a level of no incidents at all stays above it.
LEAST_LEVEL = 1e-9


@dataclass(frozen=True, kw_only=True)
class SeriesMonths:
    """The months that are run over, by month (rows) and series."""

    counts: np.ndarray
    known: np.ndarray
    factor: np.ndarray
    # By series: the level before anything is known, and the variance of whole months.
    start: np.ndarray
    shock: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Run:
    """The state at the end of a run, and the sum of the log scores of months after LEARNING."""

    level: np.ndarray
    spread: np.ndarray
    score: np.ndarray

    def replaced_by(self, other: "Run", where: np.ndarray) -> "Run":
        """Return the run with some series of another one."""
        return Run(
            level=np.where(where, other.level, self.level),
            spread=np.where(where, other.spread, self.spread),
            score=np.where(where, other.score, self.score),
        )


def filtered(months: SeriesMonths, clustering: np.ndarray, drift: np.ndarray) -> Run:
    """Return a run over the months with given variances.

    Before each month the level's variance grows by the drift; then level and variance learn from
    the count as a gamma posterior does: the gain is s/(s + φ/m + shock), m the expected count.

    Parameters
    ----------
    months
        The months.
    clustering
        The variance of counts divided by Poisson's, by series.
    drift
        The variance of a month's step of the log level, by series.

    Returns
    -------
    Run

    Examples
    --------
    >>> ones = np.ones((24, 1))
    >>> months = SeriesMonths(
    ...     counts=20 * ones, known=ones > 0, factor=ones, start=ones[0], shock=0 * ones[0]
    ... )
    >>> filtered(months, ones[0], 0 * ones[0]).level.round(1).tolist()
    [20.0]
    """
    level, spread = np.maximum(months.start, LEAST_LEVEL), np.full(len(drift), START)
    score, seen = np.zeros(len(drift)), np.zeros(len(drift))
    for counts, known, factor in zip(months.counts, months.known, months.factor, strict=True):
        spread = spread + drift
        mean = np.maximum(level * factor, LEAST_LEVEL)
        noise = clustering / mean + months.shock
        usable = known & (seen >= LEARNING)
        if usable.any():
            variance = mean**2 * (noise + spread)
            score[usable] += log_score(counts[usable], mean[usable], variance[usable])
        gain = np.where(known, spread / (spread + noise), 0.0)
        level = np.maximum(level * (1 + gain * (counts / mean - 1)), LEAST_LEVEL)
        spread = spread * (1 - gain)
        seen += known
    return Run(level=level, spread=spread, score=score)
