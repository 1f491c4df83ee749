"""Hexagons of equal size over the ground, and how many incidents fall in each.

A hexagon stands on a corner and is known by two whole numbers, its column and its row (axial
coordinates, as in Red Blob Games' guide to hexagonal grids). The grid begins at the origin of the
national grid, so that a hexagon is the same in every release.
"""

import numpy as np
import pandas as pd

ACROSS = 500.0
"""Metres from one flat side to the other."""
COLUMN, ROW = "column", "row"


def hexagons_of(x: pd.Series, y: pd.Series, *, across: float = ACROSS) -> pd.DataFrame:
    """The column and row of the hexagon that each point lies in, on the points' index."""
    side = across / np.sqrt(3)
    column = x / across - y / (3 * side)
    row = y * 2 / (3 * side)
    return _nearest(column, row)


def _nearest(column: pd.Series, row: pd.Series) -> pd.DataFrame:
    """The whole hexagon: of three coordinates that add up to nothing, the worst rounded yields."""
    third = -column - row
    q, r, s = column.round(), row.round(), third.round()
    off_q, off_r, off_s = (q - column).abs(), (r - row).abs(), (s - third).abs()
    fix_q = (off_q > off_r) & (off_q > off_s)
    fix_r = ~fix_q & (off_r > off_s)
    return pd.DataFrame(
        {COLUMN: q.where(~fix_q, -r - s).astype("int64"), ROW: r.where(~fix_r, -q - s)}
    ).astype("int64")


def centres(hexagons: pd.DataFrame, *, across: float = ACROSS) -> pd.DataFrame:
    """Where the middle of each hexagon lies, in metres."""
    side = across / np.sqrt(3)
    x = across * (hexagons[COLUMN] + hexagons[ROW] / 2)
    return pd.DataFrame({"x": x, "y": 1.5 * side * hexagons[ROW]}, hexagons.index)


def grid(points: pd.DataFrame, *, across: float = ACROSS) -> pd.DataFrame:
    """Every hexagon that holds a point, in one lasting order, with its centre."""
    cells = hexagons_of(points["x"], points["y"], across=across)
    held = cells.drop_duplicates().sort_values([COLUMN, ROW], ignore_index=True)
    return held.join(centres(held, across=across))


def counts_in(
    cells: pd.DataFrame, points: pd.DataFrame, incidents: pd.Series, *, across: float = ACROSS
) -> pd.Series:
    """Incidents in each hexagon of the grid; `incidents` is by the number of the point."""
    found = hexagons_of(points["x"], points["y"], across=across)
    found["incidents"] = points["point"].map(incidents).fillna(0)
    sums = found.groupby([COLUMN, ROW])["incidents"].sum()
    keys = pd.MultiIndex.from_frame(cells[[COLUMN, ROW]])
    return pd.Series(sums.reindex(keys, fill_value=0).to_numpy(), cells.index, name="incidents")
