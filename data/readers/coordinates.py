"""Numbers as people type them, and what kind of coordinates they can be in Great Britain."""

from collections import Counter

import geopandas as gpd
import numpy as np

from data.errors import SourceError
from data.messages import Message

DEGREES, EXCHANGED, METRES = "degrees", "exchanged degrees", "metres"
LOOKS = {
    DEGREES: Message("look.degrees"),
    EXCHANGED: Message("look.exchanged"),
    METRES: Message("look.metres"),
}
LONGITUDE, LATITUDE = (-9.0, 2.5), (49.0, 61.0)
EASTING, NORTHING = (50_000.0, 700_000.0), (4_000.0, 1_300_000.0)
"""Wider than Great Britain, and narrow enough that none can be taken for another."""


def coordinate_kind(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Of each pair of numbers, what kind of coordinates in Great Britain they can be, or ""."""

    def between(values: np.ndarray, limits: tuple[float, float]) -> np.ndarray:
        return np.asarray((values >= limits[0]) & (values <= limits[1]))

    degrees = between(x, LONGITUDE) & between(y, LATITUDE)
    if degrees.all():
        return np.full(len(degrees), DEGREES)
    kinds = [
        degrees,
        between(x, LATITUDE) & between(y, LONGITUDE),
        between(x, EASTING) & between(y, NORTHING),
    ]
    return np.select(kinds, [DEGREES, EXCHANGED, METRES], default="")


def looks_like_shapes(shapes: gpd.GeoSeries) -> np.ndarray:
    """The same of each shape, by its corner; "" for none."""
    corners = shapes.bounds
    return coordinate_kind(corners["minx"].to_numpy(), corners["miny"].to_numpy())


def check_numbers(name: str, layer: gpd.GeoDataFrame) -> None:
    """Raise where the numbers can't be what the layer says of itself."""
    corners = layer.geometry.bounds.dropna()
    if corners.empty:
        return
    kinds = coordinate_kind(corners["minx"].to_numpy(), corners["miny"].to_numpy())
    kind, times = Counter(kinds.tolist()).most_common(1)[0]
    degrees = layer.crs is None or layer.crs.is_geographic
    if kind not in ((EXCHANGED, METRES) if degrees else (DEGREES, EXCHANGED)):
        return
    first = corners[kinds == kind].iloc[0]
    raise SourceError(
        file=name,
        where=Message("where.geometry"),
        expected=Message("shapes.longitude_first")
        if degrees
        else Message("shapes.metres_of", system=layer.crs.to_string()),
        found=Message(
            "shapes.found",
            look=LOOKS[kind],
            x=f"{first['minx']:g}",
            y=f"{first['miny']:g}",
            times=times,
            all=len(kinds),
        ),
    )


def normalise_number(value: object) -> str:
    """A value as a careful person would have typed it."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
