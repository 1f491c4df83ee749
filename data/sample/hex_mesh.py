"""A mesh of hexagons: regions drawn on it share their border points exactly, so nothing gaps."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Corner = tuple[int, int]
Point = tuple[float, float]

# Lattice units: half a hexagon's width across, a third of a row upwards. Each side is given as
# (neighbour's offset, first corner, second corner), counter-clockwise.
SIDES: tuple[tuple[Corner, Corner, Corner], ...] = (
    ((2, 0), (1, -1), (1, 1)),
    ((1, 3), (1, 1), (0, 2)),
    ((-1, 3), (0, 2), (-1, 1)),
    ((-2, 0), (-1, 1), (-1, -1)),
    ((-1, -3), (-1, -1), (0, -2)),
    ((1, -3), (0, -2), (1, -1)),
)


@dataclass(frozen=True)
class Mesh:
    """Hexagons in rows over a box; a hexagon is its number, row by row."""

    west: float
    south: float
    columns: int
    rows: int
    width: float
    neighbours: list[list[int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return self.columns * self.rows

    @property
    def row_height(self) -> float:
        return self.width * math.sqrt(3.0) / 2.0

    def lattice(self, cell: int) -> Corner:
        row, column = divmod(cell, self.columns)
        return 2 * column + (row & 1), 3 * row

    def cell_at(self, corner: Corner) -> int:
        """The hexagon whose centre has these lattice coordinates, or -1 beyond the mesh."""
        x, y = corner
        row = y // 3
        column = (x - (row & 1)) // 2
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return row * self.columns + column if inside else -1

    def place(self, corner: Corner) -> Point:
        """Metres east and north of a lattice point."""
        return (
            self.west + corner[0] * self.width / 2.0,
            self.south + corner[1] * self.row_height / 3.0,
        )

    def centre(self, cell: int) -> Point:
        return self.place(self.lattice(cell))

    def nearest(self, point: Point) -> int:
        """The hexagon whose centre is nearest (tried in the two rows around)."""
        guess = int((point[1] - self.south) / self.row_height)
        best, best_distance = 0, math.inf
        for row in (guess, guess + 1):
            shift = (row & 1) / 2.0
            column = round((point[0] - self.west) / self.width - shift)
            if 0 <= row < self.rows and 0 <= column < self.columns:
                cell = row * self.columns + column
                distance = math.dist(self.centre(cell), point)
                if distance < best_distance:
                    best, best_distance = cell, distance
        return best


def make_mesh(box: tuple[float, float, float, float], width: float) -> Mesh:
    """A mesh over (west, south, east, north), with every hexagon's neighbours worked out."""
    west, south, east, north = box
    rows = int((north - south) / (width * math.sqrt(3.0) / 2.0)) + 2
    mesh = Mesh(west, south, int((east - west) / width) + 2, rows, width)
    for cell in range(mesh.size):
        x, y = mesh.lattice(cell)
        mesh.neighbours.append([mesh.cell_at((x + dx, y + dy)) for (dx, dy), _, _ in SIDES])
    return mesh


def borders(mesh: Mesh, labels: Sequence[object]) -> dict[Corner, list[Corner]]:
    """The graph of all sides between hexagons with different labels: corner -> its corners."""
    graph: dict[Corner, list[Corner]] = {}
    for cell in range(mesh.size):
        x, y = mesh.lattice(cell)
        for side in range(3):  # the other three sides belong to the neighbours
            other = mesh.neighbours[cell][side]
            if other >= 0 and labels[other] != labels[cell]:
                _, a, b = SIDES[side]
                first, second = (x + a[0], y + a[1]), (x + b[0], y + b[1])
                graph.setdefault(first, []).append(second)
                graph.setdefault(second, []).append(first)
    return graph


def smoothed(mesh: Mesh, graph: Mapping[Corner, list[Corner]], rounds: int) -> dict[Corner, Point]:
    """Where each border corner lies once the zigzag of the hexagons is evened out."""
    places = {corner: mesh.place(corner) for corner in graph}
    for _ in range(rounds):
        moved = {}
        for corner, linked in graph.items():
            x, y = places[corner]
            mean_x = math.fsum(places[other][0] for other in linked) / len(linked)
            mean_y = math.fsum(places[other][1] for other in linked) / len(linked)
            moved[corner] = ((x + mean_x) / 2.0, (y + mean_y) / 2.0)
        places = moved
    return places


def rings(mesh: Mesh, members: Iterable[int]) -> list[list[Corner]]:
    """The closed borders of a set of hexagons; outer rings run counter-clockwise, holes clockwise.

    Three hexagons meet at a corner, never four, so at most one border passes through it.
    """
    inside = set(members)
    following: dict[Corner, Corner] = {}
    for cell in sorted(inside):
        x, y = mesh.lattice(cell)
        for side, other in enumerate(mesh.neighbours[cell]):
            if other not in inside:
                _, a, b = SIDES[side]
                following[(x + a[0], y + a[1])] = (x + b[0], y + b[1])
    found = []
    for start in sorted(following):
        if start in following:
            ring, corner = [], start
            while corner in following:
                ring.append(corner)
                corner = following.pop(corner)
            found.append(ring)
    return found
