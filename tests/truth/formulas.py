"""The formulas of the slow path, written out with scipy's own functions."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

Z_95, Z_998 = stats.norm.ppf(0.975), stats.norm.ppf(0.999)
UP, DOWN, UNCLEAR = "up", "down", "no clear change"


def limits(count: float, z: float = Z_95) -> tuple[float, float]:
    """Return Byar's limits of a count; below ten the exact ones of Poisson."""
    if count < 10:
        tail = stats.norm.sf(z)
        lower = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
        return float(lower), float(stats.chi2.ppf(1 - tail, 2 * count + 2) / 2)
    lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    more = count + 1
    return float(lower), float(more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3)


def wilson(part: float, whole: float, z: float = Z_95) -> tuple[float, float]:
    share = part / whole
    centre = (share + z**2 / (2 * whole)) / (1 + z**2 / whole)
    half = z * np.sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2)) / (1 + z**2 / whole)
    return centre - half, centre + half


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """Two counts compared: their ratio with its limits, the exact p and the direction."""

    now: int
    before: int
    ratio: float
    lower: float
    upper: float
    p: float
    direction: str


def compared(now: int, before: int, share: float = 0.5) -> Ratio:
    """Compare two counts whose denominators have this share of the first in their sum."""
    p = stats.binomtest(now, now + before, share).pvalue if now + before else np.nan
    if not now or not before:
        found = UNCLEAR
        if p < 0.05:
            found = UP if now else DOWN
        return Ratio(
            now=now,
            before=before,
            ratio=np.nan,
            lower=np.nan,
            upper=np.nan,
            p=p,
            direction=found,
        )
    ratio = now / before * (1 - share) / share
    wide = np.exp(Z_95 * np.sqrt(1 / now + 1 / before))
    direction = UP if ratio / wide > 1 else DOWN if ratio * wide < 1 else UNCLEAR
    return Ratio(
        now=now,
        before=before,
        ratio=ratio,
        lower=ratio / wide,
        upper=ratio * wide,
        p=p,
        direction=direction,
    )


def false_discovery(p: pd.Series) -> pd.Series:
    known = p.dropna()
    found = stats.false_discovery_control(known) if len(known) else []
    return pd.Series(found, known.index, dtype=float).reindex(p.index)
