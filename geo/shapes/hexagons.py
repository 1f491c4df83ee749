"""A hexagonal grid over the national grid, and the number of incidents in each hexagon.

Hexagons have a corner at the top and are identified by column and row (axial coordinates, as in Red
Blob Games' guide to hexagonal grids). The grid starts at the origin of the national grid, so that a
hexagon is the same in every release.
"""

import numpy as np
import pandas as pd

# ACROSS: width of a hexagon from one flat side to the other, in metres.
ACROSS = 500.0
COLUMN, ROW = "column", "row"


def hexagons_of(x: pd.Series, y: pd.Series, *, across: float = ACROSS) -> pd.DataFrame:
    """Return the hexagon that contains each point.

    Parameters
    ----------
    x
        Eastings in metres.
    y
        Northings in metres.
    across
        Width of a hexagon in metres.

    Returns
    -------
    pd.DataFrame
        `column` and `row`, on the index of the points.

    Examples
    --------
    >>> hexagons_of(pd.Series([0.0, 510.0]), pd.Series([0.0, 10.0])).values.tolist()
    [[0, 0], [1, 0]]
    """
    side = across / np.sqrt(3)
    column = x / across - y / (3 * side)
    row = y * 2 / (3 * side)
    return _nearest(column, row)


def _nearest(column: pd.Series, row: pd.Series) -> pd.DataFrame:
    """Round axial coordinates; the one with the largest error follows from the other two."""
    third = -column - row
    q, r, s = column.round(), row.round(), third.round()
    off_q, off_r, off_s = (q - column).abs(), (r - row).abs(), (s - third).abs()
    fix_q = (off_q > off_r) & (off_q > off_s)
    fix_r = ~fix_q & (off_r > off_s)
    return pd.DataFrame(
        {COLUMN: q.where(~fix_q, -r - s).astype("int64"), ROW: r.where(~fix_r, -q - s)}
    ).astype("int64")


def centres(hexagons: pd.DataFrame, *, across: float = ACROSS) -> pd.DataFrame:
    """Return the centre of each hexagon.

    Parameters
    ----------
    hexagons
        `column` and `row`.
    across
        Width of a hexagon in metres.

    Returns
    -------
    pd.DataFrame
        `x` and `y` in metres, on the index of `hexagons`.

    Examples
    --------
    >>> centres(pd.DataFrame({"column": [1], "row": [0]})).values.tolist()
    [[500.0, 0.0]]
    """
    side = across / np.sqrt(3)
    x = across * (hexagons[COLUMN] + hexagons[ROW] / 2)
    return pd.DataFrame({"x": x, "y": 1.5 * side * hexagons[ROW]}, hexagons.index)


def grid(points: pd.DataFrame, *, across: float = ACROSS) -> pd.DataFrame:
    """Return every hexagon that contains a point, sorted, with its centre.

    Parameters
    ----------
    points
        `x` and `y` in metres.
    across
        Width of a hexagon in metres.

    Returns
    -------
    pd.DataFrame
        `column`, `row`, `x` and `y`.

    Examples
    --------
    >>> grid(pd.DataFrame({"x": [0.0, 9.0, 500.0], "y": [0.0, 9.0, 0.0]}))
       column  row      x    y
    0       0    0    0.0  0.0
    1       1    0  500.0  0.0
    """
    cells = hexagons_of(points["x"], points["y"], across=across)
    with_points = cells.drop_duplicates().sort_values([COLUMN, ROW], ignore_index=True)
    return with_points.join(centres(with_points, across=across))


def counts_in(
    cells: pd.DataFrame, points: pd.DataFrame, incidents: pd.Series, *, across: float = ACROSS
) -> pd.Series:
    """Return the incidents in each hexagon of the grid.

    Parameters
    ----------
    cells
        `column` and `row` of the hexagons.
    points
        `point`, `x` and `y`.
    incidents
        Incidents by the number of the point.
    across
        Width of a hexagon in metres.

    Returns
    -------
    pd.Series
        Incidents on the index of `cells`.

    Examples
    --------
    >>> points = pd.DataFrame({"point": [0, 1], "x": [0.0, 500.0], "y": [0.0, 0.0]})
    >>> counts_in(grid(points), points, pd.Series({0: 3, 1: 4})).tolist()
    [3, 4]
    """
    hexagon_of_point = hexagons_of(points["x"], points["y"], across=across)
    hexagon_of_point["incidents"] = points["point"].map(incidents).fillna(0)
    sums = hexagon_of_point.groupby([COLUMN, ROW])["incidents"].sum()
    keys = pd.MultiIndex.from_frame(cells[[COLUMN, ROW]])
    return pd.Series(sums.reindex(keys, fill_value=0).to_numpy(), cells.index, name="incidents")
