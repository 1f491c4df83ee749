"""Finds the area that contains each point (point-in-polygon)."""

import geopandas as gpd
import numpy as np
import shapely

NOWHERE = -1


def locate(x: np.ndarray, y: np.ndarray, areas: gpd.GeoDataFrame) -> np.ndarray:
    """Return the code of the area that contains each point.

    Each distinct point is located once, because many incidents share a point.

    Parameters
    ----------
    x, y
        Coordinates in the areas' reference system.
    areas
        Polygons with `area_code`.

    Returns
    -------
    numpy.ndarray
        Codes, None outside all areas.

    Examples
    --------
    >>> square = gpd.GeoDataFrame({"area_code": ["W1"]}, geometry=[shapely.box(0, 0, 1, 1)])
    >>> locate(np.array([0.5, 2.0]), np.array([0.5, 0.5]), square).tolist()
    ['W1', None]
    """
    points, back = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    numbers = area_numbers(points_tree(points[:, 0], points[:, 1]), areas)
    codes = np.array([*areas["area_code"], None], dtype=object)
    of_points: np.ndarray = codes[numbers][back.ravel()]
    return of_points


def points_tree(x: np.ndarray, y: np.ndarray) -> shapely.STRtree:
    """Return a spatial index of points, usable for every level of areas.

    Parameters
    ----------
    x, y
        Coordinates in the areas' reference system.

    Returns
    -------
    shapely.STRtree
        The index.

    Examples
    --------
    >>> len(points_tree(np.array([0.5]), np.array([0.5])))
    1
    """
    return shapely.STRtree(shapely.points(x, y))


def area_numbers(tree: shapely.STRtree, areas: gpd.GeoDataFrame) -> np.ndarray:
    """Return the position of the area that contains each point of the tree.

    A point on a shared border belongs to the area whose code comes first, so that the result is
    always the same.

    Parameters
    ----------
    tree
        Index from `points_tree`.
    areas
        Polygons with `area_code`.

    Returns
    -------
    numpy.ndarray
        Positions among `areas`, NOWHERE (-1) outside all of them.

    Examples
    --------
    >>> square = gpd.GeoDataFrame({"area_code": ["W1"]}, geometry=[shapely.box(0, 0, 1, 1)])
    >>> area_numbers(points_tree(np.array([0.5, 2.0]), np.array([0.5, 0.5])), square).tolist()
    [0, -1]
    """
    by_code = np.argsort(areas["area_code"].to_numpy(dtype=object), kind="stable")
    shapes = areas.geometry.to_numpy()[by_code]
    shape, point = tree.query(shapes, predicate="intersects")
    numbers = np.full(len(tree.geometries), NOWHERE, dtype=np.int32)
    # Assigned in reverse, so that the first area by code overwrites the others.
    numbers[point[::-1]] = by_code[shape[::-1]]
    return numbers
