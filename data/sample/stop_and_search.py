"""Stops and searches, as police.uk publishes them; nothing is said of anybody's age or origin."""

from data.months import months_between
from data.sample.county import Lsoa
from data.sample.planted_effects import LAST_MONTH, truth
from data.sample.random_streams import RandomStream
from data.sample.snap_points import SnapPoint, by_lsoa

HEADER = (
    *("Type", "Date", "Part of a policing operation", "Policing operation", "Latitude"),
    *("Longitude", "Gender", "Age range", "Self-defined ethnicity", "Officer-defined ethnicity"),
    *("Legislation", "Object of search", "Outcome", "Outcome linked to object of search"),
    "Removal of more than just outer clothing",
)
FIRST_STOPS = "2025-10"
# MEAN: stops in an ordinary LSOA a month.
MEAN = 0.35
# UNLOCATED: the share of rows without a place, as in real files.
UNLOCATED = 0.03
OBJECTS = ("Controlled drugs", "Offensive weapons", "Stolen goods", "Article for use in theft")
TYPES = ("Person search", "Person search", "Person search", "Person and Vehicle search")


def stop_rows(lsoas: list[Lsoa], points: list[SnapPoint]) -> dict[str, list[list[str]]]:
    """Return the rows of each month; the night life of one ward has more of them."""
    rng, points_of = RandomStream("stops"), by_lsoa(points)
    night_life = truth("night_time_economy")
    months: dict[str, list[list[str]]] = {}
    for month in months_between(FIRST_STOPS, LAST_MONTH):
        rows = months.setdefault(month, [])
        for lsoa in lsoas:
            often = night_life.strength if lsoa.ward.code == night_life.ward_code else 1.0
            for _ in range(rng.poisson(MEAN * often)):
                rows.append(_row(month, rng.pick(points_of[lsoa.code]), rng))
    return months


def _row(month: str, point: SnapPoint, rng: RandomStream) -> list[str]:
    day, hour, minute = 1 + rng.below(28), rng.below(24), rng.below(60)
    place = ["", ""] if rng.happens(UNLOCATED) else [point.latitude, point.longitude]
    return [
        *(rng.pick(TYPES), f"{month}-{day:02d}T{hour:02d}:{minute:02d}:00+00:00"),
        *("False", "", *place, "", "", "", ""),
        *("Misuse of Drugs Act 1971 (section 23)", rng.pick(OBJECTS)),
        *("A no further action disposal", "", ""),
    ]
