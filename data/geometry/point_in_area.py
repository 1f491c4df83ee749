"""Which area a point lies in: each distinct point is looked up once."""

import geopandas as gpd
import numpy as np
import shapely

NOWHERE = -1


def locate(x: np.ndarray, y: np.ndarray, areas: gpd.GeoDataFrame) -> np.ndarray:
    """The area code that each point lies in, None for outside.

    Incidents are stacked by the hundred on one point, so the distinct ones are found first.
    """
    points, back = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    found = area_numbers(points_tree(points[:, 0], points[:, 1]), areas)
    codes = np.array([*areas["area_code"], None], dtype=object)
    of_points: np.ndarray = codes[found][back.ravel()]
    return of_points


def points_tree(x: np.ndarray, y: np.ndarray) -> shapely.STRtree:
    """The points in an order in which areas find them; one tree serves every level of areas."""
    return shapely.STRtree(shapely.points(x, y))


def area_numbers(tree: shapely.STRtree, areas: gpd.GeoDataFrame) -> np.ndarray:
    """The place among the areas of the one that each point of the tree lies in, or NOWHERE.

    A point on a shared border goes to the area that comes first by code: any rule would do, as
    long as it is always the same.
    """
    by_code = np.argsort(areas["area_code"].to_numpy(dtype=object), kind="stable")
    shapes = areas.geometry.to_numpy()[by_code]
    shape, point = tree.query(shapes, predicate="intersects")
    numbers = np.full(len(tree.geometries), NOWHERE, dtype=np.int32)
    # Written last to first, so that the first area by code is the one that stays.
    numbers[point[::-1]] = by_code[shape[::-1]]
    return numbers
