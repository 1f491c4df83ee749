"""The perception survey: answers of 1,500 residents, and interviews of key individuals."""

import math
from collections.abc import Sequence

from data.sample.county import Lsoa
from data.sample.crime import Incident
from data.sample.perceptions import TOPICS, WardPerceptions, logit_of, share_of, ward_perceptions
from data.sample.place_names import WARDS
from data.sample.planted_effects import WAVES
from data.sample.random_streams import RandomStream, running_total

RESPONDENTS_PER_WAVE = 750
# How residents were chosen, and what the survey states of it.
SAMPLING, DESIGN_EFFECT = "addresses", "1"
# INTERVIEWED: the key individuals (head teachers, shopkeepers, wardens), one of a ward each. They
# are not a sample of the residents.
INTERVIEWED = 16
UNKNOWN_WARD = "W05999998"
OUTSIDE_THE_SCALE = "enormous"
DONT_KNOW_SHARE, BLANK_SHARE = 0.055, 0.012

AGE_BANDS = ("16-24", "25-34", "35-49", "50-64", "65+")
AGE_SHARES = (0.10, 0.13, 0.21, 0.26, 0.30)
BIG, NOT_BIG = ("very big", "fairly big"), ("not very big", "not a problem")
SAFE = ("very safe", "fairly safe", "a bit unsafe", "very unsafe")
INFORMED = ("very well", "fairly well", "not very well", "not at all")
DIRECTIONS = ("up", "same", "down")
DONT_KNOW = "don't know"
COLUMNS = (
    "respondent_id",
    "wave",
    "mode",
    "ward_code",
    "age_band",
    "weight",
    "sampling",
    "design_effect",
    "safe_day",
    "safe_after_dark",
    "commonest_1",
    "commonest_2",
    "asb_direction",
    "informed",
    *(f"problem_{topic}" for topic in TOPICS),
)
# BELIEFS: the crime that people believe to be commonest, and its weight.
BELIEFS = (
    ("anti-social-behaviour", 26.0),
    ("violent-crime", 12.0),
    ("drugs", 15.0),
    ("burglary", 14.0),
    ("vehicle-crime", 11.0),
    ("criminal-damage-arson", 9.0),
    ("shoplifting", 6.0),
    ("other-theft", 4.0),
    ("public-order", 2.0),
    ("bicycle-theft", 1.0),
)


def survey_rows(
    lsoas: list[Lsoa], incidents: list[Incident], residents: dict[str, int]
) -> list[list[str]]:
    """Return one row per respondent; two have an unknown ward and one an unknown answer."""
    rows: list[list[str]] = []
    for wave in WAVES:
        perceptions = ward_perceptions(lsoas, incidents, residents, wave)
        for ward, people in zip(perceptions, _people_per_ward(), strict=True):
            rows.extend(_answers_of_ward(ward, wave, people))
        rows.append([*rows[-40]])
        rows[-1][COLUMNS.index("ward_code")] = UNKNOWN_WARD
    rows[700][COLUMNS.index("problem_litter")] = OUTSIDE_THE_SCALE
    rows.extend(_interviews())
    for number, row in enumerate(rows):
        row[0] = f"R{number + 1:04d}"
    return rows


def _interviews() -> list[list[str]]:
    """Return interviews in the first wards in the latest wave, with answers on topics only."""
    rng = RandomStream("key individuals")
    rows = []
    for ward in WARDS[:INTERVIEWED]:
        answers = {
            "wave": WAVES[-1],
            "mode": "key individual",
            "ward_code": ward.code,
            "weight": "1",
        }
        answers |= {
            f"problem_{topic}": rng.pick(BIG if rng.happens(0.6) else NOT_BIG) for topic in TOPICS
        }
        rows.append([answers.get(column, "") for column in COLUMNS])
    return rows


def _people_per_ward() -> list[int]:
    """Return the respondents of each ward: equal numbers, one more in the largest wards.

    One respondent of each wave is left for the row with an unknown ward.
    """
    even, over = divmod(RESPONDENTS_PER_WAVE - 1, len(WARDS))
    largest = sorted(range(len(WARDS)), key=lambda n: (-WARDS[n].residents, n))[:over]
    return [even + (n in largest) for n in range(len(WARDS))]


def _answers_of_ward(found: WardPerceptions, wave: str, people: int) -> list[list[str]]:
    rng = RandomStream(f"answers {wave} {found.ward.code}")
    topics = {topic: _problem_answers(rng, share, people) for topic, share in found.big.items()}
    ages = running_total(AGE_SHARES)
    afraid = share_of(logit_of(found.big["asb"]) * 0.7 - 0.05)
    rows = []
    for person in range(people):
        age = AGE_BANDS[rng.weighted(ages)]
        weight = min(2.2, max(0.5, math.exp(0.22 * rng.normal())))
        first, second = _two_beliefs(rng)
        rows.append(
            [
                "",
                wave,
                "random sample",
                found.ward.code,
                age,
                f"{weight:.2f}",
                SAMPLING,
                DESIGN_EFFECT,
                _safety(rng, 0.3 * afraid),
                _safety(rng, afraid),
                first,
                second,
                _or_no_answer(rng, DIRECTIONS[rng.weighted((52.0, 82.0, 100.0))]),
                _or_no_answer(rng, INFORMED[rng.weighted((9.0, 38.0, 84.0, 100.0))]),
                *(topics[topic][person] for topic in TOPICS),
            ]
        )
    return rows


def _problem_answers(rng: RandomStream, share: float, people: int) -> list[str]:
    """Return answers close to the share, from evenly spread draws in random order."""
    draws = rng.shuffled([(person + rng.unit()) / people for person in range(people)])
    answers = []
    for draw in draws:
        scale = BIG if draw < share else NOT_BIG
        first = draw / share < 0.4 if draw < share else (draw - share) / (1.0 - share) < 0.6
        answers.append(_or_no_answer(rng, scale[0] if first else scale[1]))
    return answers


def _or_no_answer(rng: RandomStream, answer: str) -> str:
    draw = rng.unit()
    if draw < BLANK_SHARE:
        return ""
    return DONT_KNOW if draw < BLANK_SHARE + DONT_KNOW_SHARE else answer


def _safety(rng: RandomStream, afraid: float) -> str:
    calm = 1.0 - afraid
    weights: Sequence[float] = (0.35 * calm, 0.65 * calm, 0.7 * afraid, 0.3 * afraid)
    return _or_no_answer(rng, SAFE[rng.weighted(running_total(weights))])


def _two_beliefs(rng: RandomStream) -> tuple[str, str]:
    weights = running_total([weight for _, weight in BELIEFS])
    first = BELIEFS[rng.weighted(weights)][0]
    second = first
    while second == first:
        second = BELIEFS[rng.weighted(weights)][0]
    return first, "" if rng.happens(0.05) else second
