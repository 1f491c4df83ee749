"""What stands out in a month and what the next ones let expect, recomputed series by series.

Every formula of docs/methods.md is written out again with scipy's own distributions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
import pandas as pd
from scipy import optimize, stats

from tests.truth import noise

YEAR, BEFORE, LEAST_BEFORE = 12, 36, 24
DRIFTS, SCALES = (0.0005, 0.0015, 0.004, 0.01, 0.025, 0.06), (1.2, 1.45, 1.75, 2.2, 3.0)
HIGHER, LOWER, EXPECTED = "higher", "lower", "as expected"


@dataclass(frozen=True, kw_only=True)
class State:
    """A series after its last month: level and its variance, and what its category has."""

    level: float
    spread: float
    score: float
    phi: float
    drift: float
    season: Sequence[float]
    shock: float
    freedom: float

    def ahead(self, month: str, months: int) -> tuple[float, float]:
        """Return mean and variance of the sum of so many months after `month`."""
        first = int(month[5:])
        mean = self.level * sum(self.season[(first + n) % YEAR] for n in range(months))
        # Two of the months share the steps of the walk up to the earlier one.
        steps = [min(a, b) for a in range(1, months + 1) for b in range(1, months + 1)]
        walked = sum(steps) / months**2
        relative = self.spread + walked * self.drift + self.shock / months
        return mean, self.phi * mean + relative * mean**2


def fitted(table: pd.DataFrame) -> dict[str, State]:
    """Return the state of each area after the months of one category."""
    table = table.iloc[-BEFORE:]
    phi = noise.clustering(table)
    season, shock = _season(table, phi)
    start = float(np.mean([table[area].dropna().mean() for area in table if table[area].count()]))
    best: dict[str, State] = {}

    def run(scale: float, drift: float) -> dict[str, State]:
        return {
            str(area): _filtered(table[area], start, phi * scale, drift, season, shock)
            for area in table
        }

    def score(found: Mapping[str, State]) -> float:
        return sum(one.score for one in found.values())

    best, drift = run(1.0, 0.0), 0.0
    for step in DRIFTS:
        found = run(1.0, step)
        if score(found) > score(best) + 1e-6:
            best, drift = found, step
    for scale in SCALES:
        found = run(scale, drift)
        if score(found) > score(best) + 1e-6:
            best = found
    return best


def _season(table: pd.DataFrame, phi: float) -> tuple[list[float], float]:
    """Return the factor of each calendar month, and the variance of whole months."""
    rows = []
    for month, counts in table.iterrows():
        known = counts.dropna()
        likely = sum(table[area].dropna().mean() for area in known.index)
        rows.append((str(month), float(known.sum()), float(likely)))
    if not sum(total for _, total, _ in rows):
        return [1.0] * YEAR, 0.0
    kept = [(at, int(m[5:]) - 1, t, t / e) for at, (m, t, e) in enumerate(rows) if e > 0]
    some = [(at, ratio) for at, _, _, ratio in kept if ratio > 0]
    slope, middle = np.polyfit([at for at, _ in some], np.log([r for _, r in some]), 1)
    level = {at: float(np.exp(middle + slope * at)) for at in range(len(rows))}
    usual = sum(ratio / level[at] for at, ratio in some) / len(some)
    moved = [(calendar, ratio / level[at] / usual) for at, calendar, _, ratio in kept]
    of = [[value for calendar, value in moved if calendar == one] for one in range(YEAR)]
    mean = np.array([np.mean(values) if values else 1.0 for values in of])
    mean = mean / mean.mean()
    apart = sum((value - mean[calendar]) ** 2 for calendar, value in moved)
    within = apart / max(len(moved) - YEAR, 1)
    years = max(float(np.mean([len(values) for values in of])), 1.0)
    between = float(((mean - 1) ** 2).sum()) / (YEAR - 1)
    real = min(max(1 - within / years / between, 0.0), 1.0) if between else 0.0
    incidents = sum(total for _, _, total, _ in kept) / len(kept)
    shock = max(within - phi / incidents, 0.0) + real * within / years
    return [float(1 + real * (one - 1)) for one in mean], shock


def _filtered(
    counts: pd.Series, start: float, phi: float, drift: float, season: Sequence[float], shock: float
) -> State:
    level, spread, score, seen = max(start, 1e-9), 1.5, 0.0, 0
    for month, y in zip(counts.index, counts.to_numpy(), strict=True):
        spread += drift
        if np.isnan(y):
            continue
        mean = max(level * season[int(str(month)[5:]) - 1], 1e-9)
        share = phi / mean + shock
        if seen >= YEAR:
            score += _log_chance(y, mean, mean**2 * (share + spread))
        gain = spread / (spread + share)
        level, spread = max(level * (1 + gain * (y / mean - 1)), 1e-9), spread * (1 - gain)
        seen += 1
    return State(
        level=level, spread=spread, score=score, phi=phi, drift=drift, season=season, shock=shock,
        freedom=float(max(seen - YEAR, 0)),
    )  # fmt: skip


def _log_chance(y: float, mean: float, variance: float) -> float:
    """Return the logarithm of the probability of a count; scipy takes a hundred times as long."""
    excess = max(variance / mean - 1, 1e-6)
    size, share = mean / excess, 1 / (1 + excess)
    ways = lgamma(y + size) - lgamma(size) - lgamma(y + 1)
    return ways + size * log(share) + y * log(1 - share)


def _chances(mean: float, variance: float) -> stats.rv_discrete:
    excess = max(variance / mean - 1, 1e-6)
    return stats.nbinom(mean / excess, 1 / (1 + excess))


def expected_range(tail: float, mean: float, variance: float) -> tuple[float, float]:
    """Return the counts outside which each tail has at most a probability."""
    chances = _chances(mean, variance)
    lower, upper = float(chances.ppf(tail)), float(chances.isf(tail))
    return lower, max(lower, upper)


def judged(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each count of the latest month between the ends of its range, areas and wholes.

    `tables` are the months by area of each category, without those recorded otherwise.
    """
    parts = {category: _usable(table) for category, table in tables.items()}
    wholes = {
        category: table.sum(axis=1, skipna=False).to_frame("")
        for category, table in tables.items()
        if parts[category].shape[1] == table.shape[1]
    }
    areas = sum(table.shape[1] for table in tables.values())
    kinds = max(len(wholes), 14)
    found = [
        *_judged(parts, 0.05 * areas / (areas + kinds)),
        *_judged(wholes, 0.05 * kinds / (areas + kinds)),
    ]
    table = pd.DataFrame(found).set_index(["category", "area"])
    named = table["score"].abs()[table["verdict"] != EXPECTED].sort_values(ascending=False)
    return table.assign(rank=pd.Series(range(1, len(named) + 1), named.index, dtype=float))


def _usable(table: pd.DataFrame) -> pd.DataFrame:
    """Return the areas with a figure of the latest month and enough before it."""
    before = table.iloc[-BEFORE - 1 : -1].notna().sum()
    return table.loc[:, table.iloc[-1].notna() & (before >= LEAST_BEFORE)]


def _judged(tables: Mapping[str, pd.DataFrame], at: float) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    alone = at / 2 / max(sum(table.shape[1] for table in tables.values()), 14)
    for category, table in tables.items():
        if not table.shape[1]:
            continue
        states = fitted(table.iloc[:-1])
        freedom = max(sum(one.freedom for one in states.values()) - 3, 1.0)
        tail = float(stats.norm.cdf(stats.t.ppf(alone, freedom)))
        for area, state in states.items():
            now = float(table[area].iloc[-1])
            mean, variance = state.ahead(str(table.index[-2]), 1)
            lower, upper = expected_range(tail, mean, variance)
            upper, chances = max(upper, 4.0), _chances(mean, variance)
            above, below = chances.sf(now - 1), chances.cdf(now)
            far = -stats.norm.ppf(min(max(min(above, below), 1e-300), 0.5))
            verdict = HIGHER if now > upper else LOWER if now < lower else EXPECTED
            score = float(far if above < below else -far)
            rows.append(
                {"category": category, "area": area, "now": now, "expected": mean, "lower": lower}
                | {"upper": upper, "score": score, "verdict": verdict}
            )
    return rows


def needed(table: pd.DataFrame, area: str, upper: float) -> float:
    """Return the mean, rounded up, of which eight of ten counts are above the range."""
    state = fitted(_usable(table).iloc[:-1])[area]
    mean, variance = state.ahead(str(table.index[-2]), 1)
    relative = (variance - state.phi * mean) / mean**2

    def short(ratio: float) -> float:
        found = ratio * mean
        return float(_chances(found, state.phi * found + relative * found**2).sf(upper) - 0.8)

    return float(np.ceil(mean * optimize.brentq(short, 1.0, 100.0)))


def next_quarter(table: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return the range in which the next three months of each area are expected, at 80%."""
    states, last = fitted(table), str(table.index[-1])
    return {area: expected_range(0.1, *state.ahead(last, 3)) for area, state in states.items()}
