"""Check an area that was drawn, built or uploaded before it is saved."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import InvalidRecord
from data.messages import Message

# The smallest area in square metres, and the most corners.
SMALLEST, MOST_CORNERS = 25.0, 5_000
# The share of an area that may be outside the county: outlines of the same coast differ.
MOST_OUTSIDE = 0.01
FIELD = "area"


def checked_area(shape: BaseGeometry, county: BaseGeometry, *, record: str = "") -> str:
    """Return an area as the register stores it.

    Parameters
    ----------
    shape
        A polygon, or several, in metres (EPSG:27700).
    county
        The whole area of the release, in metres.
    record
        The record's number, for the message.

    Returns
    -------
    str
        The area as WKT, to a millimetre.

    Raises
    ------
    InvalidRecord
        If it is no polygon, crosses itself, is tiny, has too many corners, or lies outside the
        county.

    Examples
    --------
    >>> checked_area(shapely.box(0, 0, 10, 10), shapely.box(0, 0, 100, 100))
    'POLYGON ((10 0, 10 10, 0 10, 0 0, 10 0))'
    """
    if problem := _problem(shape, county):
        raise InvalidRecord(record=record, faults=((FIELD, problem, Message("found.none")),))
    return str(shapely.to_wkt(shape, rounding_precision=3))


def checked_point(shape: BaseGeometry, county: BaseGeometry, *, record: str = "") -> dict:
    """Return a location as the register stores it.

    Parameters
    ----------
    shape
        A point in metres (EPSG:27700).
    county
        The whole area of the release, in metres.
    record
        The record's number, for the message.

    Returns
    -------
    dict
        `x` and `y`, to a metre.

    Raises
    ------
    InvalidRecord
        If it is outside the county.

    Examples
    --------
    >>> checked_point(shapely.Point(5.2, 7), shapely.box(0, 0, 100, 100))
    {'x': 5.0, 'y': 7.0}
    """
    if not shape.intersects(county):
        fault = (FIELD, Message("area.point_outside"), Message("found.none"))
        raise InvalidRecord(record=record, faults=(fault,))
    return {"x": float(round(shape.x)), "y": float(round(shape.y))}


def _problem(shape: BaseGeometry, county: BaseGeometry) -> Message | None:
    """Return what an area must be and isn't."""
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        return Message("area.polygon")
    if not shape.is_valid:
        return Message("area.crossing")
    if shape.area < SMALLEST:
        return Message("area.tiny", metres=int(SMALLEST))
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        return Message("area.corners", n=MOST_CORNERS)
    outside = shape.difference(county).area / shape.area
    if outside > MOST_OUTSIDE:
        return Message("area.outside", percent=max(1, round(outside * 100)))
    return None
