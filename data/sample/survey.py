"""The perception survey: 1,500 people's answers around what their wards fear, and interviews."""

import math
from collections.abc import Sequence

from data.sample.county import County
from data.sample.crime import Incident
from data.sample.perceptions import TOPICS, Mood, logit_of, share_of, ward_moods
from data.sample.place_names import WARDS
from data.sample.planted_effects import WAVES
from data.sample.random_streams import Dice, running_total

RESPONDENTS_PER_WAVE = 750
INTERVIEWED = 16
"""Key individuals (of a ward each): heads, shopkeepers, wardens; no sample of anybody."""
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
    "safe_day",
    "safe_after_dark",
    "commonest_1",
    "commonest_2",
    "asb_direction",
    "informed",
    *(f"problem_{topic}" for topic in TOPICS),
)
# What people believe is commonest, and how often they say so.
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
    county: County, incidents: list[Incident], residents: dict[str, int]
) -> list[list[str]]:
    """All answers, one list of cells per respondent, with three faulty rows among them."""
    rows: list[list[str]] = []
    for wave in WAVES:
        for mood, people in zip(
            ward_moods(county, incidents, residents, wave), _people_per_ward(), strict=True
        ):
            rows.extend(_ward_answers(mood, wave, people))
        rows.append([*rows[-40]])
        rows[-1][COLUMNS.index("ward_code")] = UNKNOWN_WARD
    rows[700][COLUMNS.index("problem_litter")] = OUTSIDE_THE_SCALE
    rows.extend(_interviews())
    for number, row in enumerate(rows):
        row[0] = f"R{number + 1:04d}"
    return rows


def _interviews() -> list[list[str]]:
    """What key individuals of the first wards said in the latest wave, of the topics alone."""
    dice = Dice("key individuals")
    rows = []
    for ward in WARDS[:INTERVIEWED]:
        said = {"wave": WAVES[-1], "mode": "key individual", "ward_code": ward.code, "weight": "1"}
        said |= {
            f"problem_{topic}": dice.pick(BIG if dice.happens(0.6) else NOT_BIG) for topic in TOPICS
        }
        rows.append([said.get(column, "") for column in COLUMNS])
    return rows


def _people_per_ward() -> list[int]:
    """Respondents per ward: as even as they come; the largest wards get what is left over.

    One respondent of each wave is kept for the row with an unknown ward.
    """
    even, over = divmod(RESPONDENTS_PER_WAVE - 1, len(WARDS))
    largest = sorted(range(len(WARDS)), key=lambda n: (-WARDS[n].residents, n))[:over]
    return [even + (n in largest) for n in range(len(WARDS))]


def _ward_answers(mood: Mood, wave: str, people: int) -> list[list[str]]:
    dice = Dice(f"answers {wave} {mood.ward.code}")
    topics = {topic: _problem_answers(dice, share, people) for topic, share in mood.big.items()}
    ages = running_total(AGE_SHARES)
    afraid = share_of(logit_of(mood.big["asb"]) * 0.7 - 0.05)
    rows = []
    for person in range(people):
        age = AGE_BANDS[dice.weighted(ages)]
        weight = min(2.2, max(0.5, math.exp(0.22 * dice.normal())))
        first, second = _two_beliefs(dice)
        rows.append(
            [
                "",
                wave,
                "random sample",
                mood.ward.code,
                age,
                f"{weight:.2f}",
                _safety(dice, 0.3 * afraid),
                _safety(dice, afraid),
                first,
                second,
                _or_no_answer(dice, DIRECTIONS[dice.weighted((52.0, 82.0, 100.0))]),
                _or_no_answer(dice, INFORMED[dice.weighted((9.0, 38.0, 84.0, 100.0))]),
                *(topics[topic][person] for topic in TOPICS),
            ]
        )
    return rows


def _problem_answers(dice: Dice, share: float, people: int) -> list[str]:
    """Answers that keep close to the share: evenly spread draws in random order."""
    draws = dice.shuffled([(person + dice.unit()) / people for person in range(people)])
    answers = []
    for draw in draws:
        scale = BIG if draw < share else NOT_BIG
        first = draw / share < 0.4 if draw < share else (draw - share) / (1.0 - share) < 0.6
        answers.append(_or_no_answer(dice, scale[0] if first else scale[1]))
    return answers


def _or_no_answer(dice: Dice, answer: str) -> str:
    draw = dice.unit()
    if draw < BLANK_SHARE:
        return ""
    return DONT_KNOW if draw < BLANK_SHARE + DONT_KNOW_SHARE else answer


def _safety(dice: Dice, afraid: float) -> str:
    calm = 1.0 - afraid
    weights: Sequence[float] = (0.35 * calm, 0.65 * calm, 0.7 * afraid, 0.3 * afraid)
    return _or_no_answer(dice, SAFE[dice.weighted(running_total(weights))])


def _two_beliefs(dice: Dice) -> tuple[str, str]:
    weights = running_total([weight for _, weight in BELIEFS])
    first = BELIEFS[dice.weighted(weights)][0]
    second = first
    while second == first:
        second = BELIEFS[dice.weighted(weights)][0]
    return first, "" if dice.happens(0.05) else second
