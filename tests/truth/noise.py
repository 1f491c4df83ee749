"""How much counts vary, estimated once more from the months of the source files, area by area."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

YEAR, USUAL_CLUSTERING, USUAL_DRIFT = 12, 1.5, 0.04


@dataclass(frozen=True, kw_only=True)
class Noise:
    phi: float
    drift: float
    level: float
    freedom: float
    over_years: bool


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One area between two periods."""

    now: float
    before: float
    pairs: int
    information: float
    z: float
    # χ² per degree of freedom of its months, and the degrees of freedom.
    scatter: float
    freedom: int


def moved(now: pd.DataFrame, before: pd.DataFrame) -> dict[str, Moved]:
    """Return how each area moved; both tables have a row for each pair of months."""
    pairs = []
    for (_, later), (_, earlier) in zip(now.iterrows(), before.iterrows(), strict=True):
        both = later.notna() & earlier.notna()
        a, b = later[both].sum(), earlier[both].sum()
        share = a / (a + b) if a + b else 0.0
        pairs.append(min(max(share, 1e-9), 1 - 1e-9))
    found = {}
    for area in now.columns:
        months = [
            (later, earlier, share)
            for later, earlier, share in zip(now[area], before[area], pairs, strict=True)
            if not np.isnan(later) and not np.isnan(earlier)
        ]
        found[str(area)] = _moved(months)
    return found


def _moved(months: Sequence[tuple[float, float, float]]) -> Moved:
    a, b = sum(one[0] for one in months), sum(one[1] for one in months)
    expected = sum((x + y) * share for x, y, share in months)
    information = sum((x + y) * share * (1 - share) for x, y, share in months)
    z = (a - expected) / np.sqrt(information) if information > 1e-9 else 0.0
    chi2, cells = 0.0, 0
    if a + b:
        shift = _logit(a / (a + b)) - _logit(expected / (a + b))
        for x, y, share in months:
            likely = 1 / (1 + np.exp(-_logit(share) - shift))
            variance = (x + y) * likely * (1 - likely)
            if variance > 1e-9:
                chi2 += (x - (x + y) * likely) ** 2 / variance
                cells += 1
    freedom = max(cells - 1, 0)
    return Moved(
        now=a,
        before=b,
        pairs=len(months),
        information=information,
        z=z,
        scatter=chi2 / max(freedom, 1),
        freedom=freedom,
    )


def _logit(share: float) -> float:
    inside = min(max(share, 1e-9), 1 - 1e-9)
    return float(np.log(inside) - np.log1p(-inside))


def estimated(monthly: pd.DataFrame, window: int) -> Noise:
    """Return the noise of counts of so many months."""
    counts = monthly.iloc[-48:]
    phi = clustering(counts.iloc[-36:])
    near, far = _movements(counts, window, YEAR), _movements(counts, window, 2 * YEAR)
    drift = _with_usual(near, phi)
    level = max(drift, _with_usual(far, phi)) if far else 1.5 * drift
    return Noise(phi=phi, drift=drift, level=level, freedom=len(near) + 8, over_years=len(near) > 0)


def _with_usual(points: list[tuple[float, float]], phi: float) -> float:
    own = fitted(points, phi) if points else USUAL_DRIFT
    return (len(points) * own + 3 * USUAL_DRIFT) / (len(points) + 3)


def clustering(counts: pd.DataFrame) -> float:
    chi2, freedom = dict.fromkeys(counts, 0.0), dict.fromkeys(counts, 0.0)
    last = len(counts)
    while last > 0:
        year = counts.iloc[max(last - YEAR, 0) : last]
        last -= YEAR
        year = year[year.notna().any(axis=1)]
        year = year.loc[:, year.notna().all()]
        total = year.to_numpy().sum()
        if len(year) < 2 or year.shape[1] < 2 or not total:
            continue
        months = int((year.sum(axis=1) > 0).sum())
        by_month = year.sum(axis=1).to_numpy()
        for area in year:
            found = year[area].to_numpy()
            own = found.sum()
            expected = own * by_month / total
            some = expected > 0
            chi2[area] += float(((found - expected)[some] ** 2 / expected[some]).sum())
            if own:
                freedom[area] += (months - 1) * (1 - own / total)
    tested = [area for area in counts if freedom[area] > 0]
    if not tested:
        return USUAL_CLUSTERING
    ratio = np.array([chi2[area] / freedom[area] for area in tested])
    weight = np.array([freedom[area] for area in tested])
    ratio = np.minimum(ratio, np.quantile(ratio, 0.9))
    return max(float(np.average(ratio, weights=weight)), 1.0)


def _movements(counts: pd.DataFrame, window: int, apart: int) -> list[tuple[float, float]]:
    """Return z² and information of each area in up to eight pairs of periods."""
    points: list[tuple[float, float]] = []
    for number in range(8):
        end = len(counts) - number * window
        first = end - window
        if first < apart:
            break
        found = moved(counts.iloc[first:end], counts.iloc[first - apart : end - apart])
        own = [
            (one.z**2, one.information)
            for one in found.values()
            if one.information >= 0.5 and 2 * (one.freedom + 1) >= window
        ]
        points += own if len(own) > 1 else []
    return points


def fitted(points: Sequence[tuple[float, float]], phi: float) -> float:
    """Return τ² of E[z²] = φ + τ²·information, by twelve rounds of weighted least squares."""
    drift = 0.0
    square, information = np.array(points).T
    for _ in range(12):
        variance = phi + drift * information
        cut = np.minimum(square, 2.706 * variance) / 0.831
        above = (information / variance**2 * (cut - phi)).sum()
        below = (information / variance**2 * information).sum()
        drift = max(float(above / below), 0.0)
    return drift


def of_whole(monthly: pd.Series, parts: Noise, by_part: pd.Series) -> Noise:
    """Return the noise of a sum of areas, from its own months and the drift of its parts."""
    total = by_part.sum()
    concentration = ((by_part / total) ** 2).sum() if total else 1.0
    now, before = monthly.iloc[YEAR:], monthly.iloc[:-YEAR]
    pairs = [
        (later, earlier)
        for later, earlier in zip(now, before, strict=True)
        if not np.isnan(later) and not np.isnan(earlier)
    ][-YEAR:]
    phi, freedom = parts.phi, 8.0
    if len(pairs) > 1:
        phi, freedom = max(phi, scatter(pairs)), float(len(pairs) - 1)
    return Noise(
        phi=phi,
        drift=parts.drift * concentration,
        level=parts.level * concentration,
        freedom=freedom,
        over_years=len(pairs) > 1,
    )


def scatter(pairs: Sequence[tuple[float, float]]) -> float:
    """Return χ² per degree of freedom about the common ratio, the largest over three spells."""
    found = [1.0]
    for length in SPELLS:
        spells = [pairs[first : first + length] for first in range(0, len(pairs), length)]
        sums = [(sum(a for a, _ in one), sum(b for _, b in one)) for one in spells]
        total, later = sum(a + b for a, b in sums), sum(a for a, _ in sums)
        share = later / total if total else 0.0
        cells = [(a, a + b) for a, b in sums if (a + b) * share * (1 - share) > 0]
        if len(cells) > 1:
            chi2 = sum((a - n * share) ** 2 / (n * share * (1 - share)) for a, n in cells)
            found.append(chi2 / (len(cells) - 1))
    return max(found)


SPELLS = (1, 3, 6)
