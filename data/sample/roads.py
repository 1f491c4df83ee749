"""Roads: the cheapest ways over the land between places, later ones joining earlier ones."""

import itertools
from dataclasses import dataclass

from data.sample.county import County
from data.sample.hex_mesh import Point
from data.sample.noise_lines import evened, wiggled
from data.sample.projection import from_km
from data.sample.random_streams import Dice
from data.sample.region_growing import cheapest_path
from data.sample.terrain import SEA

Place = tuple[float, float]
ALONG_A_ROAD = 0.3  # what a step costs where a road already runs, as a share

# Main roads join the towns and lead off the map; lesser ones reach villages and hamlets.
MAIN: tuple[tuple[Place, ...], ...] = (
    ((10.6, 9.5), (11.7, 11.6), (17.1, 12.4), (22.6, 13.9), (27.4, 14.6)),
    ((10.6, 9.5), (12.6, 8.0), (16.4, 4.9), (18.4, 4.4), (27.2, 2.2)),
    ((16.6, 4.9), (18.1, 11.4), (17.1, 12.4)),
    ((10.6, 9.5), (9.3, 11.2), (5.4, 13.6), (4.3, 19.5)),
)
BEYOND: tuple[tuple[Place, ...], ...] = (
    ((27.4, 14.6), (33.0, 13.2), (41.0, 15.5)),
    ((27.2, 2.2), (33.0, 4.2), (41.0, 2.6)),
    ((4.3, 19.5), (5.9, 25.0), (4.8, 33.0)),
    ((15.6, 19.6), (17.0, 26.0), (16.0, 33.0)),
)
LESSER: tuple[tuple[Place, ...], ...] = (
    ((9.0, 11.0), (5.9, 9.2), (2.7, 7.3), (2.4, 5.2)),
    ((8.2, 8.6), (5.9, 9.2), (3.9, 10.6), (5.4, 13.6)),
    ((10.7, 11.1), (13.2, 14.4), (15.6, 15.9), (15.6, 19.6)),
    ((13.2, 14.4), (17.1, 12.6)),
    ((13.2, 14.4), (8.8, 14.6), (5.4, 13.6), (4.2, 16.2)),
    ((22.3, 14.7), (19.2, 15.8), (15.6, 15.9)),
    ((22.3, 14.7), (24.2, 11.4), (21.9, 7.9), (18.4, 4.4)),
    ((21.9, 7.9), (23.2, 4.4), (22.2, 2.4)),
    ((14.9, 7.9), (14.8, 10.6), (17.1, 12.4)),
    ((12.5, 8.8), (14.9, 7.9), (19.0, 8.6), (21.9, 7.9)),
    ((12.3, 7.2), (13.5, 5.9), (16.4, 3.9), (18.4, 3.6)),
    ((10.6, 16.6), (13.2, 14.4)),
    ((7.0, 11.6), (9.0, 11.0)),
)


@dataclass(frozen=True)
class Road:
    """A stretch of road in metres; rank 1 is a main road."""

    line: list[Point]
    rank: int


def make_roads(county: County) -> list[Road]:
    """All roads, main ones first."""
    mesh, costs = county.terrain.mesh, dict(county.costs)
    dry = {cell for cell, kind in enumerate(county.terrain.kind) if kind != SEA}
    roads: list[Road] = []
    for rank, routes in ((1, MAIN), (2, LESSER)):
        for route in routes:
            path: list[int] = []
            for start, end in itertools.pairwise(route):
                cells = mesh.nearest(from_km(start)), mesh.nearest(from_km(end))
                leg = cheapest_path(mesh, *cells, costs, dry)
                path.extend(leg[1:] if path else leg)
            for a, b in itertools.pairwise(path):
                costs[(min(a, b), max(a, b))] *= ALONG_A_ROAD
            roads.append(Road(evened([mesh.centre(cell) for cell in path], 3), rank))
    dice = Dice("roads beyond")
    for number, route in enumerate(BEYOND):
        line = wiggled([from_km(place) for place in route], dice, sway=0.14, finest=250.0)
        roads.append(Road(evened(line, 2), 1 if number < 3 else 2))
    return roads
