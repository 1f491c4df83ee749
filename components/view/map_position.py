"""Where a map stands, as the address writes it, and whether anything is seen from there."""

from components.view.view import PERIOD_MARK

TILE = 512
"""Pixels of the whole world at zoom 0."""
LARGE_SCREEN, SPECK = (1920, 1080), 16
"""Pixels of a large screen, and of an area too small to be read."""


def standpoint(value: str) -> tuple[float, float, float] | None:
    """Longitude, latitude and zoom: "-3.21_51.4_10.5"; None for anything else."""
    try:
        longitude, latitude, zoom = map(float, value.split(PERIOD_MARK))
    except ValueError:
        return None
    on_earth = -180 <= longitude <= 180 and -85 <= latitude <= 85 and 0 <= zoom <= 22
    return (longitude, latitude, zoom) if on_earth else None


def sees(
    at: tuple[float, float, float] | None, extent: tuple[float, float, float, float] | None
) -> bool:
    """Whether from a standpoint any of the area can be seen, and as more than a speck."""
    if at is None or extent is None:
        return at is not None
    longitude, latitude, zoom = at
    west, south, east, north = extent
    pixel = 360 / (TILE * 2**zoom)
    across, up = (side / 2 * pixel for side in LARGE_SCREEN)
    beside = east < longitude - across or longitude + across < west
    beyond = north < latitude - up or latitude + up < south
    return not beside and not beyond and (east - west) / pixel >= SPECK
