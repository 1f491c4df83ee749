"""The position of the map as the address writes it, and a check that it shows the area."""

from components.view.view import PERIOD_MARK

# The width of the whole world at zoom 0, in pixels.
TILE = 512
# The size of a large screen, and the width below which an area is too small to be read, in pixels.
LARGE_SCREEN, SMALLEST_WIDTH = (1920, 1080), 16


def position_of(value: str) -> tuple[float, float, float] | None:
    """Return longitude, latitude and zoom from "-3.21_51.4_10.5".

    None if the value is not of that form.
    """
    try:
        longitude, latitude, zoom = map(float, value.split(PERIOD_MARK))
    except ValueError:
        return None
    on_earth = -180 <= longitude <= 180 and -85 <= latitude <= 85 and 0 <= zoom <= 22
    return (longitude, latitude, zoom) if on_earth else None


def shows_area(
    at: tuple[float, float, float] | None, extent: tuple[float, float, float, float] | None
) -> bool:
    """Return whether a map at this position shows any of the area, and large enough to be read."""
    if at is None or extent is None:
        return at is not None
    longitude, latitude, zoom = at
    west, south, east, north = extent
    pixel = 360 / (TILE * 2**zoom)
    half_width, half_height = (side / 2 * pixel for side in LARGE_SCREEN)
    too_far_east_or_west = east < longitude - half_width or longitude + half_width < west
    too_far_north_or_south = north < latitude - half_height or latitude + half_height < south
    if too_far_east_or_west or too_far_north_or_south:
        return False
    return (east - west) / pixel >= SMALLEST_WIDTH
