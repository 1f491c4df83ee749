"""Counties in which nothing changes and nothing differs, but counts cluster and drift.

The strength of the noise is φ: χ² per degree of freedom of the wards' counts from year to year, for
a ward of mean size. Half of what is beyond chance is clustering (gamma-Poisson months), half is
drift (the log rate of each ward is an AR(1) process that loses a tenth a month). All wards share a
season and shocks. At every φ the same random numbers are drawn.
"""

from dataclasses import dataclass

import numpy as np

YEAR, MONTHS, WARDS = 12, 36, 24
# RHO: correlation of a ward's log rate with that of the month before.
RHO = 0.9
SEASON, SHOCK = 0.15, 0.05
# SIZE, SPREAD: mean and standard deviation of the log of a ward's incidents a year.
SIZE, SPREAD = 4.2, 0.8
PHIS = (1.0, 2.0, 3.5)
DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of county."""

    phi: float
    wards: int = WARDS
    months: int = MONTHS
    size: float = SIZE
    spread: float = SPREAD
    # The share of what is beyond chance that is drift.
    drifting: float = 0.5
    # Whether all wards have the same rate per resident.
    equal_rates: bool = False
    season: float = SEASON
    shock: float = SHOCK


@dataclass(frozen=True, kw_only=True)
class Counties:
    """Counts by county, month and ward, the wards' residents, and their lasting yearly means."""

    counts: np.ndarray
    residents: np.ndarray
    means: np.ndarray


def drawn(kind: Kind, number: int, seed: int = 14) -> Counties:
    """Return a number of counties."""
    sizes, drifts, shocks, months = np.random.default_rng(seed).spawn(4)
    residents = 8000 * np.exp(sizes.normal(0, 0.4, (number, kind.wards)))
    logs = kind.size + kind.spread * sizes.normal(0, 1, residents.shape)
    means = np.exp(logs)
    if kind.equal_rates:
        means = residents * np.exp(kind.size + kind.spread**2 / 2) / 8000
    beyond = kind.phi - 1
    clustering = 1 + beyond * (1 - kind.drifting)
    mean_size = np.exp(kind.size + kind.spread**2 / 2)
    # Two years of E incidents have the information E/2.
    variance = beyond * kind.drifting / (mean_size / 2)
    walk = _ar1(drifts.normal(0, 1, (number, kind.months + 2 * YEAR, kind.wards)))
    walk = walk[:, 2 * YEAR :] * np.sqrt(variance / _unit_drift())
    at = np.arange(kind.months)
    common = kind.season * np.sin(2 * np.pi * at / YEAR)
    common = common + kind.shock * shocks.normal(0, 1, (number, kind.months))
    share = (DAYS / DAYS.sum())[at % YEAR]
    expected = means[:, None, :] * share[None, :, None] * np.exp(common[:, :, None] + walk)
    if clustering > 1:
        expected = months.gamma(expected / (clustering - 1)) * (clustering - 1)
    return Counties(counts=months.poisson(expected).astype(float), residents=residents, means=means)


def _ar1(shocks: np.ndarray) -> np.ndarray:
    walk = shocks.copy()
    walk[:, 0] /= np.sqrt(1 - RHO**2)
    for month in range(1, walk.shape[1]):
        walk[:, month] += RHO * walk[:, month - 1]
    return walk


def _unit_drift() -> float:
    """Return the variance of the difference of two successive years' means, for unit shocks."""
    apart = np.abs(np.subtract.outer(np.arange(2 * YEAR), np.arange(2 * YEAR)))
    weights = np.repeat([-1 / YEAR, 1 / YEAR], YEAR)
    return float(weights @ (RHO**apart / (1 - RHO**2)) @ weights)
