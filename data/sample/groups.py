"""Community groups and support services: names by place, what they offer, where they meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.sample.county import County
from data.sample.place_names import AREA, WARDS, Ward
from data.sample.planted_effects import truth
from data.sample.random_streams import Dice
from data.sample.snap_points import Spot

COLUMNS = (
    "group_id",
    "name_en",
    "name_cy",
    "kind",
    "offers_en",
    "offers_cy",
    "audience",
    "audience_cy",
    "ward_code",
    "lon",
    "lat",
    "covers",
    "last_confirmed",
    "public_contact",
)


@dataclass(frozen=True)
class Kind:
    """A kind of group: how its name is made from a place's, and the wards that have one."""

    kind: str
    name_en: str
    name_cy: str
    offers_en: str
    offers_cy: str
    audience: str
    audience_cy: str
    wards: tuple[int, ...]
    covers: str = "ward"


RURAL_WARDS = (18, 19, 20, 22, 23, 24)
KINDS: tuple[Kind, ...] = (
    Kind(
        "neighbourhood_watch",
        "{} Neighbourhood Watch",
        "Gwarchod Cymdogaeth {}",
        "Neighbours who keep an eye on the street and share warnings",
        "Cymdogion sy'n cadw llygad ar y stryd ac yn rhannu rhybuddion",
        "Residents",
        "Trigolion",
        (1, 2, 4, 4, 5, 7, 8, 8, 9, 9, 9, 10, 10, 11, 12, 13, 13, 13, 14, 15, 16, 16, 17, 18, 20,
         22,          23, 23, 24),
    ),
    Kind(
        "rural_watch",
        "{} Rural Watch",
        "Gwarchod Cefn Gwlad {}",
        "Farms and villages that report strange vehicles and stolen machinery",
        "Ffermydd a phentrefi sy'n rhoi gwybod am gerbydau amheus ac offer wedi'i ddwyn",
        "Farms and villages",
        "Ffermydd a phentrefi",
        RURAL_WARDS,
    ),
    Kind(
        "dog_walker_patrol",
        "{} Dog Walkers' Patrol",
        "Patrôl Cerddwyr Cŵn {}",
        "Dog walkers who tell the council about damage and litter",
        "Cerddwyr cŵn sy'n rhoi gwybod i'r cyngor am ddifrod a sbwriel",
        "Residents",
        "Trigolion",
        (2, 9, 14, 16, 24),
    ),
    Kind(
        "cohesion_group",
        "{} Community Cohesion Group",
        "Grŵp Cydlyniant Cymunedol {}",
        "Meetings that bring communities together",
        "Cyfarfodydd sy'n dod â chymunedau at ei gilydd",
        "Everyone",
        "Pawb",
        (3, 6, 12, 15),
    ),
    Kind(
        "youth_provision",
        "{} Youth Club",
        "Clwb Ieuenctid {}",
        "An evening club for young people, twice a week",
        "Clwb gyda'r nos i bobl ifanc, ddwywaith yr wythnos",
        "Ages 11 to 17",
        "11 i 17 oed",
        (4, 5, 6, 11, 13, 16, 19, 23),
    ),
    Kind(
        "victim_support",
        "{} Victim Support Drop-in",
        "Sesiwn Galw Heibio i Ddioddefwyr {}",
        "Practical help after a crime, no appointment needed",
        "Help ymarferol ar ôl trosedd, heb apwyntiad",
        "Victims of crime",
        "Dioddefwyr troseddau",
        (3, 12, 16),
    ),
    Kind(
        "substance_misuse",
        "{} Drug and Alcohol Service",
        "Gwasanaeth Cyffuriau ac Alcohol {}",
        "Advice and treatment for people who use drugs or alcohol",
        "Cyngor a thriniaeth i bobl sy'n defnyddio cyffuriau neu alcohol",
        "Adults",
        "Oedolion",
        (3, 11, 17),
        "county",
    ),
)  # fmt: skip
DOMESTIC_ABUSE: tuple[tuple[str, str, str, str], ...] = (
    (
        f"{AREA[0]} Domestic Abuse Helpline",
        f"Llinell Gymorth Cam-drin Domestig {AREA[1]}",
        "Confidential advice by telephone, day and night",
        "Cyngor cyfrinachol dros y ffôn, ddydd a nos",
    ),
    (
        f"{AREA[0]} Domestic Abuse Outreach Service",
        f"Gwasanaeth Allgymorth Cam-drin Domestig {AREA[1]}",
        "One-to-one support for people who live with abuse or have left it",
        "Cymorth un i un i bobl sy'n byw gyda cham-drin neu sydd wedi'i adael",
    ),
)
LAST_CONFIRMED = (*["2026"] * 6, *["2025"] * 3, "2024", "2023")


def group_rows(county: County, spots: Sequence[Spot]) -> list[list[str]]:
    """All groups; the ward with the planted lack of them has none."""
    dice, rows = Dice("groups"), []
    without = truth("no_group").ward_code
    for kind in KINDS:
        for place_number, number in enumerate(kind.wards):
            ward = WARDS[number - 1]
            if ward.code != without:
                earlier = kind.wards[:place_number].count(number)
                rows.append(
                    _group(kind, ward, earlier, _meeting_place(county, spots, ward, dice), dice)
                )
    for name_en, name_cy, offers_en, offers_cy in DOMESTIC_ABUSE:
        what = ["", name_en, name_cy, "domestic_abuse_support", offers_en, offers_cy]
        # No ward and no coordinates: where such help is given is never shown.
        rows.append(
            [
                *what,
                "Adults and children",
                "Oedolion a phlant",
                "",
                "",
                "",
                "county",
                _confirmed(dice),
                "yes",
            ]
        )
    for number, row in enumerate(rows):
        row[0] = f"G{number + 1:03d}"
    return rows


def _meeting_place(county: County, spots: Sequence[Spot], ward: Ward, dice: Dice) -> Spot:
    return dice.pick([spot for spot in spots if county.lsoas[spot.lsoa].ward is ward])


# A ward with several groups of a kind names the later ones after a part of the ward.
PARTS = (("{}", "{}"), ("{} (north)", "{} (gogledd)"), ("{} (south)", "{} (de)"))


def _group(kind: Kind, ward: Ward, earlier: int, spot: Spot, dice: Dice) -> list[str]:
    part_en, part_cy = PARTS[earlier]
    return [
        "",
        kind.name_en.format(part_en.format(ward.name_en)),
        kind.name_cy.format(part_cy.format(ward.name_cy)),
        kind.kind,
        kind.offers_en,
        kind.offers_cy,
        kind.audience,
        kind.audience_cy,
        ward.code,
        f"{spot.degrees[0]:.6f}",
        f"{spot.degrees[1]:.6f}",
        kind.covers,
        _confirmed(dice),
        "yes" if dice.happens(0.65) else "no",
    ]


def _confirmed(dice: Dice) -> str:
    year = dice.pick(LAST_CONFIRMED)
    return f"{year}-{1 + dice.below(9):02d}-{1 + dice.below(28):02d}"
