"""What the months so far let expect of the next ones: level with drift, season, clustering.

A count is negative binomial about level · season. The level of each area and category follows a
random walk of its logarithm; it is filtered as gamma's posterior is, so that a small area learns
slowly. Season, clustering and drift are those of the category, over all areas together.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.estimate import USUAL_CLUSTERING, estimate_clustering
from geo.noise.monthly.level_filter import LEARNING, SeriesMonths, filtered
from geo.noise.monthly.season import YEAR, season_of
from geo.period import months_between, shifted

# MOST_MONTHS: the months before that are used; LEAST_MONTHS: what an area needs of them.
MOST_MONTHS, LEAST_MONTHS = 36, 24
# DRIFTS: the variances of a month's step of the log level that are tried, besides none.
DRIFTS = (0.0005, 0.0015, 0.004, 0.01, 0.025, 0.06)
# SCALES: what the estimate of clustering, in which the outermost areas are cut, is multiplied by.
SCALES = (1.2, 1.45, 1.75, 2.2, 3.0)
# FITTED: the numbers that are fitted to the scores of a category: clustering, drift, whole months.
FITTED = 3
# GAIN: a log score is only better if it is so by more than rounding.
GAIN = 1e-6


@dataclass(frozen=True, kw_only=True)
class Foretold:
    """What is expected of a sum of months, by series."""

    mean: np.ndarray
    # The parts of the variance that grow with the mean and with its square.
    clustering: np.ndarray
    relative: np.ndarray

    def variance(self, ratio: np.ndarray | float = 1.0) -> np.ndarray:
        """Return the variance if the mean is `ratio` times the expected one."""
        mean = ratio * self.mean
        return self.clustering * mean + self.relative * mean**2


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """The state after the last month; one number for each series (area and category)."""

    # Incidents of a month without season, and the variance of its logarithm.
    level: np.ndarray
    spread: np.ndarray
    # The variance of the step of a month; of counts divided by Poisson's; of whole months.
    drift: np.ndarray
    clustering: np.ndarray
    shock: np.ndarray
    # Degrees of freedom of the variances: the category's months that were foretold and scored.
    freedom: np.ndarray
    # Factors by series (rows) and calendar month.
    factor: np.ndarray
    # Months with figures, and the last month.
    known: np.ndarray
    last: str

    def ahead(self, first: int, months: int = 1) -> "Foretold":
        """Return what is expected of so many months together, the first `first` after the last."""
        steps = np.arange(first, first + months)
        start = int(self.last[5:]) - 1
        factor = self.factor[:, (start + steps) % YEAR].sum(axis=1)
        # Steps of the walk that the months share, and those of the later ones, on average.
        walked = first + (months - 1) * (2 * months - 1) / (6 * months)
        relative = self.spread + walked * self.drift + self.shock / months
        return Foretold(
            mean=self.level * factor,
            clustering=self.clustering,
            relative=relative,
        )


def whole_months(counts: pd.DataFrame) -> pd.DataFrame:
    """Return a table with every month from the first to the last.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order).

    Returns
    -------
    pd.DataFrame
        Months that were left out are missing in all columns.

    Examples
    --------
    >>> whole_months(pd.DataFrame({"A": [1.0, 3.0]}, ["2026-01", "2026-03"]))["A"].tolist()
    [1.0, nan, 3.0]
    """
    first, last = str(counts.index[0]), str(counts.index[-1])
    every = [shifted(first, n) for n in range(months_between(first, last) + 1)]
    return counts if len(every) == len(counts) else counts.reindex(every)


def fit_months(counts: pd.DataFrame, category: np.ndarray) -> Fitted:
    """Return the state of every series after the last month.

    Parameters
    ----------
    counts
        Incidents by month (rows, every month, the latest last) and series (columns); missing where
        there is no figure or where it isn't recorded as the latest month is.
    category
        The number of each series' category, from 0.

    Returns
    -------
    Fitted
        Made of the last 36 months. Of a series without any figure the level is missing.

    Examples
    --------
    >>> months = [shifted("2024-01", n) for n in range(36)]
    >>> rng = np.random.default_rng(1)
    >>> even = pd.DataFrame(rng.poisson(20, (36, 24)), months)
    >>> fitted = fit_months(even, np.zeros(24, dtype=int))
    >>> bool(np.abs(fitted.level / 20 - 1).max() < 0.3), float(fitted.drift[0])
    (True, 0.0)
    """
    table = counts.iloc[-MOST_MONTHS:]
    observed = table.to_numpy(dtype=float)
    known = np.isfinite(observed)
    number, kinds = known.sum(axis=0), int(category.max()) + 1
    filled = np.where(known, observed, 0.0)
    mean = filled.sum(axis=0) / np.maximum(number, 1)
    clustering = _clustering(observed, category, kinds)
    calendar = np.array([int(str(month)[5:]) - 1 for month in table.index])
    totals, likely = (
        _by_category(part, category, kinds) for part in (filled, np.where(known, mean, 0.0))
    )
    season = season_of(totals, likely, calendar, clustering)
    factor, shock = season.factor[category], season.shock[category]
    own = clustering[category]
    start = _sum(mean, category, kinds) / np.maximum(_sum((number > 0), category, kinds), 1)
    months = SeriesMonths(
        counts=filled, known=known, factor=factor[:, calendar].T, start=start[category], shock=shock
    )
    still = np.zeros(len(own))
    best = filtered(months, own, still)
    drift, scores = still, _sum(best.score, category, kinds)
    # First the drift that foretells best, then the clustering: a search over both changes little.
    for steps, scale in [(step, 1.0) for step in DRIFTS] + [(None, scale) for scale in SCALES]:
        tried = drift if steps is None else np.full(len(own), steps)
        found = filtered(months, scale * clustering[category], tried)
        score = _sum(found.score, category, kinds)
        better = score > scores + GAIN
        scores, taken = np.where(better, score, scores), better[category]
        best = best.replaced_by(found, taken)
        drift = np.where(taken, tried, drift)
        own = np.where(taken, scale * clustering[category], own)
    scored = np.maximum(number - LEARNING, 0).astype(float)
    freedom = np.maximum(_sum(scored, category, kinds) - FITTED, 1.0)
    return Fitted(
        level=np.where(number > 0, best.level, np.nan), spread=best.spread, drift=drift,
        clustering=own, shock=shock, freedom=freedom[category], factor=factor, known=number,
        last=str(table.index[-1]),
    )  # fmt: skip


def _clustering(counts: np.ndarray, category: np.ndarray, kinds: int) -> np.ndarray:
    found = np.full(kinds, USUAL_CLUSTERING)
    for kind in np.unique(category):
        found[kind] = estimate_clustering(counts[:, category == kind])
    return found


def _sum(values: np.ndarray, category: np.ndarray, kinds: int) -> np.ndarray:
    return np.bincount(category, values, minlength=kinds)


def _by_category(counts: np.ndarray, category: np.ndarray, kinds: int) -> np.ndarray:
    """Return the sums of each month by category."""
    into = np.zeros((len(category), kinds))
    into[np.arange(len(category)), category] = 1
    found: np.ndarray = counts @ into
    return found
