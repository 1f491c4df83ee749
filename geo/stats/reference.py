"""Estimators with published golden numbers that no page shows yet.

They are the reference for pages to come: the gradient over deprivation, displacement around a
treated place, the interrupted time series and the stability of a ranking. Only tests call them.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.noise.families import ALONE as Z_95
from geo.stats.poisson_regression import fit

# BeforeSince: incidents before and since, over equal times.
BeforeSince = tuple[float, float]
DRAWS, SEED, CONCENTRATION = 10_000, 42, 20.0


def relative_index(people: pd.Series, counts: pd.Series) -> pd.Series:
    """Return the relative index of inequality (RII) with its 95% interval.

    It is the rate at the least deprived end divided by that at the most deprived end, by Poisson
    regression on the middle of each group's share of the people.

    Parameters
    ----------
    people
        People in each group, the most deprived first.
    counts
        Incidents in each group.

    Returns
    -------
    pd.Series
        `value`, `lower` and `upper`.

    Examples
    --------
    >>> people = pd.Series([9000, 11000, 10000, 10000, 10000])
    >>> relative_index(people, pd.Series([540, 440, 300, 220, 180])).round(4).to_dict()
    {'value': 0.2165, 'lower': 0.181, 'upper': 0.259}
    """
    rank = _mid_rank(people)
    columns = np.column_stack([np.ones(len(rank)), rank])
    coefficients, covariance = fit(
        columns, counts.to_numpy(dtype=float), people.to_numpy(dtype=float)
    )
    slope, se = coefficients[1], np.sqrt(covariance[1, 1])
    return pd.Series(
        np.exp([slope, slope - Z_95 * se, slope + Z_95 * se]), ["value", "lower", "upper"]
    )


def concentration_index(people: pd.Series, counts: pd.Series) -> float:
    """Return the concentration index of incidents over deprivation.

    Parameters
    ----------
    people
        People in each group, the most deprived first.
    counts
        Incidents in each group.

    Returns
    -------
    float
        From -1 (all incidents among the most deprived) to 1.

    Examples
    --------
    >>> people = pd.Series([9000, 11000, 10000, 10000, 10000])
    >>> round(concentration_index(people, pd.Series([540, 440, 300, 220, 180])), 5)
    -0.23548
    """
    share_of_counts = counts.to_numpy(dtype=float) / float(counts.sum())
    return float(2 * (share_of_counts * _mid_rank(people)).sum() - 1)


def _mid_rank(people: pd.Series) -> np.ndarray:
    """Return the middle of each group's share of the cumulated people."""
    share = people.to_numpy(dtype=float) / float(people.sum())
    middle: np.ndarray = np.cumsum(share) - share / 2
    return middle


def level_change(
    counts: np.ndarray, days: np.ndarray, *, start: int, slope: bool = True
) -> pd.Series:
    """Return the change of level in an interrupted time series, as a ratio with its 95% interval.

    Poisson regression of monthly counts with a log(days) offset on trend, level since `start`,
    slope since `start`, and sine and cosine of the year. The interval is widened by overdispersion.

    Parameters
    ----------
    counts
        Incidents by month.
    days
        Days in each month.
    start
        Number of the first month after the interruption, from 0.
    slope
        Whether the slope may change too.

    Returns
    -------
    pd.Series
        `value`, `lower`, `upper` and `dispersion`.

    Examples
    --------
    >>> counts = np.exp(3.4 + np.log(0.75) * (np.arange(48) >= 36))
    >>> round(float(level_change(counts, np.ones(48), start=36)["value"]), 6)
    0.75
    """
    months = np.arange(len(counts), dtype=float)
    since = (months >= start).astype(float)
    season = 2 * np.pi * (months % 12) / 12
    parts = [np.ones(len(counts)), months, since, np.sin(season), np.cos(season)]
    if slope:
        parts.append(since * (months - start))
    columns = np.column_stack(parts)
    coefficients, covariance = fit(columns, counts.astype(float), days.astype(float))
    expected = days * np.exp(columns @ coefficients)
    freedom = max(len(counts) - columns.shape[1], 1)
    dispersion = max(float(((counts - expected) ** 2 / expected).sum()) / freedom, 1.0)
    se = np.sqrt(covariance[2, 2] * dispersion)
    values = np.exp([coefficients[2], coefficients[2] - Z_95 * se, coefficients[2] + Z_95 * se])
    return pd.Series([*values, dispersion], ["value", "lower", "upper", "dispersion"])


def displacement_quotient(
    treated: BeforeSince, comparison: BeforeSince, buffer: BeforeSince
) -> float | None:
    """Return the weighted displacement quotient (Bowers and Johnson).

    (Da/Ca - Db/Cb)/(Ra/Ca - Rb/Cb) for the buffer D, the comparison C and the treated area R, after
    (a) and before (b). A negative value means displacement.

    Parameters
    ----------
    treated
        Incidents in the treated area.
    comparison
        Incidents in the comparison area.
    buffer
        Incidents in the buffer around the treated area.

    Returns
    -------
    float | None
        The quotient; None if the treated area did not improve against the comparison, because then
        there is no effect to displace.

    Examples
    --------
    >>> round(displacement_quotient((120, 84), (200, 190), (90, 95)), 6)
    -0.316667
    """
    effect = treated[1] / comparison[1] - treated[0] / comparison[0]
    if effect >= 0:
        return None
    return (buffer[1] / comparison[1] - buffer[0] / comparison[0]) / effect


def weighted_displacement_difference(
    treated: BeforeSince,
    comparison: BeforeSince,
    buffer: BeforeSince = (0.0, 0.0),
    buffer_comparison: BeforeSince = (0.0, 0.0),
) -> tuple[float, float]:
    """Return the weighted displacement difference (Wheeler and Ratcliffe) and its standard error.

    Parameters
    ----------
    treated
        Incidents in the treated area.
    comparison
        Incidents in its comparison area.
    buffer
        Incidents in the buffer; zeros give the difference without displacement.
    buffer_comparison
        Incidents in the buffer's comparison area.

    Returns
    -------
    tuple[float, float]
        The difference in incidents and its Poisson standard error.

    Examples
    --------
    >>> value, se = weighted_displacement_difference((120, 84), (200, 190), (90, 95), (100, 98))
    >>> value, round(se, 3)
    (-19.0, 31.257)
    """
    cells = np.array([treated, comparison, buffer, buffer_comparison], dtype=float)
    changes = cells[:, 1] - cells[:, 0]
    return float(changes @ [1, -1, 1, -1]), float(np.sqrt(cells.sum()))


def rank_stability(
    fractions: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return the share of random weightings in which each area takes each rank.

    The weights are drawn from a Dirichlet distribution about the given ones (20w). An ingredient
    without weight stays without.

    Parameters
    ----------
    fractions
        Rank fractions by area, one column per ingredient, none missing
        (`geo.priority.score.rank_fractions`).
    weights
        Weight of each ingredient.
    draws
        Number of weightings.
    seed
        Seed of the random generator.

    Returns
    -------
    pd.DataFrame
        One row per area, one column per rank from 1.

    Examples
    --------
    >>> fractions = pd.DataFrame({"rate": [0.75, 0.25], "groups": [0.75, 0.25]}, ["A", "B"])
    >>> rank_stability(fractions, {"rate": 1, "groups": 1}, draws=100)
         1    2
    A  1.0  0.0
    B  0.0  1.0
    """
    given = pd.Series(weights, dtype=float).reindex(fractions.columns, fill_value=0.0)
    used = given[given > 0]
    drawn = np.random.default_rng(seed).dirichlet(CONCENTRATION * used / used.sum(), size=draws)
    score = fractions[used.index].to_numpy() @ drawn.T
    rank = (-score).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    shares = np.stack([(rank == number).mean(axis=1) for number in range(len(fractions))], axis=1)
    return pd.DataFrame(shares, fractions.index, range(1, len(fractions) + 1))
