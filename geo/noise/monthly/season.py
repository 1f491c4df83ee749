"""The season of categories, shrunk as far as the years differ, and how uneven whole months are."""

from dataclasses import dataclass

import numpy as np

YEAR = 12
# LEAST_YEARS: of fewer years nobody can tell a season from single events.
LEAST_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class SeasonOf:
    """The season by category (rows); of a category without one every factor is one."""

    # What each calendar month, January first, is multiplied by; the mean of a year is one.
    factor: np.ndarray
    # The variance of the log of a whole month about level and season, besides clustering.
    shock: np.ndarray


def season_of(
    totals: np.ndarray, likely: np.ndarray, calendar: np.ndarray, clustering: np.ndarray
) -> SeasonOf:
    """Return the season of each category.

    A month's total divided by what a year around it lets expect is level, season and accident. The
    factor of a calendar month is the mean over the years, shrunk by the share of its spread that
    isn't accident: (b - w/n)/b with b the variance between calendar months, w that of the same
    months over the years, n years.

    Parameters
    ----------
    totals
        Incidents by month (rows) and category, over the areas with figures.
    likely
        The same areas' mean months together: what would be expected without season and drift.
    calendar
        The calendar month of each row, from 0.
    clustering
        The variance of monthly counts divided by Poisson's, by category.

    Returns
    -------
    SeasonOf
        No season with less than two years.

    Examples
    --------
    >>> july = np.where(np.arange(36) % 12 == 6, 90.0, 30.0)[:, None]
    >>> found = season_of(july, np.full((36, 1), 35.0), np.arange(36) % 12, np.ones(1))
    >>> found.factor[0].round(2)[5:8].tolist()
    [0.86, 2.57, 0.86]
    """
    categories = totals.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((likely > 0) & (totals.sum(axis=0) > 0), totals / likely, np.nan)
    if np.isfinite(ratio).any(axis=1).sum() < LEAST_YEARS * YEAR:
        return SeasonOf(factor=np.ones((categories, YEAR)), shock=np.zeros(categories))
    moved = ratio / _level(ratio)
    known = np.isfinite(moved)
    filled = np.where(known, moved, 0.0)
    hot = calendar[:, None] == np.arange(YEAR)
    number = hot.T.astype(float) @ known
    mean = np.divide(
        hot.T.astype(float) @ filled, number, out=np.ones((YEAR, categories)), where=number > 0
    )
    mean = mean / mean.mean(axis=0)
    apart = np.where(known, moved - mean[calendar], 0.0)
    freedom = np.maximum(known.sum(axis=0) - YEAR, 1)
    within = (apart**2).sum(axis=0) / freedom
    years = np.maximum(number.mean(axis=0), 1.0)
    between = ((mean - 1) ** 2).sum(axis=0) / (YEAR - 1)
    real = np.clip(1 - within / years / np.where(between > 0, between, np.inf), 0.0, 1.0)
    factor = 1 + np.where(between > 0, real, 0.0) * (mean - 1)
    usual = np.where(known, totals, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    chance = clustering / np.where(usual > 0, usual, np.inf)
    # What the season is wrong by adds to the spread of a month that is foretold.
    wrong = np.where(between > 0, real, 0.0) * within / years
    shock = np.maximum(within - chance, 0.0) + wrong
    return SeasonOf(factor=factor.T, shock=np.where(usual > 0, shock, 0.0))


def _level(ratio: np.ndarray) -> np.ndarray:
    """Return the log-linear level over the months, by least squares over those with figures."""
    at = np.arange(len(ratio), dtype=float)[:, None]
    known = np.isfinite(ratio) & (ratio > 0)
    weight = known.astype(float)
    log = np.log(np.where(known, ratio, 1.0))
    count = np.maximum(weight.sum(axis=0), 1.0)
    centre = (weight * at).sum(axis=0) / count
    middle = (weight * log).sum(axis=0) / count
    square = (weight * (at - centre) ** 2).sum(axis=0)
    slope = (weight * (at - centre) * (log - middle)).sum(axis=0) / np.maximum(square, 1e-9)
    level = np.exp(middle + slope * (at - centre))
    # The mean of the months is one about the level, whatever the logarithm of uneven months is.
    scale = np.where(known, ratio / level, 0.0).sum(axis=0) / count
    found: np.ndarray = level * np.where(scale > 0, scale, 1.0)
    return found
