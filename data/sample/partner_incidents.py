"""What partners recorded themselves: noise told to the council, fires set on purpose."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.sample.areas import Lsoa
from data.sample.county import County
from data.sample.months import length_of, month_of_year, months_between
from data.sample.planted_effects import LAST_MONTH
from data.sample.random_streams import Dice

FIRST_OWN_MONTH = "2024-04"
"""Later than the police: what a partner's extract does not reach is missing, never zero."""
NOISE_COLUMNS = ("incident_id", "date", "time", "type", "easting", "northing")
FIRE_COLUMNS = ("incident_id", "date", "type", "lsoa_code")
EVENING = (18, 19, 20, 21, 21, 22, 22, 22, 23, 23, 0, 1)
IN_SUMMER = (5, 6, 7, 8)
SCATTER = 0.3  # of a hexagon's width: within its own hexagon, which the smoothed coast may cut


@dataclass(frozen=True)
class Kind:
    """A type of incident: how many a month in an ordinary small area, and how that moves."""

    name: str
    mean: float
    urban: float
    deprived: float
    summer: float


NOISE = (Kind("noise", 0.45, 1.8, 1.3, 1.6), Kind("barking dog", 0.16, 1.0, 1.0, 1.1))
FIRES = (Kind("deliberate fire", 0.07, 1.3, 2.2, 2.0),)


def noise_rows(county: County) -> list[list[str]]:
    """Complaints with a time and a point near the homes that they came from."""
    dice, rows = Dice("own noise"), list[list[str]]()
    for kind, lsoa, month in _happened(county, NOISE, dice):
        x, y = county.terrain.mesh.centre(dice.pick(lsoa.built or lsoa.cells))
        reach = SCATTER * county.terrain.mesh.width
        time = f"{dice.pick(EVENING):02d}:{dice.below(60):02d}"
        place = [f"{value + dice.between(-reach, reach):.0f}" for value in (x, y)]
        rows.append([f"C-{len(rows) + 1:04d}", _day(month, dice), time, kind.name, *place])
    return rows


def fire_rows(county: County) -> list[list[str]]:
    """Fires by small area, without a time."""
    dice = Dice("own fires")
    return [
        [f"F-{number:03d}", _day(month, dice), kind.name, lsoa.code]
        for number, (kind, lsoa, month) in enumerate(_happened(county, FIRES, dice), 1)
    ]


def _happened(county: County, kinds: Sequence[Kind], dice: Dice) -> list[tuple[Kind, Lsoa, str]]:
    return [
        (kind, lsoa, month)
        for month in months_between(FIRST_OWN_MONTH, LAST_MONTH)
        for lsoa in county.lsoas
        for kind in kinds
        for _ in range(dice.poisson(_mean(kind, lsoa, month)))
    ]


def _mean(kind: Kind, lsoa: Lsoa, month: str) -> float:
    mean = kind.mean * length_of(month) * (kind.urban if lsoa.is_urban else 1.0)
    mean *= math.exp(math.log(kind.deprived) * lsoa.ward.deprivation)
    return mean * (kind.summer if month_of_year(month) in IN_SUMMER else 1.0)


def _day(month: str, dice: Dice) -> str:
    return f"{month}-{1 + dice.below(28):02d}"
