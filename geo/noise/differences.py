"""Whether the rate of an area differs from that of the rest, or of another area."""

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise, level_of_one_period
from geo.noise.families import ALONE, LEAST_TOGETHER, critical_value
from geo.noise.ladder import verdicts
from geo.noise.limits import count_limits, count_scores, ratio_limits, ratio_scores
from geo.noise.smallest import visible_fall, visible_rise

# LEAST_PAIRS: with fewer common months the scatter of two areas' own months is not used.
LEAST_PAIRS = 6


def differs(
    counts: pd.Series,
    exposed: pd.Series,
    noise: Noise,
    *,
    aside: pd.Index | None = None,
    least: int = LEAST_TOGETHER,
) -> pd.DataFrame:
    """Return whether the rate of each area differs from the rate of all other areas together.

    The variance of an area's count E is E·(φ + τ²·E), and that of the rest is added. Where a
    release is too short to tell drift from lasting differences, τ² is what the areas themselves
    differ by (Spiegelhalter's additive overdispersion, the outermost tenth cut), so that only areas
    outside the usual spread are named. The limits are those at which the verdict was decided.

    Parameters
    ----------
    counts
        Incidents by area; missing without figures.
    exposed
        Residents times months, or another denominator; missing or zero where there is none.
    noise
        Noise of the category at the level, for periods of this length.
    aside
        Areas that belong to the rest of the others and are not compared themselves.
    least
        The number of comparisons that is allowed for at least.

    Returns
    -------
    pd.DataFrame
        By area: `expected` (incidents at the rate of the rest; missing if there is no rest),
        `lower` and `upper` (limits of the count), `verdict` ("higher", "lower", "no clear
        difference", "too few"; missing where nothing can be compared), and the ratios
        `visible_lower` and `visible_higher` that would have been found with 80% power.

    Examples
    --------
    >>> counts, people = pd.Series([90, *[40] * 20]), pd.Series([5000.0] * 21)
    >>> noise = Noise(clustering=1.5, level=0.01, freedom=40.0, over_years=True)
    >>> differs(counts, people, noise)["verdict"].head(2).tolist()
    ['higher', 'no clear difference']
    """
    observed = counts.to_numpy(dtype=float)
    base = exposed.reindex(counts.index).to_numpy(dtype=float)
    known = np.isfinite(observed) & (base > 0)
    inside, people = np.where(known, observed, 0.0), np.where(known, base, 0.0)
    others, elsewhere = inside.sum() - inside, people.sum() - people
    compared = known & (elsewhere > 0) & (others > 0)
    expected = np.where(compared, others * people / np.where(elsewhere > 0, elsewhere, 1), np.nan)
    noise = noise if noise.over_years else level_of_one_period(observed, expected, noise)
    size = np.where(compared, expected, np.nan_to_num(observed))
    of_rest = np.where(compared, size / np.where(others > 0, others, 1), 0.0)
    dispersion = noise.of_level(size) * (1 + of_rest)
    tested = compared & ~counts.index.isin(aside if aside is not None else [])
    incidents = (observed + expected) / noise.clustering
    scores = np.where(tested, count_scores(np.nan_to_num(observed), size, dispersion), np.nan)
    critical = critical_value(scores, noise.freedom, least=least)
    lower, upper = count_limits(np.nan_to_num(observed), critical, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = observed / expected, lower / expected, upper / expected
        shrinking = np.where(expected > 0, noise.clustering / expected, np.nan)
    constant = noise.level * (1 + of_rest) + shrinking * (of_rest - 1)
    table = pd.DataFrame(
        {
            "expected": expected,
            "lower": np.where(np.isfinite(observed), lower, np.nan),
            "upper": np.where(np.isfinite(observed), upper, np.nan),
            "verdict": verdicts(*ratios, incidents),
            "visible_lower": visible_fall(shrinking, constant, critical),
            "visible_higher": visible_rise(shrinking, constant, critical),
        },
        counts.index,
    )
    table.loc[~tested, ["verdict", "visible_lower", "visible_higher"]] = None
    return table


def real_spread(counts: pd.Series, exposed: pd.Series, noise: Noise) -> float:
    """Return how much of the spread between the areas' rates is more than noise.

    1 - Σ dispersion / Σ z² over the areas, as Higgins and Thompson's I².

    Parameters
    ----------
    counts
        Incidents by area.
    exposed
        Residents times months.
    noise
        Noise of the category at the level.

    Returns
    -------
    float
        From 0 to 1; missing if drift was not seen over years, or with fewer than two areas.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.0, over_years=True)
    >>> round(real_spread(pd.Series([20, 80]), pd.Series([1000.0, 1000.0]), noise), 2)
    0.97
    """
    known = counts.notna() & (exposed.reindex(counts.index) > 0)
    observed, people = counts[known].to_numpy(dtype=float), exposed.reindex(counts.index)[known]
    if not noise.over_years or len(observed) < 2 or not observed.sum() > 0:
        return float("nan")
    expected = observed.sum() * people.to_numpy(dtype=float) / float(people.sum())
    squares = float(((observed - expected) ** 2 / expected).sum())
    by_noise = float((noise.of_level(expected) * (1 - expected / expected.sum())).sum())
    return max(1 - by_noise / squares, 0.0) if squares > 0 else 0.0


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


def within_noise(counts: pd.Series, of: str, dispersion: pd.Series | None = None) -> pd.Series:
    """Return which counts of one place can't be told from one of them.

    |a - b|/√(f·a + g·b) < 1.96, with the dispersion f and g of the two counts.

    Parameters
    ----------
    counts
        Incidents by category.
    of
        The category with which the others are compared.
    dispersion
        Variance of each count divided by Poisson's; one by default.

    Returns
    -------
    pd.Series
        Whether chance explains the difference.

    Examples
    --------
    >>> within_noise(pd.Series({"asb": 95, "damage": 60, "shop": 58}), "damage").tolist()
    [False, True, True]
    """
    wide = pd.Series(1.0, counts.index) if dispersion is None else dispersion[counts.index]
    variance = wide * counts + float(wide[of]) * float(counts[of])
    within: pd.Series = (counts - counts[of]).abs() < ALONE * np.sqrt(variance.clip(lower=1.0))
    return within


def below_expected(counts: pd.Series, expected: pd.Series, noise: Noise) -> pd.Series:
    """Return which counts are clearly below what a regression lets expect.

    Parameters
    ----------
    counts
        Incidents by area.
    expected
        What is expected of each; missing where nothing is known.
    noise
        Noise of the counts.

    Returns
    -------
    pd.Series
        True where the count is clearly lower, for all areas together.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.0, freedom=40.0)
    >>> below_expected(pd.Series([60, 90]), pd.Series([105.4, 95.0]), noise).tolist()
    [True, False]
    """
    known = (expected > 0) & counts.notna()
    size = expected.where(known, 1.0).to_numpy(dtype=float)
    scores = count_scores(counts.fillna(0).to_numpy(dtype=float), size, noise.of_level(size))
    critical = critical_value(np.where(known, scores, np.nan), noise.freedom)
    return pd.Series(scores < -critical, counts.index) & known


def _own_scatter(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return χ² per degree of freedom of two areas' months about their common ratio."""
    both, share = a + b, a.sum() / max(float((a + b).sum()), 1.0)
    variance = both * share * (1 - share)
    usable = variance > 0
    squares = np.where(usable, (a - both * share) ** 2 / np.where(usable, variance, 1.0), 0.0)
    scatter: np.ndarray = squares.sum(axis=0) / max(int(usable.sum()) - 1, 1)
    return scatter
