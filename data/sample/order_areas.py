"""Where the two orders with a planted effect lie: drawn first, as snap points depend on them."""

from dataclasses import dataclass

import shapely

from data.sample.county import County
from data.sample.hex_mesh import Point
from data.sample.noise_lines import blob
from data.sample.planted_effects import truth
from data.sample.random_streams import Dice

ORDER_KEYS = ("order_worked", "order_displaced")
RADIUS_METRES = 220.0


@dataclass(frozen=True)
class Zone:
    """The area of a planted order, in metres, and the LSOA (by position) that it lies in."""

    order_id: str
    ward_code: str
    lsoa: int
    area: shapely.Polygon


def make_zones(county: County) -> list[Zone]:
    """One zone per planted order, inside its ward."""
    zones = []
    for key in ORDER_KEYS:
        planted = truth(key)
        ward_code, order_id = str(planted.ward_code), str(planted.order_id)
        position, centre = _deepest_place(county, ward_code)
        outline = shapely.Polygon(blob(centre, RADIUS_METRES, Dice(f"zone {order_id}"), 13))
        ward = county.ward_shape(int(ward_code[-3:])).buffer(-10.0)
        zones.append(Zone(order_id, ward_code, position, _largest(outline.intersection(ward))))
    return zones


def _largest(shape: shapely.Geometry) -> shapely.Polygon:
    return max(shapely.get_parts(shape), key=lambda part: part.area)


def _deepest_place(county: County, ward_code: str) -> tuple[int, Point]:
    """The hexagon centre farthest from any LSOA border in the ward, and its LSOA's position."""
    mesh, found = county.terrain.mesh, []
    for position, lsoa in enumerate(county.lsoas):
        if lsoa.ward.code == ward_code:
            edge = county.lsoa_shapes[position].boundary
            for cell in lsoa.cells:
                depth = round(edge.distance(shapely.Point(mesh.centre(cell))), 3)
                found.append((depth, -cell, position))
    _, minus_cell, position = max(found)
    return position, mesh.centre(-minus_cell)
