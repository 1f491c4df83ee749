"""The lie of the land: coast, county border, rivers, and where houses stand."""

import math
from dataclasses import dataclass

import shapely

from data.sample.hex_mesh import Mesh, Point, make_mesh
from data.sample.noise_lines import Noise, evened, wiggled
from data.sample.place_names import HAMLETS, WARDS
from data.sample.projection import from_km
from data.sample.random_streams import Dice

SEA, COUNTY, NEIGHBOUR = -1, 0, -2
HEXAGON_METRES = 125.0
MESH_BOX_KM = (-2.0, -2.0, 28.0, 20.0)

# Kilometres from the county's corner, walked with the land on the left-hand side.
WEST_COAST_BEYOND = ((3.4, 33.6), (1.2, 29.4), (2.9, 25.0), (1.4, 20.8), (2.2, 17.3))
COAST = (
    (2.2, 17.3), (3.1, 15.6), (2.7, 14.4), (1.5, 12.9), (1.9, 11.4), (1.0, 10.2), (0.6, 8.6),
    (1.1, 7.2), (0.0, 5.9), (-0.3, 4.6), (0.5, 3.9), (1.6, 3.7), (2.3, 4.5), (3.5, 4.9),
    (4.3, 6.3), (5.6, 7.3), (7.2, 7.5), (8.2, 6.8), (8.9, 6.9), (9.15, 7.7), (9.1, 8.5),
    (9.5, 9.3), (9.6, 10.1), (9.95, 10.2), (9.95, 9.2), (9.75, 8.5), (9.9, 7.7), (9.85, 6.9),
    (10.5, 6.2), (11.9, 5.9), (13.0, 4.9), (13.7, 3.7), (15.0, 3.15), (16.6, 3.35), (17.7, 3.1),
    (18.5, 2.2), (19.7, 1.5), (20.5, 0.9), (21.0, 1.6), (22.2, 1.3), (23.3, 0.1), (24.6, 0.0),
)  # fmt: skip
EAST_COAST_BEYOND = ((24.6, 0.0), (27.4, -1.7), (30.8, -1.1), (35.0, -3.1), (41.5, -3.9))
INLAND_BORDER = (
    (24.6, 0.0), (25.6, 2.6), (24.9, 5.4), (26.1, 8.4), (25.1, 11.6), (26.2, 14.6), (25.2, 17.6),
    (22.4, 16.8), (19.2, 17.8), (15.6, 16.8), (12.1, 18.0), (8.9, 17.1), (5.6, 18.1), (2.2, 17.3),
)  # fmt: skip
MAIN_RIVER = (
    (41.0, 22.0), (34.0, 20.6), (27.6, 16.6), (24.4, 13.6), (20.8, 12.9), (18.6, 11.8),
    (16.2, 12.0), (13.6, 11.4), (11.4, 10.3), (9.8, 10.1),
)  # fmt: skip
SMALL_RIVER = ((23.4, 10.2), (21.6, 8.6), (20.2, 6.4), (18.8, 6.2), (17.3, 4.9), (17.35, 3.2))


@dataclass(frozen=True)
class Terrain:
    """The mesh and what each of its hexagons is; rivers as lines in metres."""

    mesh: Mesh
    kind: list[int]  # SEA, COUNTY or NEIGHBOUR
    settlement: list[int]  # 0 open country; a town's or village's number where houses stand
    river_cells: set[int]
    rivers: tuple[list[Point], list[Point]]

    @property
    def county(self) -> list[int]:
        return [cell for cell, kind in enumerate(self.kind) if kind == COUNTY]


def make_terrain() -> Terrain:
    """The land, before anybody has divided it."""
    west, south, east, north = MESH_BOX_KM
    mesh = make_mesh((*from_km((west, south)), *from_km((east, north))), HEXAGON_METRES)
    kind = _kinds(mesh)
    rivers = (
        _wiggled_km(MAIN_RIVER, "main river", 0.16),
        _wiggled_km(SMALL_RIVER, "small river", 0.2),
    )
    wet = {mesh.nearest(point) for line in rivers for point in line}
    return Terrain(mesh, kind, _settlements(mesh, kind), wet, rivers)


def _wiggled_km(places: tuple[tuple[float, float], ...], topic: str, sway: float) -> list[Point]:
    line = [from_km(place) for place in places]
    return evened(wiggled(line, Dice(topic), sway=sway, finest=90.0), 2)


def _kinds(mesh: Mesh) -> list[int]:
    """Sea, county or neighbour, by where a hexagon's centre falls."""
    dice = Dice("coast")
    coast = wiggled([from_km(place) for place in COAST], dice, sway=0.25, finest=120.0)
    border = [from_km(place) for place in INLAND_BORDER]
    county = shapely.Polygon(coast + wiggled(border, Dice("border"), sway=0.2, finest=150.0)[1:-1])
    east = [from_km(place) for place in EAST_COAST_BEYOND]
    west = [from_km(place) for place in WEST_COAST_BEYOND]
    land = shapely.Polygon(west + coast[1:] + east[1:] + [from_km((41.5, 33.6))])
    centres = [mesh.centre(cell) for cell in range(mesh.size)]
    xs, ys = [x for x, _ in centres], [y for _, y in centres]
    in_county, on_land = shapely.contains_xy(county, xs, ys), shapely.contains_xy(land, xs, ys)
    kind = [
        COUNTY if inside else NEIGHBOUR if dry else SEA
        for inside, dry in zip(in_county.tolist(), on_land.tolist(), strict=True)
    ]
    _keep_one_piece(mesh, kind, COUNTY, mesh.nearest(from_km(WARDS[3].centre_km)), SEA)
    _keep_one_piece(mesh, kind, NEIGHBOUR, mesh.nearest(from_km((27.5, 18.0))), SEA)
    return kind


def _keep_one_piece(mesh: Mesh, kind: list[int], wanted: int, start: int, otherwise: int) -> None:
    """Turn everything of a kind that does not hang together with `start` into something else."""
    reached, waiting = {start}, [start]
    while waiting:
        for other in mesh.neighbours[waiting.pop()]:
            if other >= 0 and other not in reached and kind[other] == wanted:
                reached.add(other)
                waiting.append(other)
    for cell, value in enumerate(kind):
        if value == wanted and cell not in reached:
            kind[cell] = otherwise


def _settlements(mesh: Mesh, kind: list[int]) -> list[int]:
    """Number the hexagons where houses stand: each town one number, each village its own."""
    towns = {"Aberhalwyn": 1, "Porth Sarnen": 2, "Tremelyn": 3}
    cores = [
        (
            from_km(w.centre_km),
            (1300.0 if w.town else 950.0) * w.built_km,
            towns.get(w.town, 10 + w.number),
        )
        for w in WARDS
    ]
    cores += [(from_km((x, y)), 1000.0 * r, 100 + n) for n, (x, y, r) in enumerate(HAMLETS)]
    broad, fine = Noise("houses, broad", 700.0), Noise("houses, fine", 260.0)
    settlement = [0] * mesh.size
    for cell, value in enumerate(kind):
        if value == COUNTY:
            centre = mesh.centre(cell)
            uneven = 0.5 + 0.65 * broad.at(centre) + 0.45 * fine.at(centre)
            for core, radius, number in cores:
                if math.dist(core, centre) < radius * uneven:
                    settlement[cell] = number
                    break
    return settlement
