"""Wards and LSOAs: grown over the land so that their borders keep to rivers and town edges."""

import math
from dataclasses import dataclass

from data.sample.hex_mesh import Mesh, Point
from data.sample.noise_lines import Noise
from data.sample.place_names import AREA, MIDDLE_AREAS, WARDS, Ward
from data.sample.projection import from_km
from data.sample.random_streams import Dice
from data.sample.region_growing import grow
from data.sample.terrain import Terrain

Costs = dict[tuple[int, int], float]
CROSS_RIVER_METRES = 700.0
CROSS_TOWN_EDGE_METRES = 1100.0
TOWN_WARD_BURDEN = 2.6
VILLAGE_SHARE = 0.4  # of its ward's houses makes an LSOA a village rather than farmland
BUILT_WEIGHT = 9.0  # homes per hexagon in a town, against one in open country


@dataclass(frozen=True)
class Lsoa:
    """A small area: its hexagons, and the part of them where houses stand."""

    number: int
    ward: Ward
    name_en: str
    name_cy: str
    cells: tuple[int, ...]
    built: tuple[int, ...]
    is_village: bool

    @property
    def code(self) -> str:
        return f"W01999{self.number:03d}"

    @property
    def is_urban(self) -> bool:
        return self.ward.town != ""


def travel_costs(terrain: Terrain) -> Costs:
    """What it costs a region to grow from one hexagon into the next."""
    mesh, dice, noise = terrain.mesh, Dice("growth"), Noise("growth", 900.0)
    costs: Costs = {}
    for cell in range(mesh.size):
        rough = 0.5 + noise.at(mesh.centre(cell))
        for other in mesh.neighbours[cell]:
            if other > cell:
                step = mesh.width * rough * dice.between(0.55, 1.6)
                if (cell in terrain.river_cells) != (other in terrain.river_cells):
                    step += CROSS_RIVER_METRES
                if (terrain.settlement[cell] > 0) != (terrain.settlement[other] > 0):
                    step += CROSS_TOWN_EDGE_METRES
                costs[(cell, other)] = step
    return costs


def make_lsoas(terrain: Terrain, costs: Costs) -> list[Lsoa]:
    """Divide the county into wards, and each ward into its LSOAs."""
    mesh, county = terrain.mesh, set(terrain.county)
    seeds = [_nearest_of(mesh, from_km(ward.centre_km), sorted(county)) for ward in WARDS]
    burden = [TOWN_WARD_BURDEN if ward.town else 1.0 for ward in WARDS]
    owner = grow(mesh, seeds, costs, county, burden)
    lsoas: list[Lsoa] = []
    letters = _Letters()
    for index, ward in enumerate(WARDS):
        cells = sorted(cell for cell, number in owner.items() if number == index)
        houses = sum(1 for cell in cells if terrain.settlement[cell])
        for part in _split(terrain, costs, ward, cells):
            suffix = letters.next_for(ward)
            built = tuple(cell for cell in part if terrain.settlement[cell])
            names = f"{AREA[0]} {suffix}", f"{AREA[1]} {suffix}"
            village = not ward.town and len(built) >= VILLAGE_SHARE * houses
            lsoas.append(Lsoa(len(lsoas) + 1, ward, *names, tuple(part), built, village))
    return lsoas


class _Letters:
    """Hands out 001A, 001B, ... within each middle-layer area."""

    def __init__(self) -> None:
        self.given = [0] * len(MIDDLE_AREAS)

    def next_for(self, ward: Ward) -> str:
        middle = next(n for n, wards in enumerate(MIDDLE_AREAS) if ward.number in wards)
        self.given[middle] += 1
        return f"{middle + 1:03d}{'ABCDEFGHIJKL'[self.given[middle] - 1]}"


def _nearest_of(mesh: Mesh, point: Point, cells: list[int]) -> int:
    return min(cells, key=lambda cell: (math.dist(mesh.centre(cell), point), cell))


def _split(terrain: Terrain, costs: Costs, ward: Ward, cells: list[int]) -> list[list[int]]:
    """Cut a ward into LSOAs of about equal homes: centres by k-means, borders by growth."""
    mesh = terrain.mesh
    homes = [(mesh.centre(c), BUILT_WEIGHT if terrain.settlement[c] else 1.0) for c in cells]
    centres = _spread_centres(homes, ward.lsoas, Dice(f"split {ward.number}"))
    seeds: list[int] = []
    for centre in centres:
        seeds.append(_nearest_of(mesh, centre, [c for c in cells if c not in seeds]))
    owner = grow(mesh, seeds, costs, set(cells))
    parts = [[c for c in cells if owner[c] == number] for number in range(len(seeds))]
    return sorted(parts, key=lambda part: _north_then_west(mesh, part))


def _north_then_west(mesh: Mesh, part: list[int]) -> tuple[float, float]:
    points = [mesh.centre(cell) for cell in part]
    return (
        -math.fsum(y for _, y in points) / len(points),
        math.fsum(x for x, _ in points) / len(points),
    )


def _spread_centres(
    homes: list[tuple[Point, float]], count: int, dice: Dice, rounds: int = 12
) -> list[Point]:
    """Weighted k-means over the homes, from a start that is random and the same every time."""
    centres = [dice.pick(homes)[0]]
    while len(centres) < count:
        farthest = max(homes, key=lambda home: min(math.dist(home[0], c) for c in centres))
        centres.append(farthest[0])
    for _ in range(rounds):
        sums = [[0.0, 0.0, 0.0] for _ in centres]
        for (x, y), weight in homes:
            distances = [(x - cx) ** 2 + (y - cy) ** 2 for cx, cy in centres]
            total = sums[distances.index(min(distances))]
            total[0] += weight * x
            total[1] += weight * y
            total[2] += weight
        centres = [
            (x / w, y / w) if w else centre for (x, y, w), centre in zip(sums, centres, strict=True)
        ]
    return centres
