"""Read and check the coordinates of a table's rows, and convert them to metres."""

import geopandas as gpd
import numpy as np
import pandas as pd

from data.contracts.faults import Faults
from data.contracts.model import (
    ADVICE,
    ADVICE_ON_SHAPES,
    EXPECTED_PAIR,
    IN_DEGREES,
    IN_METRES,
    NO_PLACE,
    Contract,
)
from data.contracts.types import EAST, LAT, LON, NORTH
from data.geometry.projection import metres
from data.messages import Message
from data.readers.coordinates import DEGREES, METRES, coordinate_kind, looks_like_shapes

# Bounds: west, south, east, north, in metres.
Bounds = tuple[float, float, float, float]
# EXPECTED: the valid values of each column of coordinates, in words.
EXPECTED = {
    column: type_.expected
    for column, type_ in zip((*IN_DEGREES, *IN_METRES), (LON, LAT, EAST, NORTH), strict=True)
}


def read_coordinates(
    contract: Contract,
    cells: pd.DataFrame,
    typed: pd.DataFrame,
    shapes: gpd.GeoSeries | None,
    bounds: Bounds | None,
    faults: Faults,
) -> pd.DataFrame:
    """Convert the coordinates or points of all rows to metres, and add every fault.

    Parameters
    ----------
    contract
        The contract of the table.
    cells
        The table's text, indexed by line number.
    typed
        The values that were parsed from it, in the same shape.
    shapes
        The geometries if the table is a layer.
    bounds
        West, south, east and north of the area in metres; None if coordinates anywhere are valid.
    faults
        The faults of the table, to which those of coordinates are added.

    Returns
    -------
    DataFrame
        `x` and `y` in metres on the British National Grid by line number; NaN without coordinates.

    Examples
    --------
    >>> from data.contracts.registry import contract_of
    >>> cells = pd.DataFrame({"easting": ["229400"], "northing": ["269900"]}, index=[1])
    >>> cells = cells.reindex(columns=["lon", "lat", "easting", "northing"]).astype(object)
    >>> read_coordinates(contract_of("groups"), cells, cells, None, None, Faults())
              x         y
    1  229400.0  269900.0
    """
    position = pd.DataFrame(np.nan, index=cells.index, columns=["x", "y"])
    for pair, kind in ((IN_METRES, METRES), (IN_DEGREES, DEGREES)):
        if not _check_pair(pair, kind, cells, typed, faults):
            continue
        both = typed[list(pair)].notna().all(axis=1)
        numbers = typed.loc[both, list(pair)].astype(float).to_numpy()
        in_metres = metres(*numbers.T) if kind == DEGREES else tuple(numbers.T)
        position.loc[both, "x"], position.loc[both, "y"] = in_metres
    if shapes is not None:
        points = shapes.geom_type.eq("Point") & ~shapes.is_empty
        odd = shapes.notna() & ~points
        inside = check_shapes(shapes[points], faults).reindex(shapes.index, fill_value=False)
        faults.add(shapes.geom_type[odd], "geometry", "a point")
        without = points & position["x"].isna() & inside
        position.loc[without, "x"], position.loc[without, "y"] = (
            shapes[without].x,
            shapes[without].y,
        )
    _check_bounds(position, bounds, faults)
    if contract.places:
        codes = [way[0] for way in contract.places if len(way) == 1]
        given = cells[[*IN_DEGREES, *IN_METRES, *codes]].notna().any(axis=1)
        if shapes is not None:
            given |= shapes.notna() & ~shapes.is_empty
        without_location = pd.Series(None, index=cells.index[~given], dtype=object)
        faults.add(without_location, NO_PLACE, "coordinates, or an LSOA or ward code")
    return position


def check_shapes(shapes: gpd.GeoSeries, faults: Faults) -> pd.Series:
    """Check that shapes are in Great Britain, and add a fault for each that isn't.

    Parameters
    ----------
    shapes
        The geometries in metres, indexed by line number.
    faults
        The faults of the table.

    Returns
    -------
    Series of bool
        Whether each shape is in Great Britain.

    Examples
    --------
    >>> shapes = gpd.GeoSeries.from_xy([229400, 4], [269900, 52], index=[1, 2])
    >>> check_shapes(shapes, Faults()).tolist()
    [True, False]
    """
    kinds = pd.Series(looks_like_shapes(shapes), index=shapes.index)
    for other, group in kinds[kinds != METRES].groupby(kinds):
        hint = f" ({ADVICE_ON_SHAPES[str(other)]})" if other in ADVICE_ON_SHAPES else ""
        corners = shapes.loc[group.index].bounds
        points_text = corners["minx"].map("{:g}".format) + ", " + corners["miny"].map("{:g}".format)
        faults.add(points_text, "geometry", f"a place in Great Britain{hint}")
    return kinds == METRES


def _check_pair(
    pair: tuple[str, str], kind: str, cells: pd.DataFrame, typed: pd.DataFrame, faults: Faults
) -> bool:
    """Return whether a pair of columns can be used, and add faults by row or of the whole file."""
    first, second = pair
    x, y = (pd.to_numeric(cells[column], errors="coerce") for column in pair)
    looks = pd.Series(coordinate_kind(x.to_numpy(), y.to_numpy()), index=cells.index)
    numbers = int((x.notna() & y.notna()).sum())
    for other, advice in ADVICE[kind].items():
        alike = looks.index[looks == other]
        if numbers and len(alike) * 2 >= numbers:
            row = alike[0]
            x_text, y_text = (str(cells.loc[row, column]) for column in pair)
            problem = Message(
                "pair.found",
                advice=advice,
                row=int(row),
                first=first,
                x=x_text,
                second=second,
                y=y_text,
                alike=len(alike),
                all=numbers,
            )
            faults.of_file(f"{first}, {second}", EXPECTED_PAIR[kind], problem)
            return False
    hints = looks.map(lambda look: f" ({ADVICE[kind][look]})" if look in ADVICE[kind] else "")
    for column, partner in (pair, pair[::-1]):
        expected = EXPECTED[column]
        unread = cells[column].notna() & typed[column].isna()
        for hint, group in cells.loc[unread, column].groupby(hints[unread]):
            faults.add(group, column, f"{expected}{hint}")
        alone = cells[column].isna() & cells[partner].notna()
        faults.add(cells.loc[alone, column], column, f"{expected}, as {partner} has one")
    return True


def _check_bounds(position: pd.DataFrame, bounds: Bounds | None, faults: Faults) -> None:
    if bounds is None:
        return
    west, south, east, north = bounds
    inside = position["x"].between(west, east) & position["y"].between(south, north)
    exchanged = position["y"].between(west, east) & position["x"].between(south, north)
    placed = position["x"].notna()
    sides = {"west": west, "south": south, "east": east, "north": north}
    expected = Message("pair.in_area", **{side: f"{value:.0f}" for side, value in sides.items()})
    points_text = position["x"].map("{:.0f}".format) + ", " + position["y"].map("{:.0f}".format)
    if placed.any() and not (inside & placed).any() and exchanged.sum() * 2 >= placed.sum():
        first = position.index[placed][0]
        x, y = points_text.loc[first].split(", ")
        problem = Message("pair.metres_exchanged", row=int(first), x=x, y=y)
        faults.of_file("easting, northing", expected, problem)
    else:
        faults.add(points_text[placed & ~inside], "place", expected)
