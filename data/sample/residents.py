"""Who lives where: residents by age, and how deprived each small area is."""

import math
from dataclasses import dataclass

from data.sample.areas import Lsoa
from data.sample.random_streams import Dice

AGE_GROUPS = (
    "Aged 15 years and under",
    "Aged 16 to 24 years",
    "Aged 25 to 34 years",
    "Aged 35 to 49 years",
    "Aged 50 to 64 years",
    "Aged 65 years and over",
)
TOWN_AGES = (0.18, 0.11, 0.135, 0.185, 0.19, 0.20)
COUNTRY_AGES = (0.155, 0.085, 0.095, 0.165, 0.23, 0.27)

SMALL_AREAS_IN_WALES = 1917
# WIMD 2025's domains in the file's order: header (with its stray spaces), how closely the domain
# follows the general level, and the weight it has in the index.
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
    """Ranks out of all Welsh small areas, 1 the most deprived."""

    overall: int
    domains: tuple[int, ...]

    @property
    def income_level(self) -> float:
        """From about -1 (least deprived) to 1 (most deprived)."""
        return 1.0 - 2.0 * self.domains[0] / SMALL_AREAS_IN_WALES


def residents_by_age(lsoas: list[Lsoa]) -> dict[str, tuple[int, ...]]:
    """Residents of every LSOA in the six age groups of the census table."""
    dice = Dice("residents")
    table = {}
    for ward_number in range(1, lsoas[-1].ward.number + 1):
        members = [lsoa for lsoa in lsoas if lsoa.ward.number == ward_number]
        shares = [dice.between(0.84, 1.16) for _ in members]
        for lsoa, share in zip(members, shares, strict=True):
            total = lsoa.ward.residents * share / math.fsum(shares)
            total = min(2180.0, max(1020.0, total))
            ages = TOWN_AGES if lsoa.is_urban else COUNTRY_AGES
            weights = [age * dice.between(0.88, 1.12) for age in ages]
            table[lsoa.code] = tuple(
                round(total * weight / math.fsum(weights)) for weight in weights
            )
    return table


def deprivation_ranks(lsoas: list[Lsoa]) -> dict[str, Deprivation]:
    """Correlated domain ranks around each ward's planned level, and the index made from them."""
    dice = Dice("deprivation")
    levels = [lsoa.ward.deprivation + 0.3 * dice.normal() for lsoa in lsoas]
    scores = [
        [follows * level + _rest(follows) * dice.normal() for level in levels]
        for _, follows, _ in DOMAINS
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


def _rest(follows: float) -> float:
    """How much of a domain is its own: less for the domains that follow the level closely."""
    return 0.75 * math.sqrt(1.0 - follows * follows)


def _distinct_ranks(scores: list[float]) -> list[int]:
    """Ranks within Wales for these scores (standard normal there); no rank twice."""
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    ranks, last = [0] * len(scores), 0
    for n in order:
        wished = round(SMALL_AREAS_IN_WALES * 0.5 * math.erfc(scores[n] / math.sqrt(2.0)))
        last = max(wished, last + 1)
        ranks[n] = last
    return ranks
