"""Recognises kinds of coordinates in Great Britain, and normalises numbers as text."""

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
# Limits wider than Great Britain, and narrow enough that the kinds can't be confused.
EASTING, NORTHING = (50_000.0, 700_000.0), (4_000.0, 1_300_000.0)


def coordinate_kind(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return which kind of coordinates in Great Britain each pair of numbers can be.

    Parameters
    ----------
    x, y
        Pairs of numbers.

    Returns
    -------
    numpy.ndarray
        DEGREES, EXCHANGED, METRES or "" for each pair.

    Examples
    --------
    >>> coordinate_kind(np.array([-3.0, 51.5]), np.array([51.5, -3.0])).tolist()
    ['degrees', 'exchanged degrees']
    """

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
    """Return the kind of coordinates of each shape, judged by its south-west corner.

    Parameters
    ----------
    shapes
        Shapes, some of them missing.

    Returns
    -------
    numpy.ndarray
        DEGREES, EXCHANGED, METRES or "" for each shape.

    Examples
    --------
    >>> looks_like_shapes(gpd.GeoSeries(gpd.points_from_xy([-3.0], [51.5]))).tolist()
    ['degrees']
    """
    corners = shapes.bounds
    return coordinate_kind(corners["minx"].to_numpy(), corners["miny"].to_numpy())


def check_numbers(name: str, layer: gpd.GeoDataFrame) -> None:
    """Raise if most coordinates can't be in the layer's reference system.

    Parameters
    ----------
    name
        The layer's name for messages.
    layer
        The layer as read.

    Raises
    ------
    SourceError
        If latitude and longitude are exchanged, or degrees and metres.

    Examples
    --------
    >>> check_numbers("a.geojson", gpd.GeoDataFrame(geometry=gpd.points_from_xy([-3.0], [51.5])))
    """
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
    """Return a value as text, whole numbers without decimals.

    Parameters
    ----------
    value
        A cell's value.

    Returns
    -------
    str
        Empty for a missing value; "yes" or "no" for booleans.

    Examples
    --------
    >>> normalise_number(3.0), normalise_number(None), normalise_number(True)
    ('3', '', 'yes')
    """
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
