"""The formulas of the slow path, written out with scipy's own functions, one number at a time."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import optimize, stats

UP, DOWN, UNCLEAR, FEW = "up", "down", "no clear change", "too few"
HIGHER, LOWER, ALIKE = "higher", "lower", "no clear difference"
Z_95 = stats.norm.ppf(0.975)


def limits(count: float, z: float = Z_95, wide: float = 1.0) -> tuple[float, float]:
    """Return Byar's limits of a count; below ten the exact ones of Poisson.

    A count of dispersion `wide` is so many times a count of count/wide.
    """
    n = count / wide
    if n < 10:
        tail = stats.norm.sf(z)
        lower = stats.chi2.ppf(tail, 2 * n) / 2 if n else 0.0
        return float(wide * lower), float(wide * stats.chi2.ppf(1 - tail, 2 * n + 2) / 2)
    lower = n * max(1 - 1 / (9 * n) - z / (3 * np.sqrt(n)), 0) ** 3
    more = n + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return float(wide * lower), float(wide * upper)


def count_score(count: float, expected: float, wide: float) -> float:
    """Return the z at which one of Byar's limits is the expected count."""
    n, e = count / wide, expected / wide
    if n:
        above = 3 * np.sqrt(n) * (1 - 1 / (9 * n) - np.cbrt(e / n))
        if above > 0:
            return float(above)
    more = n + 1
    return float(min(3 * np.sqrt(more) * (1 - 1 / (9 * more) - np.cbrt(e / more)), 0.0))


def _paulson(first: float, second: float, odds: float) -> float:
    """Return Paulson's normal quantile of the F distribution of 2·first and 2·second."""
    a, b = 2 / (9 * 2 * first), 2 / (9 * 2 * second)
    root = np.cbrt(odds * second / first)
    return float(((1 - b) * root - (1 - a)) / np.sqrt(a + b * root**2))


def ratio_score(count: float, other: float, odds: float, wide: float) -> float:
    a, b = count / wide, other / wide
    above = -_paulson(a, b + 1, odds) if a else 0.0
    if above > 0:
        return above
    return min(-_paulson(a + 1, b, odds), 0.0) if b else 0.0


def ratio_limits(count: float, other: float, z: float, wide: float) -> tuple[float, float]:
    """Return the odds at which the score is z and -z, by searching for them."""
    a, b = count / wide, other / wide
    lower, upper = 0.0, np.inf
    if a and _paulson(a, b + 1, 1e-12) < -z:
        lower = optimize.brentq(lambda odds: _paulson(a, b + 1, odds) + z, 1e-12, 1e9, xtol=1e-14)
    if b and _paulson(a + 1, b, 1e9) > z:
        upper = optimize.brentq(lambda odds: _paulson(a + 1, b, odds) - z, 1e-12, 1e9, xtol=1e-14)
    return float(lower), float(upper)


def to_five(people: float) -> int:
    """Return a number of people as surveys publish it."""
    return 5 * round(people / 5)


def to_percent(share: float) -> float:
    """Return a share as surveys publish it."""
    return round(100 * share) / 100


def wilson(part: float, whole: float, z: float = Z_95) -> tuple[float, float]:
    share = part / whole
    centre = (share + z**2 / (2 * whole)) / (1 + z**2 / whole)
    half = z * np.sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2)) / (1 + z**2 / whole)
    return centre - half, centre + half


def critical(scores: Sequence[float], freedom: float, least: int = 14) -> float:
    """Return the score from which Benjamini and Hochberg reject, by trying every number of them."""
    known = sorted((abs(one) for one in scores if not np.isnan(one)), reverse=True)
    number, named = max(len(known), least), 1
    for k, score in enumerate(known, start=1):
        if 2 * stats.t.sf(score, freedom) <= 0.05 * k / number:
            named = k
    return float(stats.t.ppf(1 - 0.05 * named / (2 * number), freedom))


def verdict(ratio: float, ends: tuple[float, float], incidents: float, words: Sequence[str]) -> str:
    """Return the step of the ladder: more, less, neither, or too few to say."""
    if np.isnan(ends[0]) or np.isnan(ends[1]):
        return ""
    if incidents < 10:
        return words[3]
    if abs(ratio - 1) < 0.05:
        return words[2]
    return words[0] if ends[0] > 1 else words[1] if ends[1] < 1 else words[2]


LADDER = (HIGHER, LOWER, ALIKE, FEW)
CHANGES = (UP, DOWN, UNCLEAR, FEW)


def smallest_fall(size: float, constant: float, z: float) -> float:
    """Return the largest ratio below one that is seen with 80% power, by searching for it."""
    return _smallest(size, constant, z, 1)


def smallest_rise(size: float, constant: float, z: float) -> float:
    return _smallest(size, constant, z, -1)


def _smallest(size: float, constant: float, z: float, sign: int) -> float:
    if np.isnan(size):
        return np.nan

    seen = z + stats.norm.ppf(0.8)

    def short(u: np.ndarray) -> np.ndarray:
        width = np.sqrt(np.maximum(constant + size * (1 + np.exp(sign * u)), 0.0))
        return u - seen * width

    steps = np.linspace(0, 6, 6001)
    enough = np.flatnonzero(short(steps) >= 0)
    if not len(enough):
        return np.nan
    found = enough[0]
    u = optimize.brentq(short, steps[max(found - 1, 0)], steps[found]) if found else 0.0
    ratio = float(np.exp(-sign * u))
    return min(ratio, 0.95) if sign == 1 else max(ratio, 1.05)


def smallest_share(than: float, worth: float, z: float, sign: int) -> float:
    """Return the nearest share that four of five samples show to differ, by searching for it."""
    if np.isnan(than) or np.isnan(worth):
        return np.nan
    seen = z * np.sqrt(than * (1 - than) / worth)
    named = than + sign * max(seen, 0.05 * than)
    if not 0 < named < 1:
        return np.nan

    def short(share: float) -> float:
        spread = np.sqrt(share * (1 - share) / worth)
        return float(sign * (share - named) - stats.norm.ppf(0.8) * spread)

    return float(optimize.brentq(short, named, 1.0 if sign == 1 else 0.0))


def false_discovery(p: pd.Series) -> pd.Series:
    known = p.dropna()
    found = stats.false_discovery_control(known) if len(known) else []
    return pd.Series(found, known.index, dtype=float).reindex(p.index)
