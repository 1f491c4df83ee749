"""Snap points: the fixed points that the police move every incident to."""

from dataclasses import dataclass

import shapely

from data.sample.county import Lsoa
from data.sample.place_names import NEIGHBOUR
from data.sample.projection import to_metres
from data.sample.read_files import read_csv

# NEIGHBOUR_LSOA: code and name of the LSOA beyond the border that has snap points.
NEIGHBOUR_LSOA = ("W01997002", f"{NEIGHBOUR} 002A")
HOSPITAL = "Hospital"


# Compared by identity (eq=False), so that a point is found in a list quickly.
@dataclass(frozen=True, eq=False)
class SnapPoint:
    """A snap point of the county."""

    lsoa: Lsoa
    longitude: str  # with six decimals, as the police publish it
    latitude: str
    in_metres: shapely.Point
    place: str  # a kind of place, a street, or empty
    weight: float  # its incidents as a share of those at the first point of its LSOA

    @property
    def location(self) -> str:
        """The text of the police's column Location."""
        return f"On or near {self.place}"


def read_snap_points(lsoas: list[Lsoa]) -> list[SnapPoint]:
    """Return the county's snap points by LSOA, the busiest of each LSOA first."""
    rows = [row for row in read_csv("snap_points") if row["lsoa_code"] != NEIGHBOUR_LSOA[0]]
    degrees = [(float(row["longitude"]), float(row["latitude"])) for row in rows]
    by_code = {lsoa.code: lsoa for lsoa in lsoas}
    rank = dict.fromkeys(by_code, 0)
    points = []
    for row, in_metres in zip(rows, to_metres(shapely.points(degrees)), strict=True):
        code = row["lsoa_code"]
        rank[code] += 1
        place = row["longitude"], row["latitude"], in_metres, row["place"]
        points.append(SnapPoint(by_code[code], *place, rank[code] ** -0.9))
    return points


def points_of_neighbour() -> list[tuple[str, str]]:
    """Return longitude and latitude of the snap points just beyond the inland border."""
    return [
        (row["longitude"], row["latitude"])
        for row in read_csv("snap_points")
        if row["lsoa_code"] == NEIGHBOUR_LSOA[0]
    ]


def by_lsoa(points: list[SnapPoint]) -> dict[str, list[SnapPoint]]:
    """Return the snap points of each LSOA, by its code."""
    found: dict[str, list[SnapPoint]] = {}
    for point in points:
        found.setdefault(point.lsoa.code, []).append(point)
    return found
