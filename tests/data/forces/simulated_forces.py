"""Simulated police forces: uneven, drifting, seasonal counts, with and without a recording break.

`python -m tests.data.forces.simulated_forces 300` prints how often breaks are found.
"""

import sys
from dataclasses import dataclass

import numpy as np

from data.forces.recording_breaks import ForceCounts, find_breaks
from data.months import months_between
from data.schema import CATEGORIES

# Incidents a month by category in a middling force, as in Gwent.
USUAL = (980, 23, 160, 560, 130, 320, 40, 700, 28, 350, 18, 230, 2140, 140)
# Of a small force: half of the categories have fewer than ten a month.
SMALL = tuple(number / 8 for number in USUAL)
# The sizes of the authorities.
SIZES = (0.32, 0.27, 0.17, 0.14, 0.10)
PHIS = (1.0, 2.0, 3.5)


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A break: the category's rate is multiplied from a month on, or within some months."""

    category: str
    first: int
    last: int | None = None
    ratio: float
    # The authorities in which it happens.
    authorities: tuple[int, ...] = tuple(range(len(SIZES)))


def simulated(
    rng: np.random.Generator,
    *,
    phi: float,
    months: int = 36,
    usual: tuple[float, ...] = USUAL,
    planted: Planted | None = None,
) -> ForceCounts:
    """Return counts whose variance is `phi` times their mean for the force as a whole.

    Every level drifts, for the force by 3% a month and for each authority by 2% more; the season
    has its own top month and up to 30% (bicycle theft 50%) in each category.
    """
    counts = np.zeros((len(SIZES), len(CATEGORIES), months))
    for number, category in enumerate(CATEGORIES):
        height = rng.uniform(0, 0.5 if category == "bicycle-theft" else 0.3)
        turn = 2 * np.pi * (np.arange(months) - rng.integers(12)) / 12
        level = np.cumsum(rng.normal(0, 0.03, months)) + height * np.cos(turn)
        own = np.cumsum(rng.normal(0, 0.02, (len(SIZES), months)), axis=1)
        rates = usual[number] * np.exp(level + own) * np.array(SIZES)[:, None]
        if planted and planted.category == category:
            last = months if planted.last is None else planted.last + 1
            rates[list(planted.authorities), planted.first : last] *= planted.ratio
        mean = rates.sum(axis=0)
        # All authorities share what makes a month uneven: the hardest case for the rule of half.
        uneven = rng.gamma(mean / (phi - 1), (phi - 1) / mean) if phi > 1 else np.ones(months)
        counts[:, number] = rng.poisson(rates * uneven)
    names = list(months_between("2022-01", "2036-12"))[:months]
    return ForceCounts(force="gwent", months=names, counts=counts)


def false_breaks(
    forces: int, *, phi: float, seed: int, months: int = 36, usual: tuple[float, ...] = USUAL
) -> float:
    """Return the mean number of breaks found in forces without one."""
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(forces):
        found += len(find_breaks(simulated(rng, phi=phi, months=months, usual=usual)))
    return found / forces


def power(forces: int, planted: Planted, *, phi: float, seed: int, months: int = 36) -> float:
    """Return the share of forces whose planted break is found within a month of its own."""
    rng = np.random.default_rng(seed)
    hits = 0
    for _ in range(forces):
        force = simulated(rng, phi=phi, months=months, planted=planted)
        hits += any(
            one.category == planted.category
            and abs(force.months.index(one.first) - planted.first) <= 1
            for one in find_breaks(force)
        )
    return hits / forces


def main(forces: int) -> None:
    """Print the rate of false breaks per force, and the power."""
    for size, usual in (("middling", USUAL), ("small", SMALL)):
        for months in (16, 36, 120):
            for phi in PHIS:
                few = forces if months < 100 else max(forces // 6, 1)
                rate = false_breaks(few, phi=phi, seed=1, months=months, usual=usual)
                print(
                    f"false {size:9} {months:3} months phi {phi}: {rate:.4f} per force", flush=True
                )
    for category in ("criminal-damage-arson", "burglary", "robbery"):
        for ratio in (0.1, 0.4, 0.5, 1.9, 2.5):
            for last in (None, 23):
                planted = Planted(category=category, first=18, last=last, ratio=ratio)
                found = [power(forces // 6, planted, phi=phi, seed=2) for phi in PHIS]
                spell = "step" if last is None else "spell of 6"
                print(f"found {category} {spell} x{ratio}: {found}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
