"""Snap points: the fixed places that the police move every incident to."""

from dataclasses import dataclass

import shapely

from data.sample.areas import Lsoa
from data.sample.county import County
from data.sample.hex_mesh import Point
from data.sample.order_areas import Zone
from data.sample.place_names import ENGLISH_ENDINGS, ENGLISH_ROOTS, WELSH_ENDINGS, WELSH_STREETS
from data.sample.planted_effects import truth
from data.sample.projection import to_degrees
from data.sample.random_streams import Dice

SPOTS_IN_AN_LSOA = 20
FROM_THE_EDGE_METRES = 12.0
SPOTS_IN_A_ZONE = 9
NO_STREET_SHARE = 0.012

# What stands at the first, busiest points of an LSOA.
CENTRE_PLACES = (
    "Parking Area",
    "Supermarket",
    "Shopping Area",
    "Nightclub",
    "Bus/Coach Station",
    "Petrol Station",
)
TOWN_PLACES = ("Parking Area", "Supermarket", "Park/Open Space", "Petrol Station")
COUNTRY_PLACES = ("Parking Area", "Petrol Station")
HOSPITAL = "Hospital"


@dataclass(frozen=True)
class Spot:
    """One snap point. `stack` is how heavily incidents pile up on it."""

    number: int
    lsoa: int  # position in the county's list; -1 beyond the border
    place: Point  # metres
    degrees: Point
    location: str
    stack: float
    zone: str = ""  # the ward whose planted order covers the point

    @property
    def what(self) -> str:
        return self.location.removeprefix("On or near ")


def make_spots(county: County, zones: list[Zone]) -> list[Spot]:
    """Every snap point in the county, by LSOA."""
    planned: list[tuple[int, Point, str, float, str]] = []
    ward_code = truth("hospital").ward_code
    hospital = next(n for n, lsoa in enumerate(county.lsoas) if lsoa.ward.code == ward_code)
    for position, lsoa in enumerate(county.lsoas):
        dice = Dice(f"spots {lsoa.code}")
        inner = county.lsoa_shapes[position].buffer(-FROM_THE_EDGE_METRES)
        shapely.prepare(inner)
        places = _scattered(county, lsoa, inner, dice)
        for zone in zones:
            if position == zone.lsoa:
                places = _clustered(zone.area, inner, dice) + places
        for rank, place in enumerate(places):
            covered = (z.ward_code for z in zones if shapely.contains_xy(z.area, *place))
            name, stack = _location(lsoa, rank, position == hospital, dice), (rank + 1.0) ** -0.9
            planned.append((position, place, name, stack, next(covered, "")))
    degrees = to_degrees([place for _, place, _, _, _ in planned])
    return [
        Spot(number, position, place, degrees[number], name, stack, zone)
        for number, (position, place, name, stack, zone) in enumerate(planned)
    ]


def _clustered(zone: shapely.Polygon, inner: shapely.Geometry, dice: Dice) -> list[Point]:
    """Points well inside a planted order's area, so that it holds enough of them."""
    west, south, east, north = zone.bounds
    core = zone.buffer(-25.0).intersection(inner)
    found: list[Point] = []
    while len(found) < SPOTS_IN_A_ZONE:
        place = dice.between(west, east), dice.between(south, north)
        if shapely.contains_xy(core, *place):
            found.append(place)
    return found


def _scattered(county: County, lsoa: Lsoa, inner: shapely.Geometry, dice: Dice) -> list[Point]:
    """Points where the houses are, a few of them in open country."""
    mesh, found = county.terrain.mesh, []
    homes = lsoa.built or lsoa.cells
    reach = 0.6 * mesh.width
    for _ in range(40 * SPOTS_IN_AN_LSOA):
        cell = dice.pick(homes if dice.happens(0.85 if lsoa.built else 0.0) else lsoa.cells)
        x, y = mesh.centre(cell)
        place = x + dice.between(-reach, reach), y + dice.between(-reach, reach)
        if shapely.contains_xy(inner, *place):
            found.append(place)
            if len(found) == SPOTS_IN_AN_LSOA:
                break
    return found


def _location(lsoa: Lsoa, rank: int, hospital: bool, dice: Dice) -> str:
    """What the police call the point: a kind of place for the busiest, else a street."""
    if rank == 0 and hospital:
        return f"On or near {HOSPITAL}"
    busy_centre = lsoa.ward.centre or lsoa.ward.number in (1, 11)
    kinds = CENTRE_PLACES if busy_centre else TOWN_PLACES if lsoa.is_urban else COUNTRY_PLACES
    if rank < len(kinds):
        return f"On or near {kinds[rank]}"
    if dice.happens(NO_STREET_SHARE):
        return "On or near "
    if dice.happens(0.35):
        return f"On or near {dice.pick(WELSH_STREETS)} {dice.pick(WELSH_ENDINGS)}"
    return f"On or near {dice.pick(ENGLISH_ROOTS)} {dice.pick(ENGLISH_ENDINGS)}"
