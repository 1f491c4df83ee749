"""Numbers of areas, spread over the cells of a grid by the ground that they have in common."""

import numpy as np
import shapely


def spread_over(cells: np.ndarray, areas: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Return how much of the areas' numbers is in each cell, as if it were even in each area.

    Parameters
    ----------
    cells
        Polygons that cover the areas and don't overlap, such as hexagons.
    areas
        Polygons of the areas, in the same coordinates.
    numbers
        A number for each area, such as residents; a missing one counts as none.

    Returns
    -------
    np.ndarray
        A number for each cell. Their sum is that of the areas.

    Examples
    --------
    >>> cells = shapely.box([0, 1], 0, [1, 2], 1)
    >>> spread_over(cells, np.array([shapely.box(0, 0, 2, 1)]), np.array([10.0])).tolist()
    [5.0, 5.0]
    """
    whole = shapely.STRtree(areas)
    cell, area = whole.query(cells, predicate="intersects")
    shapely.prepare(areas)
    inside = shapely.contains_properly(areas[area], cells[cell])
    common = shapely.area(cells[cell])
    edge = np.flatnonzero(~inside)
    common[edge] = shapely.area(shapely.intersection(areas[area[edge]], cells[cell[edge]]))
    total = np.bincount(area, common, minlength=len(areas))
    shares = common / np.where(total > 0, total, 1.0)[area]
    found: np.ndarray = np.bincount(
        cell, shares * np.nan_to_num(numbers)[area], minlength=len(cells)
    )
    return found
