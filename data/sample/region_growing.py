"""Cheapest ways over the mesh: regions grown from seeds, and paths from place to place."""

import heapq
from collections.abc import Mapping, Sequence

from data.sample.hex_mesh import Mesh


def grow(
    mesh: Mesh,
    seeds: Sequence[int],
    cost: Mapping[tuple[int, int], float],
    allowed: set[int],
    burden: Sequence[float] | None = None,
) -> dict[int, int]:
    """Give each allowed hexagon to the seed that reaches it most cheaply; regions hang together.

    A seed's `burden` multiplies what it pays, so that it stays small.
    """
    burdens = burden or [1.0] * len(seeds)
    owner: dict[int, int] = {}
    queue = [(0.0, number, cell) for number, cell in enumerate(seeds)]
    heapq.heapify(queue)
    while queue:
        spent, number, cell = heapq.heappop(queue)
        if cell in owner:
            continue
        owner[cell] = number
        for other in mesh.neighbours[cell]:
            if other in allowed and other not in owner:
                step = cost[(cell, other) if cell < other else (other, cell)] * burdens[number]
                heapq.heappush(queue, (spent + step, number, other))
    return owner


def cheapest_path(
    mesh: Mesh, start: int, goal: int, cost: Mapping[tuple[int, int], float], allowed: set[int]
) -> list[int]:
    """The cheapest way from one hexagon to another, both included; empty when there is none."""
    came_from: dict[int, int] = {}
    queue = [(0.0, start, start)]
    while queue:
        spent, cell, previous = heapq.heappop(queue)
        if cell in came_from:
            continue
        came_from[cell] = previous
        if cell == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return path[::-1]
        for other in mesh.neighbours[cell]:
            if other in allowed and other not in came_from:
                step = cost[(cell, other) if cell < other else (other, cell)]
                heapq.heappush(queue, (spent + step, other, cell))
    return []
