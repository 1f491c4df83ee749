"""What each ward fears: as its record says, but for the planted fears."""

import math
from dataclasses import dataclass

from data.sample.county import County
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
from data.sample.random_streams import Dice

# Topic: the recorded category behind it (none: the police have no such category), the share
# that calls it a big problem in an ordinary ward.
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
SLOPE = 0.8  # logits of the share per natural logarithm of the recorded rate
LEFTOVER = 0.08  # logits that the record does not explain
WIDER_FEAR = 0.4  # what a planted fear adds to the other topics, in logits


@dataclass(frozen=True)
class Mood:
    """One ward's share of people, per topic, who call it a big problem."""

    ward: Ward
    big: dict[str, float]


def logit_of(share: float) -> float:
    """A share on the scale on which effects add up."""
    return math.log(share / (1.0 - share))


def share_of(logit: float) -> float:
    """Back from that scale to a share."""
    return 1.0 / (1.0 + math.exp(-logit))


def ward_moods(
    county: County, incidents: list[Incident], residents: dict[str, int], wave: str
) -> list[Mood]:
    """What each ward thinks: the logarithm of its recorded rate over the year before the wave."""
    logs = {
        topic: _log_rates(county, incidents, residents, wave, category)
        for topic, (category, _) in TOPICS.items()
        if category is not None
    }
    dice = Dice(f"moods {wave}")
    moods = []
    for n, ward in enumerate(WARDS):
        big = {}
        for topic, (_, ordinary) in TOPICS.items():
            logit = logit_of(ordinary) + LEFTOVER * dice.normal()
            if topic in logs:
                logit += SLOPE * logs[topic][n]
            elif topic == "speeding" and not ward.town:
                logit += 0.6
            big[topic] = _planted(ward, topic, share_of(logit))
        moods.append(Mood(ward, big))
    return moods


def _log_rates(
    county: County, incidents: list[Incident], residents: dict[str, int], wave: str, category: str
) -> list[float]:
    """Logarithms of the wards' recorded rates, around the wards' mean.

    Half from the year before the wave, half from the newest year: people notice what is growing
    before a year's record shows it.
    """
    places = [(i.month, i.spot.lsoa) for i in incidents if i.category == category]
    people = [0] * len(WARDS)
    for lsoa in county.lsoas:
        people[lsoa.ward.number - 1] += residents[lsoa.code]
    logs = [0.0] * len(WARDS)
    for end in (month_number(wave), month_number(LAST_MONTH)):
        counts = [0.5] * len(WARDS)
        for month, position in places:
            if end - 12 < month_number(month) <= end:
                counts[county.lsoas[position].ward.number - 1] += 1.0
        for n, count in enumerate(counts):
            logs[n] += math.log(count / people[n]) / 2.0
    mean = math.fsum(logs) / len(logs)
    return [value - mean for value in logs]


def _planted(ward: Ward, topic: str, share: float) -> float:
    """The planted fears: a ward that fears far more, one that fears far less, one unheard."""
    for key in ("fear_above_record", "fear_below_record", "under_reporting_perceived"):
        planted = truth(key)
        if ward.code == planted.ward_code:
            if topic == "asb":
                return planted.strength
            if key == "fear_below_record":
                return share
            wider = WIDER_FEAR if key == "fear_above_record" else 2.5 * WIDER_FEAR
            return share_of(logit_of(share) + wider)
    return share
