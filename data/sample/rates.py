"""The rate of recorded crime by category, and how setting and deprivation change it."""

import math

from data.sample.county import Lsoa
from data.sample.planted_effects import (
    ASB,
    BICYCLE_THEFT,
    BURGLARY,
    DAMAGE,
    DRUGS,
    OTHER_CRIME,
    OTHER_THEFT,
    PUBLIC_ORDER,
    ROBBERY,
    SHOPLIFTING,
    THEFT_FROM_PERSON,
    VEHICLE_CRIME,
    VIOLENCE,
    WEAPONS,
    truth,
)
from data.sample.residents import Deprivation

# RATES: for each category the records a year per 1,000 residents, the effect of deprivation, and
# the multiples in a town's centre, elsewhere in a town, in a village and on farmland.
RATES: dict[str, tuple[float, float, tuple[float, float, float, float]]] = {
    ASB: (22.0, 0.55, (2.0, 1.0, 0.65, 0.42)),
    BICYCLE_THEFT: (0.5, 0.20, (2.2, 1.0, 0.5, 0.25)),
    BURGLARY: (4.0, 0.40, (1.2, 1.0, 0.8, 0.75)),
    DAMAGE: (9.0, 0.50, (1.4, 1.0, 0.65, 0.45)),
    DRUGS: (3.0, 0.60, (1.8, 1.0, 0.5, 0.35)),
    OTHER_CRIME: (3.0, 0.40, (1.3, 1.0, 0.7, 0.55)),
    OTHER_THEFT: (6.0, 0.25, (1.8, 1.0, 0.75, 0.65)),
    WEAPONS: (0.7, 0.60, (1.8, 1.0, 0.5, 0.3)),
    PUBLIC_ORDER: (10.0, 0.50, (1.8, 1.0, 0.6, 0.38)),
    ROBBERY: (0.5, 0.60, (2.0, 1.0, 0.3, 0.2)),
    SHOPLIFTING: (9.0, 0.20, (5.0, 0.9, 0.5, 0.1)),
    THEFT_FROM_PERSON: (0.5, 0.20, (2.5, 1.0, 0.3, 0.2)),
    VEHICLE_CRIME: (4.0, 0.35, (1.3, 1.0, 0.75, 0.6)),
    VIOLENCE: (32.0, 0.55, (1.5, 1.0, 0.7, 0.5)),
}
CATEGORIES = tuple(RATES)
DEPRIVATION_EFFECT = 1.9


def setting(lsoa: Lsoa) -> int:
    """Return 0 for a town's centre, 1 elsewhere in a town, 2 for a village, 3 for farmland."""
    if lsoa.ward.centre:
        return 0
    if lsoa.is_urban:
        return 1
    return 2 if lsoa.is_village else 3


def planted_multiple(ward_code: str, category: str) -> float:
    """Return the product of the planted effects that change a ward's rate in every month."""
    multiple = 1.0
    for key in ("busy_record", "night_time_economy"):
        planted = truth(key)
        if ward_code == planted.ward_code and category in planted.categories:
            multiple *= planted.strength
    under = truth("under_reporting")
    return multiple * (under.strength if ward_code == under.ward_code else 1.0)


def relative_rate(lsoa: Lsoa, deprivation: Deprivation, category: str) -> float:
    """Return an LSOA's rate as a multiple of an ordinary town LSOA's, with planted effects."""
    _, effect, settings = RATES[category]
    level = math.exp(effect * DEPRIVATION_EFFECT * deprivation.income_level)
    return level * settings[setting(lsoa)] * planted_multiple(lsoa.ward.code, category)


def monthly_means(
    lsoas: list[Lsoa], residents: dict[str, int], deprivation: dict[str, Deprivation]
) -> dict[str, list[float]]:
    """Return the records expected in each LSOA in a mean month, by category.

    Over the whole county they add up to RATES.
    """
    total = sum(residents.values())
    means = {}
    for category, (rate, _, _) in RATES.items():
        shares = [
            residents[lsoa.code] * relative_rate(lsoa, deprivation[lsoa.code], category)
            for lsoa in lsoas
        ]
        scale = rate / 1000.0 * total / 12.0 / math.fsum(shares)
        means[category] = [share * scale for share in shares]
    return means
