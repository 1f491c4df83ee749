"""Difference in differences: before/after ratios compared with a comparison area.

The treated area, a buffer to which crime could be displaced, and a comparison area are each counted
over equal periods before and since. A before/after ratio alone misleads, because of regression to
the mean, and is never shown without the others.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from geo.noise.families import ALONE as Z_95
from geo.noise.smallest import visible_fall


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Incidents before and since, over equal periods."""

    before: float
    since: float

    @property
    def change(self) -> float:
        """The number of incidents since, less those before."""
        return self.since - self.before


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A ratio with its 95% interval and its two-sided p."""

    value: float
    lower: float
    upper: float
    p: float


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A difference in incidents with its standard error."""

    value: float
    se: float

    @property
    def lower(self) -> float:
        """Lower limit of the 95% interval."""
        return self.value - Z_95 * self.se

    @property
    def upper(self) -> float:
        """Upper limit of the 95% interval."""
        return self.value + Z_95 * self.se


def before_after_ratio(treated: Pair) -> Ratio:
    """Return the ratio of incidents since to before, which is never shown alone.

    Parameters
    ----------
    treated
        Incidents in the treated area.

    Returns
    -------
    Ratio
        The ratio with its Poisson interval.

    Examples
    --------
    >>> round(before_after_ratio(Pair(before=120, since=84)).value, 2)
    0.7
    """
    return _ratio(treated.since / treated.before, [treated])


def difference_in_differences(
    treated: Pair, comparison: Pair, *, dispersion: float = 1.0, drift: float = 0.0
) -> Ratio:
    """Return the before/after ratio divided by that of the comparison area.

    Parameters
    ----------
    treated
        Incidents in the treated area.
    comparison
        Incidents in the comparison area.
    dispersion
        Overdispersion of monthly counts; the Poisson variance is multiplied by it.
    drift
        Variance between areas of the log ratio, added to it.

    Returns
    -------
    Ratio
        The ratio with its interval.

    Examples
    --------
    >>> result = difference_in_differences(Pair(before=120, since=84), Pair(before=200, since=190))
    >>> round(result.value, 4), round(result.lower, 3), round(result.upper, 3)
    (0.7368, 0.523, 1.038)
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
    """Return the weighted displacement difference with one shared comparison area.

    ΔT + ΔB - share·ΔC (Wheeler and Ratcliffe).

    Parameters
    ----------
    treated
        Incidents in the treated area.
    buffer
        Incidents in the buffer.
    comparison
        Incidents in the comparison area.
    share
        Weight of the comparison area; by default the size of treated area and buffer before,
        divided by its own.
    dispersion
        Overdispersion of monthly counts.
    drift
        Variance between areas of the log ratio.

    Returns
    -------
    Difference
        The difference in incidents, negative for a reduction, with its standard error.

    Examples
    --------
    >>> treated, buffer = Pair(before=120, since=84), Pair(before=90, since=95)
    >>> comparison = Pair(before=300, since=288)
    >>> result = shared_displacement_difference(treated, buffer, comparison, share=1)
    >>> result.value, round(result.se, 3)
    (-19, 31.257)
    """
    if share is None:
        share = (treated.before + buffer.before) / comparison.before
    value = treated.change + buffer.change - share * comparison.change
    counts = [treated.before, treated.since, buffer.before, buffer.since]
    poisson = sum(counts) + share**2 * (comparison.before + comparison.since)
    drift_variance = drift * (treated.before**2 + buffer.before**2)
    return Difference(value=value, se=float(np.sqrt(dispersion * poisson + drift_variance)))


def detectable_fall(
    treated: float, comparison: float, *, dispersion: float = 1.0, drift: float = 0.0
) -> float:
    """Return the weakest ratio that would be found with 80% power.

    From the counts before alone, with the count inside since at its reduced size:
    R = exp(-2.80·√(dispersion·(1/T·(1 + 1/R) + 2/C) + drift)), solved for R (80% power).

    Parameters
    ----------
    treated
        Incidents in the treated area before.
    comparison
        Incidents in the comparison area before.
    dispersion
        Overdispersion of monthly counts.
    drift
        Variance between areas of the log ratio.

    Returns
    -------
    float
        A ratio below 1; smaller means that only a stronger effect would be found. Missing if not
        even a fall to none would be.

    Examples
    --------
    >>> round(detectable_fall(50, 500), 2)
    0.49
    """
    constant = dispersion * 2 / comparison + drift
    return float(visible_fall(dispersion / treated, constant, Z_95))


def _ratio(
    value: float, pairs: list[Pair], *, dispersion: float = 1.0, drift: float = 0.0
) -> Ratio:
    """Return the ratio with its interval and p, from the counts' variance."""
    poisson = sum(1 / pair.before + 1 / pair.since for pair in pairs)
    se = np.sqrt(dispersion * poisson + drift)
    log = np.log(value)
    return Ratio(
        value=float(value),
        lower=float(np.exp(log - Z_95 * se)),
        upper=float(np.exp(log + Z_95 * se)),
        p=float(2 * special.ndtr(-abs(log) / se)),
    )
