"""Poisson regression with an offset, and what is made of it here."""

import numpy as np
import pandas as pd

from geo.stats.rates import Z_95

STEPS, CLOSE = 100, 1e-10


def fit(
    columns: np.ndarray, counts: np.ndarray, exposed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The coefficients of log(counts/exposed) on the columns, and their covariance.

    Iterated weighted least squares; `columns` holds its own constant.
    """
    rate = counts.sum() / exposed.sum()
    expected = (counts + max(rate, 1e-9) * exposed) / 2
    log_exposed = np.log(exposed)
    coefficients = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        working = np.log(expected) - log_exposed + (counts - expected) / expected
        weighed = columns * expected[:, None]
        information = columns.T @ weighed
        updated = np.linalg.solve(information, weighed.T @ working)
        moved = float(np.abs(updated - coefficients).max())
        coefficients = updated
        expected = np.exp(columns @ coefficients + log_exposed)
        if moved < CLOSE:
            break
    return coefficients, np.linalg.inv(columns.T @ (columns * expected[:, None]))


def relative_index(people: pd.Series, counts: pd.Series) -> pd.Series:
    """RII: the rate at the least deprived end over that at the most deprived, with 95% limits.

    Groups in order, the most deprived first; each stands at the middle of its share of the people.
    """
    share = people.to_numpy(dtype=float) / float(people.sum())
    place = np.cumsum(share) - share / 2
    columns = np.column_stack([np.ones(len(place)), place])
    held = counts.to_numpy(dtype=float)
    coefficients, covariance = fit(columns, held, people.to_numpy(dtype=float))
    slope, se = coefficients[1], np.sqrt(covariance[1, 1])
    values = np.exp([slope, slope - Z_95 * se, slope + Z_95 * se])
    return pd.Series(values, ["value", "lower", "upper"])


def concentration_index(people: pd.Series, counts: pd.Series) -> float:
    """From -1 (all of it among the most deprived) to 1; the groups in order, those first."""
    share = people.to_numpy(dtype=float) / float(people.sum())
    place = np.cumsum(share) - share / 2
    of_counts = counts.to_numpy(dtype=float) / float(counts.sum())
    return float(2 * (of_counts * place).sum() - 1)


def expected_without(deprivation: pd.Series, counts: pd.Series, exposed: pd.Series) -> pd.Series:
    """What each area's deprivation lets expect, by a line through all the others (not itself)."""
    places = deprivation.to_numpy(dtype=float)
    columns = np.column_stack([np.ones(len(places)), places])
    held, base = counts.to_numpy(dtype=float), exposed.to_numpy(dtype=float)
    expected = np.full(len(places), np.nan)
    usable = np.isfinite(places) & np.isfinite(held) & (base > 0)
    for area in np.flatnonzero(usable):
        others = usable.copy()
        others[area] = False
        coefficients, _ = fit(columns[others], held[others], base[others])
        expected[area] = base[area] * np.exp(columns[area] @ coefficients)
    return pd.Series(expected, counts.index, name="expected")


def level_change(
    counts: np.ndarray, days: np.ndarray, *, start: int, slope: bool = True
) -> pd.Series:
    """An interrupted time series: the ratio by which the level changed at `start`, with limits.

    Monthly counts with a log(days) offset on a trend, the level since, the change of slope since,
    and the season's sine and cosine. Limits widened by the overdispersion where there is any.
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
