"""Where a row lies: its coordinates in metres, and what is wrong with them."""

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

Bounds = tuple[float, float, float, float]
"""West, south, east, north, in metres."""
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
    """Metres for every row that has coordinates or a point, with the faults on the way."""
    place = pd.DataFrame(np.nan, index=cells.index, columns=["x", "y"])
    for pair, kind in ((IN_METRES, METRES), (IN_DEGREES, DEGREES)):
        if not _check_pair(pair, kind, cells, typed, faults):
            continue
        both = typed[list(pair)].notna().all(axis=1)
        numbers = typed.loc[both, list(pair)].astype(float).to_numpy()
        in_metres = metres(*numbers.T) if kind == DEGREES else tuple(numbers.T)
        place.loc[both, "x"], place.loc[both, "y"] = in_metres
    if shapes is not None:
        points = shapes.geom_type.eq("Point") & ~shapes.is_empty
        odd = shapes.notna() & ~points
        inside = check_shapes(shapes[points], faults).reindex(shapes.index, fill_value=False)
        faults.add(shapes.geom_type[odd], "geometry", "a point")
        bare = points & place["x"].isna() & inside
        place.loc[bare, "x"], place.loc[bare, "y"] = shapes[bare].x, shapes[bare].y
    _check_bounds(place, bounds, faults)
    if contract.places:
        codes = [way[0] for way in contract.places if len(way) == 1]
        tried = cells[[*IN_DEGREES, *IN_METRES, *codes]].notna().any(axis=1)
        if shapes is not None:
            tried |= shapes.notna() & ~shapes.is_empty
        nowhere = pd.Series(None, index=cells.index[~tried], dtype=object)
        faults.add(nowhere, NO_PLACE, "coordinates, or an LSOA or ward code")
    return place


def check_shapes(shapes: gpd.GeoSeries, faults: Faults) -> pd.Series:
    """Which shapes lie in Great Britain, going by their metres; the others are faults."""
    looks = pd.Series(looks_like_shapes(shapes), index=shapes.index)
    for other, few in looks[looks != METRES].groupby(looks):
        hint = f" ({ADVICE_ON_SHAPES[str(other)]})" if other in ADVICE_ON_SHAPES else ""
        corners = shapes.loc[few.index].bounds
        spots = corners["minx"].map("{:g}".format) + ", " + corners["miny"].map("{:g}".format)
        faults.add(spots, "geometry", f"a place in Great Britain{hint}")
    return looks == METRES


def _check_pair(
    pair: tuple[str, str], kind: str, cells: pd.DataFrame, typed: pd.DataFrame, faults: Faults
) -> bool:
    """Whether a pair of columns can be used; by row what is wrong with it, or for all at once."""
    first, second = pair
    x, y = (pd.to_numeric(cells[column], errors="coerce") for column in pair)
    looks = pd.Series(coordinate_kind(x.to_numpy(), y.to_numpy()), index=cells.index)
    numbers = int((x.notna() & y.notna()).sum())
    for other, advice in ADVICE[kind].items():
        alike = looks.index[looks == other]
        if numbers and len(alike) * 2 >= numbers:
            at = alike[0]
            x_here, y_here = (str(cells.loc[at, column]) for column in pair)
            found = Message(
                "pair.found",
                advice=advice,
                row=int(at),
                first=first,
                x=x_here,
                second=second,
                y=y_here,
                alike=len(alike),
                all=numbers,
            )
            faults.of_file(f"{first}, {second}", EXPECTED_PAIR[kind], found)
            return False
    hints = looks.map(lambda look: f" ({ADVICE[kind][look]})" if look in ADVICE[kind] else "")
    for column, partner in (pair, pair[::-1]):
        expected = EXPECTED[column]
        unread = cells[column].notna() & typed[column].isna()
        for hint, some in cells.loc[unread, column].groupby(hints[unread]):
            faults.add(some, column, f"{expected}{hint}")
        alone = cells[column].isna() & cells[partner].notna()
        faults.add(cells.loc[alone, column], column, f"{expected}, as {partner} has one")
    return True


def _check_bounds(place: pd.DataFrame, bounds: Bounds | None, faults: Faults) -> None:
    if bounds is None:
        return
    west, south, east, north = bounds
    inside = place["x"].between(west, east) & place["y"].between(south, north)
    exchanged = place["y"].between(west, east) & place["x"].between(south, north)
    placed = place["x"].notna()
    sides = {"west": west, "south": south, "east": east, "north": north}
    says = Message("pair.in_area", **{side: f"{at:.0f}" for side, at in sides.items()})
    spots = place["x"].map("{:.0f}".format) + ", " + place["y"].map("{:.0f}".format)
    if placed.any() and not (inside & placed).any() and exchanged.sum() * 2 >= placed.sum():
        first = place.index[placed][0]
        x, y = spots.loc[first].split(", ")
        found = Message("pair.metres_exchanged", row=int(first), x=x, y=y)
        faults.of_file("easting, northing", says, found)
    else:
        faults.add(spots[placed & ~inside], "place", says)
