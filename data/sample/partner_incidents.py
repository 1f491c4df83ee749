"""Incidents that partners recorded: noise complaints to the council and deliberate fires."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.months import months_between
from data.sample.county import Lsoa
from data.sample.months import length_of, month_of_year
from data.sample.planted_effects import LAST_MONTH
from data.sample.random_streams import RandomStream
from data.sample.snap_points import SnapPoint, by_lsoa

# FIRST_OWN_MONTH: later than the police's first month, so that the earlier months are missing.
FIRST_OWN_MONTH = "2024-04"
NOISE_COLUMNS = ("incident_id", "date", "time", "type", "easting", "northing")
FIRE_COLUMNS = ("incident_id", "date", "type", "lsoa_code")
# EVENING: the hours of complaints, as often as they are drawn.
EVENING = (18, 19, 20, 21, 21, 22, 22, 22, 23, 23, 0, 1)
IN_SUMMER = (5, 6, 7, 8)
# SCATTER_METRES: how far a complaint is from a snap point; near the coast a few are in the sea.
SCATTER_METRES = 37.5


@dataclass(frozen=True)
class Kind:
    """A type of incident: its monthly mean in an ordinary LSOA and what multiplies that mean."""

    name: str
    mean: float
    urban: float
    deprived: float
    summer: float


NOISE = (Kind("noise", 0.45, 1.8, 1.3, 1.6), Kind("barking dog", 0.16, 1.0, 1.0, 1.1))
FIRES = (Kind("deliberate fire", 0.07, 1.3, 2.2, 2.0),)


def noise_rows(lsoas: list[Lsoa], points: list[SnapPoint]) -> list[list[str]]:
    """Return complaints with a date, a time and a position near a snap point of their LSOA."""
    rng, rows, points_of = RandomStream("own noise"), list[list[str]](), by_lsoa(points)
    for kind, lsoa, month in _incidents(lsoas, NOISE, rng):
        point = rng.pick(points_of[lsoa.code]).in_metres
        time = f"{rng.pick(EVENING):02d}:{rng.below(60):02d}"
        scatter = [rng.between(-SCATTER_METRES, SCATTER_METRES) for _ in range(2)]
        position = [f"{point.x + scatter[0]:.0f}", f"{point.y + scatter[1]:.0f}"]
        rows.append([f"C-{len(rows) + 1:04d}", _day(month, rng), time, kind.name, *position])
    return rows


def fire_rows(lsoas: list[Lsoa]) -> list[list[str]]:
    """Return fires with a date and an LSOA, without a time."""
    rng = RandomStream("own fires")
    return [
        [f"F-{number:03d}", _day(month, rng), kind.name, lsoa.code]
        for number, (kind, lsoa, month) in enumerate(_incidents(lsoas, FIRES, rng), 1)
    ]


def _incidents(
    lsoas: list[Lsoa], kinds: Sequence[Kind], rng: RandomStream
) -> list[tuple[Kind, Lsoa, str]]:
    return [
        (kind, lsoa, month)
        for month in months_between(FIRST_OWN_MONTH, LAST_MONTH)
        for lsoa in lsoas
        for kind in kinds
        for _ in range(rng.poisson(_mean(kind, lsoa, month)))
    ]


def _mean(kind: Kind, lsoa: Lsoa, month: str) -> float:
    mean = kind.mean * length_of(month) * (kind.urban if lsoa.is_urban else 1.0)
    mean *= math.exp(math.log(kind.deprived) * lsoa.ward.deprivation)
    return mean * (kind.summer if month_of_year(month) in IN_SUMMER else 1.0)


def _day(month: str, rng: RandomStream) -> str:
    return f"{month}-{1 + rng.below(28):02d}"
