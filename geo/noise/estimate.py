"""How much more counts vary than Poisson's: clustering within a year, drift between years.

Both are estimated for each category and level on the release's own months.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from geo.noise.pairs import movement

Counts = TypeVar("Counts", np.ndarray, pd.Series)

YEAR = 12
# MOST_YEARS, MOST_WINDOWS: at most so many years and pairs of periods are used, the latest.
MOST_YEARS, MOST_WINDOWS = 3, 8
# OUTERMOST: the share of areas whose variation is cut to that of the next, because some areas did
# change. OUTERMOST_Z2 and KEPT: the same for one squared score, and what it leaves of its mean.
OUTERMOST, OUTERMOST_Z2, KEPT = 0.1, 2.706, 0.831
ROUNDS = 12
# USUAL_CLUSTERING, USUAL_DRIFT: what is assumed of a release that is too short to tell, and
# counted like USUAL_WEIGHT areas beside those that there are. Of 36 months of Gwent's wards:
# clustering 1.0 to 1.5, drift 0.00 to 0.19 by category.
USUAL_CLUSTERING, USUAL_DRIFT, USUAL_WEIGHT = 1.5, 0.04, 3
# LASTING: the variance of a period's level divided by the drift of one year, where two years apart
# can't be compared: 1/(2(1 - r)) is at most this for a correlation r of the years up to two thirds.
LASTING = 1.5
# LEAST_INFORMATION: areas with less tell nothing of the drift.
LEAST_INFORMATION = 0.5
# USUAL_FREEDOM: the degrees of freedom of what is usual, which those of the areas are added to.
USUAL_FREEDOM = 8


@dataclass(frozen=True, kw_only=True)
class Noise:
    """The variance of a category's counts at a level: of a count E it is E·(φ + τ²·E)."""

    # φ: the variance of monthly counts divided by Poisson's, at least one.
    clustering: float = USUAL_CLUSTERING
    # τ²: the variance of the log ratio of two periods a year apart, besides clustering.
    drift: float = USUAL_DRIFT
    # The variance of the log rate of one period about the area's lasting rate.
    level: float = LASTING * USUAL_DRIFT
    # Degrees of freedom of the estimate (Student's t).
    freedom: float = float(USUAL_FREEDOM)
    # Whether drift was seen: without two years nobody can tell it from a lasting difference.
    over_years: bool = False

    def of_change(self, information: Counts) -> Counts:
        """Return the dispersion of the ratio of two counts with this information."""
        return self.clustering + self.drift * information

    def of_level(self, expected: Counts) -> Counts:
        """Return the dispersion of a count of one period."""
        return self.clustering + self.level * expected


# NO_NOISE: of counts of things that are listed, such as groups, which don't cluster.
NO_NOISE = Noise(clustering=1.0, drift=0.0, level=0.0, freedom=1e9, over_years=True)


def estimate_noise(monthly: pd.DataFrame, *, window: int) -> Noise:
    """Return the noise of counts summed over a number of months.

    Clustering is χ² per degree of freedom of the monthly counts of each year about what the area's
    and the month's totals let expect. Drift is the part of the areas' movements between periods a
    year apart that clustering doesn't explain and that grows with the counts; the movement of all
    areas together is taken out. In both the outermost tenth is cut, because some areas did change.

    Parameters
    ----------
    monthly
        Incidents by month (rows, every month from the first to the last) and area (columns);
        missing where an area has no figures.
    window
        Length of the periods that are compared, in months.

    Returns
    -------
    Noise
        What is usual (USUAL_CLUSTERING, USUAL_DRIFT) where the months can't tell.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> even = pd.DataFrame(rng.poisson(20, (36, 24)))
    >>> estimate_noise(even, window=12).clustering < 1.2
    True
    >>> estimate_noise(even.iloc[:1], window=1).clustering
    1.5
    """
    counts = monthly.to_numpy(dtype=float)[-MOST_YEARS * YEAR - YEAR :]
    clustering = estimate_clustering(counts)
    squares, information = _movements(counts, window, YEAR)
    points = len(squares)
    drift = with_usual(fitted_drift(squares, information, clustering), points)
    level = LASTING * drift
    further = _movements(counts, window, 2 * YEAR)
    if len(further[0]):
        level = max(drift, with_usual(fitted_drift(*further, clustering), len(further[0])))
    return Noise(
        clustering=clustering,
        drift=drift,
        level=level,
        freedom=float(points + USUAL_FREEDOM),
        over_years=points > 0,
    )


def estimate_clustering(counts: np.ndarray) -> float:
    """Return χ² per degree of freedom of months and areas, at least one.

    Parameters
    ----------
    counts
        Incidents by month (rows, every month from the first to the last) and area (columns);
        missing where an area has no figures. The last three years of them are used.

    Returns
    -------
    float
        The clustering of `estimate_noise`; what is usual where the months can't tell.

    Examples
    --------
    >>> estimate_clustering(np.random.default_rng(1).poisson(20.0, (36, 24))) < 1.2
    True
    """
    counts = counts[-MOST_YEARS * YEAR :]
    chi2, freedom = np.zeros(counts.shape[1]), np.zeros(counts.shape[1])
    for end in range(len(counts), 0, -YEAR):
        year = counts[max(end - YEAR, 0) : end]
        year = year[np.isfinite(year).any(axis=1)]
        whole = np.isfinite(year).all(axis=0)
        known = year[:, whole]
        total = known.sum()
        if len(known) < 2 or known.shape[1] < 2 or not total:
            continue
        of_area, of_month = known.sum(axis=0), known.sum(axis=1)
        expected = np.outer(of_month, of_area) / total
        squares = (known - expected) ** 2 / np.where(expected > 0, expected, 1.0)
        chi2[whole] += squares.sum(axis=0)
        months = int((of_month > 0).sum())
        freedom[whole] += np.where(of_area > 0, (months - 1) * (1 - of_area / total), 0.0)
    tested = freedom > 0
    if not tested.any():
        return USUAL_CLUSTERING
    ratio, weight = chi2[tested] / freedom[tested], freedom[tested]
    ratio = np.minimum(ratio, np.quantile(ratio, 1 - OUTERMOST))
    return max(float((ratio * weight).sum() / weight.sum()), 1.0)


def with_usual(drift: float, points: int) -> float:
    """Return the drift together with the usual one, so that few areas don't seem to have none.

    Parameters
    ----------
    drift
        The estimate.
    points
        How many areas and pairs of periods it rests on.

    Returns
    -------
    float
        The mean, with the usual drift counted like USUAL_WEIGHT of these.

    Examples
    --------
    >>> with_usual(0.0, 21)
    0.005
    """
    return (points * drift + USUAL_WEIGHT * USUAL_DRIFT) / (points + USUAL_WEIGHT)


def _movements(counts: np.ndarray, window: int, apart: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the squared scores and the information of areas in pairs of periods."""
    squares, information = [], []
    for number in range(MOST_WINDOWS):
        end = len(counts) - number * window
        first = end - window
        if first < apart:
            break
        moved = movement(counts[first:end], counts[first - apart : end - apart])
        usable = (moved.information >= LEAST_INFORMATION) & (2 * (moved.freedom + 1) >= window)
        # An area that is nearly the whole can't move from it.
        if usable.sum() > 1:
            squares.append(moved.z[usable] ** 2)
            information.append(moved.information[usable])
    if not squares:
        return np.zeros(0), np.zeros(0)
    return np.concatenate(squares), np.concatenate(information)


def fitted_drift(squares: np.ndarray, information: np.ndarray, clustering: float) -> float:
    """Return τ² of E[z²] = φ + τ²·information, by weighted least squares with cut scores.

    Parameters
    ----------
    squares
        Squared scores in units of Poisson's standard deviation.
    information
        The information of each.
    clustering
        φ.

    Returns
    -------
    float
        τ², at least zero; the usual drift without any score.

    Examples
    --------
    >>> round(fitted_drift(np.array([0.5, 2.0, 4.0] * 8), np.full(24, 50.0), 1.0), 3)
    0.032
    """
    if not len(squares):
        return USUAL_DRIFT
    drift = 0.0
    for _ in range(ROUNDS):
        variance = clustering + drift * information
        cut = np.minimum(squares / variance, OUTERMOST_Z2) * variance / KEPT
        weight = information / variance**2
        drift = max(float((weight * (cut - clustering)).sum() / (weight * information).sum()), 0.0)
    return drift
