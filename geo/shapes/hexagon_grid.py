"""A grid of hexagons over an area: which lie in it, which touch, and the incidents by month."""

import numpy as np
import pandas as pd
import shapely
from scipy import sparse

from geo.shapes.hexagons import ACROSS, COLUMN, ROW, centres

# AROUND: the six hexagons around one, as steps of column and row.
AROUND = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
# SPAN: factor that combines column and row in one whole number.
SPAN = np.int64(1) << np.int64(31)


def hexagons_over(outline: shapely.Geometry, *, across: float = ACROSS) -> pd.DataFrame:
    """Return every hexagon that touches an area, whether anything was recorded in it or not.

    Parameters
    ----------
    outline
        The area, in metres on the national grid.
    across
        Width of a hexagon in metres.

    Returns
    -------
    pd.DataFrame
        `column`, `row`, and the centre's `x` and `y`, sorted; empty for an empty area.

    Examples
    --------
    >>> hexagons_over(shapely.box(-10, -10, 510, 10))[["column", "row"]].values.tolist()
    [[0, 0], [1, 0]]
    """
    if outline.is_empty:
        return pd.DataFrame({COLUMN: [], ROW: []}, dtype="int64").assign(x=0.0, y=0.0)
    west, south, east, north = outline.bounds
    side = across / np.sqrt(3)
    rows = np.arange(np.floor(south / (1.5 * side)) - 1, np.ceil(north / (1.5 * side)) + 2)
    steps = np.arange(int(np.ceil((east - west) / across)) + 3)
    first = np.floor(west / across - rows / 2) - 1
    cells = pd.DataFrame(
        {
            COLUMN: (first[:, None] + steps).ravel().astype(np.int64),
            ROW: np.repeat(rows, len(steps)).astype(np.int64),
        }
    )
    return _touching(cells, outline, across)


def _touching(cells: pd.DataFrame, outline: shapely.Geometry, across: float) -> pd.DataFrame:
    """Return the hexagons that have ground in common with the area, with their centres."""
    middle = centres(cells, across=across)
    shapes = outlines(middle, across=across)
    shapely.prepare(outline)
    inside = shapely.intersects(outline, shapes)
    found: pd.DataFrame = cells.join(middle)[inside]
    ordered: pd.DataFrame = found.sort_values([COLUMN, ROW], ignore_index=True)
    return ordered


def outlines(middle: pd.DataFrame, *, across: float = ACROSS) -> np.ndarray:
    """Return the outline of each hexagon.

    Parameters
    ----------
    middle
        The centres `x` and `y` in metres.
    across
        Width of a hexagon in metres.

    Returns
    -------
    np.ndarray
        Polygons in metres, in the order of the rows.

    Examples
    --------
    >>> outlines(pd.DataFrame({"x": [0.0], "y": [0.0]}))[0].area > 0
    True
    """
    angle = np.pi / 3 * np.arange(6) + np.pi / 6
    ring = across / np.sqrt(3) * np.column_stack([np.cos(angle), np.sin(angle)])
    shapes: np.ndarray = shapely.polygons(middle[["x", "y"]].to_numpy()[:, None, :] + ring)
    return shapes


def adjacent(cells: pd.DataFrame) -> sparse.csr_array:
    """Return which hexagons share a side, as a symmetric sparse matrix.

    Parameters
    ----------
    cells
        `column` and `row` of the hexagons, none twice.

    Returns
    -------
    sparse.csr_array
        Ones, rows and columns in the order of `cells`.

    Examples
    --------
    >>> cells = pd.DataFrame({"column": [0, 1, 5], "row": [0, 0, 5]})
    >>> adjacent(cells).toarray().tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    key = _as_one_number(cells)
    order = np.argsort(key)
    ordered, count = key[order], len(key)
    own, other = [], []
    for column, row in AROUND:
        wanted = key + column * SPAN + row
        place = np.minimum(np.searchsorted(ordered, wanted), max(count - 1, 0))
        have = np.flatnonzero(ordered[place] == wanted) if count else place
        own.append(have)
        other.append(order[place[have]])
    rows, columns = np.concatenate(own), np.concatenate(other)
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))


def _as_one_number(cells: pd.DataFrame) -> np.ndarray:
    combined: np.ndarray = cells[COLUMN].to_numpy() * SPAN + cells[ROW].to_numpy()
    return combined
