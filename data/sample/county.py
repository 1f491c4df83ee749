"""The county as shapes: every area's outline, in metres and in degrees, sharing its borders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from data.sample.areas import Lsoa, make_lsoas, travel_costs
from data.sample.hex_mesh import Corner, Point, borders, rings, smoothed
from data.sample.noise_lines import wiggled
from data.sample.place_names import WARDS
from data.sample.projection import to_degrees
from data.sample.random_streams import Dice
from data.sample.terrain import SEA, Terrain, make_terrain

SMOOTHING_ROUNDS = 4
COAST_PUSH = 0.22  # the largest sideways push of a coast piece's middle, as a share of its length


@dataclass(frozen=True)
class County:
    """Everything about the ground that the other modules ask for."""

    terrain: Terrain
    lsoas: list[Lsoa]
    costs: dict[tuple[int, int], float]
    corners: dict[Corner, Point]
    coast: dict[tuple[Corner, Corner], list[Point]]  # finer points along a piece of coast
    lsoa_shapes: list[shapely.MultiPolygon]  # in metres

    def outline(self, ring: Sequence[Corner]) -> list[Point]:
        """A ring's points in metres, with the finer points along the coast."""
        points = []
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
            points.append(self.corners[start])
            finer = self.coast.get((min(start, end), max(start, end)), [])
            points.extend(finer if start < end else finer[::-1])
        return points

    def shape(self, cells: Iterable[int]) -> shapely.MultiPolygon:
        """The area that a set of hexagons covers, in metres."""
        return shaped([self.outline(ring) for ring in rings(self.terrain.mesh, cells)])

    def shape_in_degrees(self, cells: Iterable[int]) -> shapely.MultiPolygon:
        """The same, as published: longitudes and latitudes with six decimals."""
        found = rings(self.terrain.mesh, cells)
        return shaped([to_degrees(self.outline(ring)) for ring in found])

    def ward_shape(self, number: int) -> shapely.MultiPolygon:
        return self.shape(c for a in self.lsoas if a.ward.number == number for c in a.cells)


def shaped(outlines: Sequence[Sequence[Point]]) -> shapely.MultiPolygon:
    """Polygons from outlines: the counter-clockwise ones are areas, the clockwise ones holes."""
    areas = [shapely.Polygon(ring) for ring in outlines if _is_counter_clockwise(ring)]
    holes = [shapely.Polygon(ring) for ring in outlines if not _is_counter_clockwise(ring)]
    whole = []
    for area in areas:
        inner = [h.exterior.coords for h in holes if area.contains(h.representative_point())]
        whole.append(shapely.Polygon(area.exterior.coords, inner))
    return shapely.MultiPolygon(whole).normalize()


def _is_counter_clockwise(ring: Sequence[Point]) -> bool:
    # Measured from the ring's first point: large coordinates would eat the digits.
    x0, y0 = ring[0]
    turn = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        turn += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
    return turn > 0.0


def make_county() -> County:
    """Land, wards, LSOAs and their outlines."""
    terrain = make_terrain()
    costs = travel_costs(terrain)
    lsoas = make_lsoas(terrain, costs)
    labels: list[tuple[int, int]] = [
        (kind, terrain.settlement[cell]) for cell, kind in enumerate(terrain.kind)
    ]
    for lsoa in lsoas:
        for cell in lsoa.cells:
            labels[cell] = (lsoa.number, terrain.settlement[cell])
    graph = borders(terrain.mesh, labels)
    corners = smoothed(terrain.mesh, graph, SMOOTHING_ROUNDS)
    county = County(terrain, lsoas, costs, corners, _rough_coast(terrain, corners), [])
    county.lsoa_shapes.extend(county.shape(lsoa.cells) for lsoa in lsoas)
    return county


def _rough_coast(
    terrain: Terrain, corners: dict[Corner, Point]
) -> dict[tuple[Corner, Corner], list[Point]]:
    """A rougher coast: every piece between land and sea, broken and pushed aside."""
    dice, mesh = Dice("rough coast"), terrain.mesh
    finer: dict[tuple[Corner, Corner], list[Point]] = {}
    for ring in rings(mesh, (c for c, kind in enumerate(terrain.kind) if kind != SEA)):
        for first, second in zip(ring, [*ring[1:], ring[0]], strict=True):
            if first in corners and second in corners:
                start, end = min(first, second), max(first, second)
                piece = [corners[start], corners[end]]
                finer[(start, end)] = wiggled(piece, dice, sway=COAST_PUSH, finest=30.0)[1:-1]
    return finer


def ward_cells(county: County) -> list[list[int]]:
    """Each ward's hexagons, in the wards' order."""
    cells: list[list[int]] = [[] for _ in WARDS]
    for lsoa in county.lsoas:
        cells[lsoa.ward.number - 1].extend(lsoa.cells)
    return cells
