"""The monthly files' rows, with the faults that the real files have."""

from dataclasses import replace

import shapely

from data.sample.county import County
from data.sample.crime import Incident
from data.sample.hex_mesh import Point
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
from data.sample.projection import to_degrees
from data.sample.random_streams import Dice, fingerprint
from data.sample.terrain import NEIGHBOUR as NEIGHBOUR_LAND

STRAY_PLACE = (1.761204, 52.474518)


def monthly_rows(county: County, incidents: list[Incident]) -> dict[str, list[Row]]:
    """All rows of every month that has a file, sorted as the police sort them."""
    months = [month for month in ALL_MONTHS if month != MISSING_MONTH]
    rows: dict[str, list[Row]] = {month: [] for month in months}
    outside = _places_outside(county)
    clerk = Dice("clerk")
    for number, incident in enumerate(incidents):
        row = _place_faults(plain_row(county, number, incident, clerk), county, outside, clerk)
        rows[row.month].append(row)
    _repeat_some(rows, clerk)
    _add_stray(rows)
    _add_unusable(rows)
    # Anti-social behaviour comes first, as it has no Crime ID; the sort keeps equal rows' order.
    for month in months:
        rows[month].sort(key=lambda row: (row.crime_id != "", row.lsoa_code, row.crime_type))
    return rows


def _place_faults(row: Row, county: County, outside: list[Point], clerk: Dice) -> Row:
    """Some rows lose their place, some lie over the border, some name a neighbouring LSOA."""
    draw = clerk.unit()
    if draw < NO_LOCATION_SHARE:
        return replace(
            row, longitude="", latitude="", location="No Location", lsoa_code="", lsoa_name=""
        )
    if draw < NO_LOCATION_SHARE + OUTSIDE_SHARE:
        place = clerk.pick(outside)
        return replace(
            row,
            longitude=f"{place[0]:.6f}",
            latitude=f"{place[1]:.6f}",
            location="On or near Parking Area",
            lsoa_code="W01997002",
            lsoa_name=f"{NEIGHBOUR} 002A",
        )
    if draw < NO_LOCATION_SHARE + OUTSIDE_SHARE + WRONG_LSOA_SHARE:
        other = clerk.pick([lsoa for lsoa in county.lsoas if lsoa.code != row.lsoa_code])
        return replace(row, lsoa_code=other.code, lsoa_name=other.name_en)
    return row


def _places_outside(county: County) -> list[Point]:
    """A few snap points a little beyond the inland border, on the neighbour's land."""
    terrain, dice = county.terrain, Dice("outside")
    land = shapely.union_all(county.lsoa_shapes)
    near = []
    for cell, kind in enumerate(terrain.kind):
        place = terrain.mesh.centre(cell)
        if kind == NEIGHBOUR_LAND and 150.0 < land.distance(shapely.Point(place)) < 900.0:
            near.append(place)
    return to_degrees(dice.shuffled(near)[:18])


def _repeat_some(rows: dict[str, list[Row]], clerk: Dice) -> None:
    """The same crime again: mostly with another outcome, some with another place or month."""
    for month in list(rows):
        for row in [row for row in rows[month] if row.crime_id]:
            if not clerk.happens(REPEATED_ID_SHARE):
                continue
            draw, following = clerk.unit(), month_name(month_number(month) + 1)
            other = NO_SUSPECT if row.outcome != NO_SUSPECT else UNABLE
            if draw < 0.1:
                again = clerk.pick([r for r in rows[month] if r.longitude])
                rows[month].append(replace(row, longitude=again.longitude, latitude=again.latitude))
            elif draw < 0.35 and following in rows:
                rows[following].append(replace(row, month=following, outcome=other))
            else:
                rows[month].append(replace(row, outcome=other))


def _add_stray(rows: dict[str, list[Row]]) -> None:
    """One point that lies on the other side of the country."""
    rows[STRAY_MONTH].append(
        Row(
            fingerprint("stray"),
            STRAY_MONTH,
            f"{STRAY_PLACE[0]:.6f}",
            f"{STRAY_PLACE[1]:.6f}",
            "On or near Parking Area",
            "W01997009",
            f"{NEIGHBOUR} 009C",
            OTHER_THEFT,
            NO_SUSPECT,
        )
    )


def _add_unusable(rows: dict[str, list[Row]]) -> None:
    """Two rows that no loader can use: a longitude that is no number, a type that is unknown."""
    model = next(row for row in rows[UNUSABLE_ROWS_MONTH] if row.crime_id and row.longitude)
    rows[UNUSABLE_ROWS_MONTH] += [
        replace(model, crime_id=fingerprint("no number"), longitude="n/a"),
        replace(model, crime_id=fingerprint("no type"), crime_type="Nuisance parking"),
    ]
