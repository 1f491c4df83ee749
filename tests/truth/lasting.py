"""How lasting hot spots are and whether they rise, recomputed area by area."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

from tests.truth import noise

YEAR = 12
PERSISTENT, EMERGING, FADING = "persistent", "emerging", "fading"
SPORADIC, NEVER = "sporadic", "none"


def lasting(table: pd.DataFrame, alike: pd.DataFrame) -> pd.DataFrame:
    """Return in how many of the latest months each area was in the top tenth, kind and trend.

    The trend is of the months that are recorded alike.
    """
    rows_of_months = [dict(zip(table.columns, row, strict=True)) for row in table.to_numpy()]
    hot = {area: [_is_hot(counts, area) for counts in rows_of_months] for area in table}
    moved, rows = trend(alike), {}
    for area, months in hot.items():
        now = [one for one in months[-YEAR:] if one is not None]
        before = [one for one in months[:-YEAR] if one is not None]
        share, was = sum(now) / max(len(now), 1), sum(before) / max(len(before), 1)
        kind = SPORADIC if sum(now) >= 2 else NEVER
        if share >= 0.75:
            kind = PERSISTENT
        elif moved[str(area)] == "down" and len(before) >= 9 and was >= 0.25 and share < was:
            kind = FADING
        if moved[str(area)] == "up" and len(before) >= 9 and was < 0.25 <= share:
            kind = EMERGING
        rows[str(area)] = {"hot": sum(now), "months": len(now), "kind": kind}
    return pd.DataFrame.from_dict(rows, orient="index").assign(trend=moved)


def _is_hot(counts: Mapping[str, float], area: str) -> bool | None:
    """Return whether as many areas as have the area's count or more fit into the top tenth."""
    known = [count for count in counts.values() if not np.isnan(count)]
    own = counts[area]
    if np.isnan(own):
        return None
    return bool(own > 0 and sum(one >= own for one in known) <= max(len(known) // 10, 1))


def trend(table: pd.DataFrame) -> pd.Series:
    """Return the trend of each area: Mann and Kendall's by season, allowing for drift."""
    z = pd.Series({str(area): _seasonal_z(table[area]) for area in table})
    size = pd.Series({str(area): m / (m + 10) for area, m in table.mean().items()})
    squares = (z - z.median()) ** 2
    drift = noise.fitted([*zip(squares, size, strict=True)], 1.0)
    drift = (len(z) * drift + 3 * 1.0) / (len(z) + 3)
    p = pd.Series(2 * stats.t.sf((z / np.sqrt(1 + drift * size)).abs(), len(z) + 8), z.index)
    q = pd.Series(stats.false_discovery_control(p), z.index) * max(14 / len(z), 1.0)
    found = {}
    for area, counts in table.items():
        pairs = [(counts.iloc[at], counts.iloc[at - YEAR]) for at in range(YEAR, len(counts))]
        known = [pair for pair in pairs if not np.isnan(pair).any()]
        ratio = (sum(now for now, _ in known) + 0.5) / (sum(was for _, was in known) + 0.5)
        clear = min(q[area], 1.0) <= 0.05 and counts.sum() >= 10 and abs(ratio - 1) >= 0.05
        found[str(area)] = ("up" if z[area] > 0 else "down") if clear else "no clear change"
    return pd.Series(found)


def _seasonal_z(counts: pd.Series) -> float:
    s, variance = 0.0, 0.0
    for calendar in range(1, YEAR + 1):
        own = [y for month, y in counts.items() if int(str(month)[5:]) == calendar]
        own = [y for y in own if not np.isnan(y)]
        s += sum(np.sign(b - a) for at, a in enumerate(own) for b in own[at + 1 :])
        n, ties = len(own), pd.Series(own).value_counts()
        variance += n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)
    return float((s - np.sign(s)) / np.sqrt(variance / 18)) if variance else 0.0
