"""One row of the police's monthly files: the place, the category and the outcome."""

from dataclasses import dataclass

from data.sample.county import Lsoa
from data.sample.crime import Incident
from data.sample.months import ALL_MONTHS, month_number
from data.sample.place_names import AREA, FORCE
from data.sample.planted_effects import (
    ASB,
    BURGLARY,
    DAMAGE,
    DRUGS,
    OLD_LSOA_CODE,
    OLD_LSOA_WARD,
    OLD_VINTAGE_YEAR,
    OTHER_THEFT,
    SHOPLIFTING,
    VEHICLE_CRIME,
)
from data.sample.random_streams import RandomStream, fingerprint, running_total

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,"
    "LSOA code,LSOA name,Crime type,Last outcome category,Context"
)
# OLD_LSOA_NAME: the LSOA of 2011 that has since been split.
OLD_LSOA_NAME = f"{AREA[0]} 011K"
NO_SUSPECT = "Investigation complete; no suspect identified"
UNABLE = "Unable to prosecute suspect"
OPEN = "Under investigation"
# OUTCOMES: the outcome, its weight for most categories and its weight for those seldom solved.
OUTCOMES = (
    (UNABLE, 40.0, 14.0),
    (NO_SUSPECT, 18.0, 72.0),
    ("Status update unavailable", 9.0, 4.0),
    ("Court result unavailable", 8.0, 4.0),
    ("Local resolution", 7.0, 2.0),
    ("Awaiting court outcome", 3.0, 1.0),
    ("Action to be taken by another organisation", 2.0, 0.5),
    ("Formal action is not in the public interest", 1.0, 0.5),
    ("Offender given a caution", 1.0, 0.3),
    ("Further investigation is not in the public interest", 0.7, 0.3),
)
SELDOM_SOLVED = (BURGLARY, DAMAGE, OTHER_THEFT, SHOPLIFTING, VEHICLE_CRIME)


@dataclass(frozen=True)
class Row:
    """The columns of a monthly file that differ between rows, in the file's order."""

    crime_id: str
    month: str
    longitude: str
    latitude: str
    location: str
    lsoa_code: str
    lsoa_name: str
    crime_type: str
    outcome: str

    def line(self) -> str:
        """Return the row as a line of the file, without its line end."""
        place = f"{self.longitude},{self.latitude},{self.location}"
        lsoa = f"{self.lsoa_code},{self.lsoa_name}"
        kind = f"{self.crime_type},{self.outcome}"
        return f"{self.crime_id},{self.month},{FORCE},{FORCE},{place},{lsoa},{kind},"


def plain_row(lsoas: list[Lsoa], number: int, incident: Incident, rng: RandomStream) -> Row:
    """Return the row of an incident without any fault."""
    point = incident.point
    code, name = point.lsoa.code, point.lsoa.name_en
    if incident.month.startswith(OLD_VINTAGE_YEAR) and code in split_codes(lsoas):
        code, name = OLD_LSOA_CODE, OLD_LSOA_NAME
    is_asb = incident.category == ASB
    return Row(
        "" if is_asb else fingerprint(f"crime {incident.month} {number}"),
        incident.month,
        point.longitude,
        point.latitude,
        point.location,
        code,
        name,
        incident.category,
        "" if is_asb else _outcome(incident.category, incident.month, rng),
    )


def split_codes(lsoas: list[Lsoa]) -> list[str]:
    """Return the two LSOAs that were one in 2011: the last two of their ward."""
    return [lsoa.code for lsoa in lsoas if lsoa.ward.code == OLD_LSOA_WARD][-2:]


def _outcome(category: str, month: str, rng: RandomStream) -> str:
    """Return a last outcome; many incidents of the newest months are still open."""
    age = month_number(ALL_MONTHS[-1]) - month_number(month)
    if rng.happens(0.6 * 0.4**age):
        return OPEN
    column = 2 if category in SELDOM_SOLVED else 1
    if category == DRUGS and rng.happens(0.4):
        return "Local resolution"
    return OUTCOMES[rng.weighted(running_total([float(row[column]) for row in OUTCOMES]))][0]
