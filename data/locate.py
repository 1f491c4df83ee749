"""Which area a point lies in: each distinct point is looked up once."""

import geopandas as gpd
import numpy as np
import shapely


def locate(x: np.ndarray, y: np.ndarray, areas: gpd.GeoDataFrame) -> np.ndarray:
    """The area code that each point lies in, None for outside.

    police.uk stacks hundreds of thousands of incidents on a few thousand points, so the distinct
    ones are found first. A point on a shared border goes to the area that comes first by code:
    any rule would do, as long as it is always the same.
    """
    points, back = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    areas = areas.sort_values("area_code")
    tree = shapely.STRtree(shapely.points(points))
    area_index, point_index = tree.query(areas.geometry.to_numpy(), predicate="intersects")
    codes = np.full(len(points), None, dtype=object)
    # Written last to first, so that the first area by code is the one that stays.
    codes[point_index[::-1]] = areas["area_code"].to_numpy(dtype=object)[area_index[::-1]]
    return codes[back.ravel()]
