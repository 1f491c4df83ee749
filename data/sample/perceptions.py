"""The share of each ward's residents who call a topic a big problem.

The shares follow the recorded rates, except where an effect is planted.
"""

import math
from dataclasses import dataclass

from data.sample.county import Lsoa
from data.sample.crime import Incident
from data.sample.months import month_number
from data.sample.place_names import WARDS, Ward
from data.sample.planted_effects import (
    ASB,
    BURGLARY,
    DAMAGE,
    DRUGS,
    LAST_MONTH,
    VEHICLE_CRIME,
    VIOLENCE,
    truth,
)
from data.sample.random_streams import RandomStream

# TOPICS: for each topic the police category (None where there is none) and the share of residents
# of an ordinary ward who call it a big problem.
TOPICS: dict[str, tuple[str | None, float]] = {
    "asb": (ASB, 0.35),
    "vehicle_nuisance": (None, 0.33),
    "drugs": (DRUGS, 0.36),
    "burglary": (BURGLARY, 0.24),
    "vehicle_crime": (VEHICLE_CRIME, 0.22),
    "violence": (VIOLENCE, 0.27),
    "litter": (None, 0.44),
    "speeding": (None, 0.48),
    "damage": (DAMAGE, 0.28),
}
# SLOPE: logits of the share per natural logarithm of the recorded rate.
SLOPE = 0.8
# RESIDUAL: standard deviation, in logits, of what the recorded rate does not explain.
RESIDUAL = 0.08
# SPILLOVER: logits that a planted share of one topic adds to the ward's other topics.
SPILLOVER = 0.4


@dataclass(frozen=True)
class WardPerceptions:
    """The share of a ward's residents who call each topic a big problem."""

    ward: Ward
    big: dict[str, float]


def logit_of(share: float) -> float:
    """Return the logit of a share, the scale on which effects are added."""
    return math.log(share / (1.0 - share))


def share_of(logit: float) -> float:
    """Return the share with this logit."""
    return 1.0 / (1.0 + math.exp(-logit))


def ward_perceptions(
    lsoas: list[Lsoa], incidents: list[Incident], residents: dict[str, int], wave: str
) -> list[WardPerceptions]:
    """Return the perceptions of each ward in one wave of the survey."""
    logs = {
        topic: _log_rates(lsoas, incidents, residents, wave, category)
        for topic, (category, _) in TOPICS.items()
        if category is not None
    }
    rng = RandomStream(f"moods {wave}")
    perceptions = []
    for n, ward in enumerate(WARDS):
        big = {}
        for topic, (_, ordinary) in TOPICS.items():
            logit = logit_of(ordinary) + RESIDUAL * rng.normal()
            if topic in logs:
                logit += SLOPE * logs[topic][n]
            elif topic == "speeding" and not ward.town:
                logit += 0.6
            big[topic] = _planted(ward, topic, share_of(logit))
        perceptions.append(WardPerceptions(ward, big))
    return perceptions


def _log_rates(
    lsoas: list[Lsoa],
    incidents: list[Incident],
    residents: dict[str, int],
    wave: str,
    category: str,
) -> list[float]:
    """Return the logarithms of the wards' recorded rates, less their mean.

    Each is the mean of two: of the year before the wave and of the newest year, because people
    notice a rise before a year's records show it.
    """
    places = [(i.month, i.point.lsoa.ward) for i in incidents if i.category == category]
    people = [0] * len(WARDS)
    for lsoa in lsoas:
        people[lsoa.ward.number - 1] += residents[lsoa.code]
    logs = [0.0] * len(WARDS)
    for end in (month_number(wave), month_number(LAST_MONTH)):
        counts = [0.5] * len(WARDS)
        for month, ward in places:
            if end - 12 < month_number(month) <= end:
                counts[ward.number - 1] += 1.0
        for n, count in enumerate(counts):
            logs[n] += math.log(count / people[n]) / 2.0
    mean = math.fsum(logs) / len(logs)
    return [value - mean for value in logs]


def _planted(ward: Ward, topic: str, share: float) -> float:
    """Return the planted share, where there is one for the ward; otherwise the given share.

    A ward with far more concern about anti-social behaviour than its records suggest, and the ward
    that reports too little, have higher shares for all other topics too.
    """
    for key in ("fear_above_record", "fear_below_record", "under_reporting_perceived"):
        planted = truth(key)
        if ward.code == planted.ward_code:
            if topic == "asb":
                return planted.strength
            if key == "fear_below_record":
                return share
            wider = SPILLOVER if key == "fear_above_record" else 2.5 * SPILLOVER
            return share_of(logit_of(share) + wider)
    return share
