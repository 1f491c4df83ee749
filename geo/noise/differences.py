"""Whether the rate of an area differs from that of the rest of the area."""

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER, critical_value
from geo.noise.ladder import verdicts
from geo.noise.limits import count_limits, count_scores
from geo.noise.one_period import level_of_one_period
from geo.noise.smallest import visible_fall, visible_rise


def differs(
    counts: pd.Series,
    exposed: pd.Series,
    noise: Noise,
    *,
    aside: pd.Index | None = None,
    least: int = LEAST_TOGETHER,
    whole: pd.DataFrame | None = None,
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
    whole
        By area, `counts` and `years` of all areas together over the months that this one has, in
        the units of `counts` and `exposed`; None if all areas have the same months.

    Returns
    -------
    pd.DataFrame
        By area: `expected` (incidents at the rate of the rest; missing if there is no rest),
        `lower` and `upper` (limits of the count), `verdict` ("higher", "lower", "no clear
        difference", "too few"; missing where nothing can be compared), the ratios `visible_lower`
        and `visible_higher` that would have been found with 80% power, and what the limits were
        decided by: `critical`, and `level`, the variance of the log of a rate besides clustering.

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
    total, everyone = inside.sum(), people.sum()
    if whole is not None:
        alike = whole.reindex(counts.index)
        total, everyone = alike["counts"].to_numpy(float), alike["years"].to_numpy(float)
    others, elsewhere = total - inside, everyone - people
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
            "critical": critical,
            "level": noise.level * (1 + of_rest),
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
