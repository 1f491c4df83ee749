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


def displacement_quotient(treated: Pair, comparison: Pair, buffer: Pair) -> float | None:
    """(Da/Ca - Db/Cb)/(Ra/Ca - Rb/Cb): what share of the effect moved next door (below zero).

    None where the treated place did not improve on the comparison: then there is no effect that
    could have moved, and the quotient can't be read.
    """
    effect = treated.since / comparison.since - treated.before / comparison.before
    if effect >= 0:
        return None
    moved = buffer.since / comparison.since - buffer.before / comparison.before
    return moved / effect


def weighted_difference(treated: Pair, comparison: Pair) -> Difference:
    """The change less the comparison's, in incidents, with the counts' Poisson error."""
    return Difference(value=treated.change - comparison.change, se=_error([treated, comparison]))


def weighted_displacement_difference(
    treated: Pair, comparison: Pair, buffer: Pair, buffer_comparison: Pair
) -> Difference:
    """The same with what happened around the treated place: preferred, for it has an error."""
    inside = treated.change - comparison.change
    around = buffer.change - buffer_comparison.change
    every = [treated, comparison, buffer, buffer_comparison]
    return Difference(value=inside + around, se=_error(every))


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


def detectable_ratio(expected: float) -> float:
    """The weakest effect that so many events a cell could have shown: exp(-2.80·√(4/E))."""
    return float(np.exp(-DETECTABLE * np.sqrt(4 / expected))) if expected > 0 else 0.0


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


def _error(pairs: list[Pair]) -> float:
    return float(np.sqrt(sum(pair.before + pair.since for pair in pairs)))
