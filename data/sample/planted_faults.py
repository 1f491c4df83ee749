"""The rows of the police's monthly files, with the faults that the real files have."""

from dataclasses import replace

from data.sample.county import Lsoa
from data.sample.crime import Incident
from data.sample.months import ALL_MONTHS, month_name, month_number
from data.sample.place_names import NEIGHBOUR
from data.sample.planted_effects import (
    MISSING_MONTH,
    NO_LOCATION_SHARE,
    OTHER_THEFT,
    OUTSIDE_SHARE,
    REPEATED_ID_SHARE,
    STRAY_MONTH,
    UNUSABLE_ROWS_MONTH,
    WRONG_LSOA_SHARE,
)
from data.sample.police_rows import NO_SUSPECT, UNABLE, Row, plain_row
from data.sample.random_streams import RandomStream, fingerprint
from data.sample.snap_points import NEIGHBOUR_LSOA, points_of_neighbour

# STRAY_PLACE: longitude and latitude of a point on the east coast of England.
STRAY_PLACE = ("1.761204", "52.474518")


def monthly_rows(lsoas: list[Lsoa], incidents: list[Incident]) -> dict[str, list[Row]]:
    """Return the rows of every month that has a file, sorted as the police sort them."""
    months = [month for month in ALL_MONTHS if month != MISSING_MONTH]
    rows: dict[str, list[Row]] = {month: [] for month in months}
    outside, rng = points_of_neighbour(), RandomStream("clerk")
    for number, incident in enumerate(incidents):
        row = _with_fault(plain_row(lsoas, number, incident, rng), lsoas, outside, rng)
        rows[row.month].append(row)
    _repeat_some(rows, rng)
    _add_stray(rows)
    _add_unusable(rows)
    # Anti-social behaviour comes first because it has no Crime ID. The sort is stable.
    for month in months:
        rows[month].sort(key=lambda row: (row.crime_id != "", row.lsoa_code, row.crime_type))
    return rows


def _with_fault(
    row: Row, lsoas: list[Lsoa], outside: list[tuple[str, str]], rng: RandomStream
) -> Row:
    """Return the row; a few get no place, a place beyond the border or another LSOA."""
    draw = rng.unit()
    if draw < NO_LOCATION_SHARE:
        return replace(
            row, longitude="", latitude="", location="No Location", lsoa_code="", lsoa_name=""
        )
    if draw < NO_LOCATION_SHARE + OUTSIDE_SHARE:
        longitude, latitude = rng.pick(outside)
        return replace(
            row,
            longitude=longitude,
            latitude=latitude,
            location="On or near Parking Area",
            lsoa_code=NEIGHBOUR_LSOA[0],
            lsoa_name=NEIGHBOUR_LSOA[1],
        )
    if draw < NO_LOCATION_SHARE + OUTSIDE_SHARE + WRONG_LSOA_SHARE:
        other = rng.pick([lsoa for lsoa in lsoas if lsoa.code != row.lsoa_code])
        return replace(row, lsoa_code=other.code, lsoa_name=other.name_en)
    return row


def _repeat_some(rows: dict[str, list[Row]], rng: RandomStream) -> None:
    """Add rows with a Crime ID that is used already, mostly with another outcome.

    A few have another place, and some are in the next month's file.
    """
    for month in list(rows):
        for row in [row for row in rows[month] if row.crime_id]:
            if not rng.happens(REPEATED_ID_SHARE):
                continue
            draw, following = rng.unit(), month_name(month_number(month) + 1)
            other = NO_SUSPECT if row.outcome != NO_SUSPECT else UNABLE
            if draw < 0.1:
                again = rng.pick([r for r in rows[month] if r.longitude])
                rows[month].append(replace(row, longitude=again.longitude, latitude=again.latitude))
            elif draw < 0.35 and following in rows:
                rows[following].append(replace(row, month=following, outcome=other))
            else:
                rows[month].append(replace(row, outcome=other))


def _add_stray(rows: dict[str, list[Row]]) -> None:
    """Add a row whose point is on the other side of the country."""
    rows[STRAY_MONTH].append(
        Row(
            fingerprint("stray"),
            STRAY_MONTH,
            STRAY_PLACE[0],
            STRAY_PLACE[1],
            "On or near Parking Area",
            "W01997009",
            f"{NEIGHBOUR} 009C",
            OTHER_THEFT,
            NO_SUSPECT,
        )
    )


def _add_unusable(rows: dict[str, list[Row]]) -> None:
    """Add two rows that can't be read: one longitude is not a number, one type is unknown."""
    model = next(row for row in rows[UNUSABLE_ROWS_MONTH] if row.crime_id and row.longitude)
    rows[UNUSABLE_ROWS_MONTH] += [
        replace(model, crime_id=fingerprint("no number"), longitude="n/a"),
        replace(model, crime_id=fingerprint("no type"), crime_type="Nuisance parking"),
    ]
