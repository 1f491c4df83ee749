"""Incidents that partners recorded: noise, deliberate fires, and assaults with their times."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.months import months_between
from data.sample.county import Lsoa
from data.sample.months import length_of, month_of_year
from data.sample.planted_effects import LAST_MONTH, truth
from data.sample.random_streams import RandomStream
from data.sample.snap_points import SnapPoint, by_lsoa

# FIRST_OWN_MONTH: later than the police's first month, so that the earlier months are missing.
FIRST_OWN_MONTH = "2024-04"
NOISE_COLUMNS = ("incident_id", "date", "time", "type", "easting", "northing")
FIRE_COLUMNS = ("incident_id", "date", "type", "lsoa_code")
ASSAULT_COLUMNS = ("incident_id", "date", "time", "end_date", "end_time", "type", "lsoa_code")
# EVENING: the hours of complaints, as often as they are drawn.
EVENING = (18, 19, 20, 21, 21, 22, 22, 22, 23, 23, 0, 1)
IN_SUMMER = (5, 6, 7, 8)
# WEEKEND, FROM_HOUR: Saturday and Sunday, until midnight.
WEEKEND, FROM_HOUR = (5, 6), 15
# FOUND_LATER: of how many assaults only a span is known, and its hours.
FOUND_LATER, SPANS = 0.25, (1, 2, 3, 8)
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
ASSAULTS = (Kind("assault", 0.3, 1.4, 1.6, 1.0),)


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


def assault_rows(lsoas: list[Lsoa]) -> list[list[str]]:
    """Return assaults with a time, or the span in which they happened, most often at weekends."""
    rng, rows = RandomStream("own assaults"), list[list[str]]()
    night_life = truth("night_time_economy")
    for kind, lsoa, month in _incidents(lsoas, ASSAULTS, rng):
        often = night_life.strength if lsoa.ward.code == night_life.ward_code else 1.0
        for _ in range(1 + rng.poisson(often - 1.0)):
            start = _moment(month, rng)
            later = rng.happens(FOUND_LATER)
            end = start + dt.timedelta(hours=rng.pick(SPANS)) if later else None
            span = [f"{end:%Y-%m-%d}", f"{end:%H:%M}"] if end else ["", ""]
            number = f"A-{len(rows) + 1:04d}"
            at = [f"{start:%Y-%m-%d}", f"{start:%H:%M}"]
            rows.append([number, *at, *span, kind.name, lsoa.code])
    return rows


def _moment(month: str, rng: RandomStream) -> dt.datetime:
    """Return a time in the month, with the planted share at weekends from the afternoon on."""
    wanted = rng.happens(truth("weekend_violence").strength)
    while True:
        start = dt.datetime.fromisoformat(f"{_day(month, rng)}T00:00")
        start += dt.timedelta(minutes=rng.below(24 * 60))
        if (start.weekday() in WEEKEND and start.hour >= FROM_HOUR) is wanted:
            return start


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
