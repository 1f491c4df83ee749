"""Residents by age group and the deprivation ranks of each LSOA."""

import math
from dataclasses import dataclass

from data.sample.county import Lsoa
from data.sample.place_names import WARDS
from data.sample.random_streams import RandomStream

AGE_GROUPS = (
    "Aged 15 years and under",
    "Aged 16 to 24 years",
    "Aged 25 to 34 years",
    "Aged 35 to 49 years",
    "Aged 50 to 64 years",
    "Aged 65 years and over",
)
# TOWN_AGES, COUNTRY_AGES: the share of each age group.
TOWN_AGES = (0.18, 0.11, 0.135, 0.185, 0.19, 0.20)
COUNTRY_AGES = (0.155, 0.085, 0.095, 0.165, 0.23, 0.27)

SMALL_AREAS_IN_WALES = 1917
# DOMAINS: the domains of WIMD 2025 in the file's order. Each has its header (with its stray
# spaces), its correlation with the general level, and its weight in the index.
DOMAINS: tuple[tuple[str, float, float], ...] = (
    ("Income ", 0.95, 0.22),
    ("Employment", 0.92, 0.20),
    ("Health", 0.88, 0.15),
    ("Education ", 0.88, 0.14),
    ("Access to Services", -0.45, 0.10),
    ("Housing", 0.55, 0.09),
    ("Community Safety", 0.80, 0.05),
    ("Physical Environment", 0.40, 0.05),
)


@dataclass(frozen=True)
class Deprivation:
    """Ranks among all LSOAs of Wales; 1 is the most deprived."""

    overall: int
    domains: tuple[int, ...]

    @property
    def income_level(self) -> float:
        """The income rank on a scale from -1 (least deprived) to 1 (most deprived)."""
        return 1.0 - 2.0 * self.domains[0] / SMALL_AREAS_IN_WALES


def residents_by_age(lsoas: list[Lsoa]) -> dict[str, tuple[int, ...]]:
    """Return the residents of each LSOA in the six age groups of the census, by LSOA code."""
    rng = RandomStream("residents")
    table = {}
    for ward in WARDS:
        members = [lsoa for lsoa in lsoas if lsoa.ward is ward]
        shares = [rng.between(0.84, 1.16) for _ in members]
        for lsoa, share in zip(members, shares, strict=True):
            total = ward.residents * share / math.fsum(shares)
            total = min(2180.0, max(1020.0, total))
            ages = TOWN_AGES if lsoa.is_urban else COUNTRY_AGES
            weights = [age * rng.between(0.88, 1.12) for age in ages]
            table[lsoa.code] = tuple(
                round(total * weight / math.fsum(weights)) for weight in weights
            )
    return table


def deprivation_ranks(lsoas: list[Lsoa]) -> dict[str, Deprivation]:
    """Return each LSOA's ranks: correlated domains around its ward's level, and the index."""
    rng = RandomStream("deprivation")
    levels = [lsoa.ward.deprivation + 0.3 * rng.normal() for lsoa in lsoas]
    scores = [
        [correlation * level + _spread(correlation) * rng.normal() for level in levels]
        for _, correlation, _ in DOMAINS
    ]
    index = [
        math.fsum(scores[d][n] * DOMAINS[d][2] for d in range(len(DOMAINS))) / 0.72
        for n in range(len(lsoas))
    ]
    domain_ranks = [_distinct_ranks(column) for column in scores]
    overall = _distinct_ranks(index)
    return {
        lsoa.code: Deprivation(overall[n], tuple(column[n] for column in domain_ranks))
        for n, lsoa in enumerate(lsoas)
    }


def _spread(correlation: float) -> float:
    """Return the standard deviation of a domain around the general level."""
    return 0.75 * math.sqrt(1.0 - correlation * correlation)


def _distinct_ranks(scores: list[float]) -> list[int]:
    """Return distinct ranks within Wales, where the scores have a standard normal distribution."""
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    ranks, last = [0] * len(scores), 0
    for n in order:
        wished = round(SMALL_AREAS_IN_WALES * 0.5 * math.erfc(scores[n] / math.sqrt(2.0)))
        last = max(wished, last + 1)
        ranks[n] = last
    return ranks
