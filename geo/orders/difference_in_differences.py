"""Did a response work? Before and after, always against what happened elsewhere.

Treated and comparison places, and where crime could have moved to a buffer around the treated one
with its own comparison, each counted over equal times before and since. Before and after alone
misleads, since hot places cool by themselves: no function here gives it without the others.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from geo.stats.rates import Z_95

DETECTABLE = 2.80
"""z for a power of 80% at 5%: 1.96 + 0.84."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Incidents before and since, over equal times."""

    before: float
    since: float

    @property
    def change(self) -> float:
        return self.since - self.before


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A ratio with its 95% limits and its two-sided p."""

    value: float
    lower: float
    upper: float
    p: float


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A number of incidents with its standard error."""

    value: float
    se: float

    @property
    def lower(self) -> float:
        return self.value - Z_95 * self.se

    @property
    def upper(self) -> float:
        return self.value + Z_95 * self.se


def before_after_ratio(treated: Pair) -> Ratio:
    """since/before by itself: never shown alone."""
    return _ratio(treated.since / treated.before, [treated])


def difference_in_differences(
    treated: Pair, comparison: Pair, *, dispersion: float = 1.0, drift: float = 0.0
) -> Ratio:
    """(since/before)/(since/before elsewhere); limits from the four counts' Poisson variance.

    That variance times the `dispersion` of the months, and the `drift` of places on top of it.
    """
    value = (treated.since / treated.before) / (comparison.since / comparison.before)
    return _ratio(value, [treated, comparison], dispersion=dispersion, drift=drift)


def shared_displacement_difference(
    treated: Pair,
    buffer: Pair,
    comparison: Pair,
    *,
    share: float | None = None,
    dispersion: float = 1.0,
    drift: float = 0.0,
) -> Difference:
    """The same where one comparison serves the treated place and the buffer alike.

    Its change counts by the `share` that brings it to the size of both: what they held before
    over what it held before (Wheeler and Ratcliffe's weights). ΔT + ΔB - share·ΔC.
    """
    if share is None:
        share = (treated.before + buffer.before) / comparison.before
    value = treated.change + buffer.change - share * comparison.change
    counted = [treated.before, treated.since, buffer.before, buffer.since]
    poisson = sum(counted) + share**2 * (comparison.before + comparison.since)
    wandering = drift * (treated.before**2 + buffer.before**2)
    return Difference(value=value, se=float(np.sqrt(dispersion * poisson + wandering)))


def detectable_fall(
    treated: float, comparison: float, *, dispersion: float = 1.0, drift: float = 0.0
) -> float:
    """The same from what was counted before alone, where the comparison is larger or smaller."""
    variance = dispersion * (2 / treated + 2 / comparison) + drift
    return float(np.exp(-DETECTABLE * np.sqrt(variance)))


def _ratio(
    value: float, pairs: list[Pair], *, dispersion: float = 1.0, drift: float = 0.0
) -> Ratio:
    counted = sum(1 / pair.before + 1 / pair.since for pair in pairs)
    se = np.sqrt(dispersion * counted + drift)
    log = np.log(value)
    return Ratio(
        value=float(value),
        lower=float(np.exp(log - Z_95 * se)),
        upper=float(np.exp(log + Z_95 * se)),
        p=float(2 * special.ndtr(-abs(log) / se)),
    )
