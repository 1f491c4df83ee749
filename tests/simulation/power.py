"""How often a true change or difference of one ward is found, beside 23 others."""

from itertools import product
from typing import Any

import numpy as np

from geo.noise.ladder import DOWN, HIGHER, LOWER, UP
from tests.simulation import claims
from tests.simulation.counties import PHIS, YEAR, Kind, drawn

# A ward's incidents a year, and its true ratio to the year before or to the others.
SIZES = (30, 100, 300)
RATIOS = (0.5, 0.7, 1.5, 2.0, 3.0)


def found_changes(size: float, ratio: float, phi: float, number: int) -> float:
    """Return the share of counties in which the first ward's change in the last year is named."""
    counties = drawn(Kind(phi=phi, size=float(np.log(size)), spread=0.0), number).counts
    counties[:, -YEAR:, 0] = _thinned(counties[:, -YEAR:, 0], ratio)
    way = UP if ratio > 1 else DOWN
    return float(np.mean([claims.changes(one).iloc[0] == way for one in counties]))


def found_differences(size: float, ratio: float, phi: float, number: int) -> float:
    """Return the share of counties in which the first ward's rate is named."""
    kind = Kind(phi=phi, size=float(np.log(size)), spread=0.0, equal_rates=True)
    made = drawn(kind, number)
    made.counts[:, :, 0] = _thinned(made.counts[:, :, 0], ratio)
    way = HIGHER if ratio > 1 else LOWER
    pairs = zip(made.counts, made.residents, strict=True)
    return float(np.mean([claims.differences(*pair).iloc[0] == way for pair in pairs]))


def found(number: int = 200) -> list[dict[str, Any]]:
    """Return for each size and true ratio how often it is found, by what it is and by noise."""
    return [
        {
            "size": size,
            "ratio": ratio,
            **{
                name: {f"{phi:g}": round(ask(size, ratio, phi, number), 3) for phi in PHIS}
                for name, ask in (("change", found_changes), ("rate", found_differences))
            },
        }
        for size, ratio in product(SIZES, RATIOS)
    ]


def _thinned(counts: np.ndarray, ratio: float) -> np.ndarray:
    """Return counts whose mean is multiplied, and whose noise beyond the mean goes with it."""
    rng = np.random.default_rng(1)
    whole, part = divmod(ratio, 1)
    return counts * whole + rng.binomial(counts.astype(int), part)
