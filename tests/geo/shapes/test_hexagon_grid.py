"""Hexagons over an area touch it, have at most six neighbours, and lose no incident."""

import numpy as np
import pandas as pd
import shapely

from geo.shapes.hexagon_grid import adjacent, hexagons_over
from geo.shapes.hexagons import hexagons_of

COUNTY = shapely.Point(320_000, 190_000).buffer(9_000)


def test_the_grid_covers_the_area_and_no_more() -> None:
    cells = hexagons_over(COUNTY)
    ground = len(cells) * 500**2 * np.sqrt(3) / 2
    assert COUNTY.area < ground < COUNTY.area * 1.15
    rng = np.random.default_rng(1)
    spots = pd.DataFrame(
        rng.uniform(-9_000, 9_000, (4000, 2)) + np.array([320_000, 190_000]), columns=["x", "y"]
    )
    inside = spots[shapely.contains_xy(COUNTY, spots["x"], spots["y"])]
    own = hexagons_of(inside["x"], inside["y"])
    assert len(own.merge(cells, on=["column", "row"])) == len(own) > 2000
    assert not cells.duplicated(["column", "row"]).any()


def test_hexagons_that_share_a_side_are_one_width_apart() -> None:
    cells = hexagons_over(COUNTY)
    near = adjacent(cells)
    assert abs(near - near.T).nnz == 0
    row, column = near.nonzero()
    at = cells[["x", "y"]].to_numpy()
    np.testing.assert_allclose(np.linalg.norm(at[row] - at[column], axis=1), 500, rtol=1e-9)
    assert np.bincount(np.diff(near.indptr)).argmax() == 6
    assert adjacent(cells.iloc[:0]).shape == (0, 0)


def test_an_empty_area_has_no_hexagon() -> None:
    assert hexagons_over(shapely.Polygon()).empty
