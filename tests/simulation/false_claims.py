"""The share of counties in which something is claimed although nothing changed or differs."""

from collections.abc import Callable

import numpy as np
from scipy import special

from data.forces.recording_breaks import find_breaks
from tests.data.forces.simulated_forces import simulated
from tests.simulation import claims
from tests.simulation.claims import ASKED
from tests.simulation.counties import YEAR, Kind, drawn

CATEGORIES = 14
# The yearly incidents of a ward in each category, from rare to frequent.
SIZES = np.linspace(1.5, 5.0, CATEGORIES)
# FOLLOWS: how the logit of the perceived share follows the log of the lasting rate.
FOLLOWS = 0.8


def map_of_change(phi: float, number: int, **kind: float) -> np.ndarray:
    """Return for each county whether any ward's change is named."""
    counties = drawn(Kind(phi=phi, **kind), number).counts  # type: ignore[arg-type]
    return np.array([claims.any_change(claims.changes(counts)) for counts in counties])


def map_of_quarter(phi: float, number: int) -> np.ndarray:
    """Return the same of the latest three months."""
    counties = drawn(Kind(phi=phi), number).counts
    return np.array([claims.any_change(claims.changes(counts, 3)) for counts in counties])


def map_of_rates(phi: float, number: int, **kind: float) -> np.ndarray:
    """Return for each county of equal rates whether any ward is called higher or lower."""
    made = drawn(Kind(phi=phi, equal_rates=True, spread=0.0, **kind), number)  # type: ignore[arg-type]
    pairs = zip(made.counts, made.residents, strict=True)
    return np.array([claims.any_difference(claims.differences(*pair)) for pair in pairs])


def map_of_a_short_release(phi: float, number: int) -> np.ndarray:
    """Return the same of a release of twelve months, which can't tell drift from differences."""
    made = drawn(Kind(phi=phi, equal_rates=True, spread=0.0), number)
    pairs = zip(made.counts[:, -YEAR:], made.residents, strict=True)
    return np.array([claims.any_difference(claims.differences(*pair)) for pair in pairs])


def front_page(phi: float, number: int) -> np.ndarray:
    """Return for each county whether any of fourteen categories is said to have changed."""
    every = [
        drawn(Kind(phi=phi, size=float(size)), number, seed=100 + n).counts
        for n, size in enumerate(SIZES)
    ]
    pages = (claims.front_page(list(one)) for one in zip(*every, strict=True))
    return np.array([claims.any_change(page) for page in pages])


def season(phi: float, number: int) -> np.ndarray:
    """Return for each place without a season whether any month is said to stand out."""
    kind = Kind(phi=phi, wards=1, season=0.0, shock=0.0)
    months = drawn(kind, number).counts[:, :, 0]
    return np.array([claims.any_month(claims.season(one)) for one in months])


def gap(phi: float, number: int) -> np.ndarray:
    """Return for each county whether a gap is named where perception follows the lasting rate."""
    made = drawn(Kind(phi=phi), number)
    rate = np.log(made.means / made.residents)
    rate = rate - rate.mean(axis=1, keepdims=True)
    share = special.expit(special.logit(0.35) + FOLLOWS * rate)
    big = np.random.default_rng(3).binomial(ASKED, share)
    trios = zip(made.counts, made.residents, big, strict=True)
    return np.array([claims.any_gap(claims.gaps(*trio)) for trio in trios])


def map_of_small_areas(phi: float, number: int) -> np.ndarray:
    """Return for each county of sixty small areas whether any area's change is named."""
    return map_of_change(phi, number, wards=60, size=3.2)


def orders(phi: float, number: int) -> np.ndarray:
    """Return for each order without an effect whether incidents are said to have gone or moved.

    Its area is the county's ward of middle size, the ring around it the next larger one.
    """
    made = drawn(Kind(phi=phi, months=4 * YEAR), number)
    pairs = zip(made.counts, made.means, strict=True)
    return np.array([claims.worked(counts, np.argsort(means)) for counts, means in pairs])


def recording_breaks(phi: float, number: int) -> np.ndarray:
    """Return for each police force without a break in its recording whether one is found."""
    rng = np.random.default_rng(1)
    return np.array([bool(find_breaks(simulated(rng, phi=phi))) for _ in range(number)])


def below_expectation_by_area(phi: float, number: int, planted: float = 1.0) -> np.ndarray:
    """Return for each county and ward whether its count is below what deprivation lets expect.

    All counts follow deprivation; the first ward records only the share `planted` of its own.
    """
    made = drawn(Kind(phi=phi, equal_rates=True, spread=0.0), number)
    rng, found = np.random.default_rng(4), []
    for counts, residents in zip(made.counts, made.residents, strict=True):
        deprivation = rng.uniform(0, 1, counts.shape[1])
        share = np.exp(deprivation - 1) * np.where(np.arange(counts.shape[1]) == 0, planted, 1.0)
        recorded = rng.binomial(counts.astype(int), share).astype(float)
        found.append(claims.below(recorded, residents, deprivation))
    return np.array(found)


# By the names under which the page "What we claim and how often it is wrong" has them.
QUESTIONS: dict[str, Callable[[float, int], np.ndarray]] = {
    "change": map_of_change,
    "change_small": map_of_small_areas,
    "change_quarter": map_of_quarter,
    "rates": map_of_rates,
    "rates_short": map_of_a_short_release,
    "front_page": front_page,
    "gap": gap,
    "season": season,
    "breaks": recording_breaks,
    "orders": orders,
}
