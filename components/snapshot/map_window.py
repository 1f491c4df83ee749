"""The part of the British grid that a picture's map shows, and its conversion to points."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Transformer

from components.maps.legend_classes import GREYED_CLASS
from components.maps.spec import MapSpec
from components.queries.shapes import PrintShapes
from components.snapshot.canvas import Box
from components.view.map_position import TILE
from data.schema import BRITISH_GRID, BROWSER_GRID

# EDGE: factor by which the extent of the whole area is enlarged.
EDGE = 1.06
# Factor by which the extent of selected areas is enlarged.
ROOM_AROUND = 1.35
# Typical width and height of the browser's map, in pixels.
SCREEN = 700, 540
# Metres of a degree of longitude at the equator.
DEGREE = 111_320.0

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Window:
    """A part of the British grid that fills a box of the canvas, without distortion."""

    west: float
    south: float
    east: float
    north: float
    box: Box

    @property
    def metres(self) -> float:
        """Return the metres of a point of the canvas."""
        return (self.east - self.west) / self.box.width

    def on_canvas(self, x: float, y: float) -> tuple[float, float]:
        """Return the position on the canvas of grid coordinates."""
        left = self.box.left + (x - self.west) / self.metres
        return left, self.box.top + (self.north - y) / self.metres

    def on_grid(self, box: Box) -> shapely.Geometry:
        """Return the part of the grid that a box of the canvas covers."""
        west = self.west + (box.left - self.box.left) * self.metres
        north = self.north - (box.top - self.box.top) * self.metres
        across, down = box.width * self.metres, box.height * self.metres
        return shapely.box(west, north - down, west + across, north)


def extent_of(spec: MapSpec, shapes: PrintShapes) -> Extent:
    """Return the extent of the map: the map position of the view, selected areas, or all areas."""
    if spec.position:
        return _seen_from(*spec.position)
    about = [number != GREYED_CLASS for number in spec.classes]
    if not spec.zoom_to or not any(about):
        return _enlarged(shapes.whole, EDGE)
    return _enlarged(tuple(shapely.total_bounds(shapes.areas[np.array(about)])), ROOM_AROUND)


def is_tall(extent: Extent) -> bool:
    """Return whether the extent is clearly taller than wide."""
    west, south, east, north = extent
    return north - south > 1.15 * (east - west)


def window(extent: Extent, box: Box) -> Window:
    """Return the window that has the extent in its middle and fills the box."""
    west, south, east, north = extent
    metres = max((east - west) / box.width, (north - south) / box.height)
    x, y = (west + east) / 2, (south + north) / 2
    across, up = metres * box.width / 2, metres * box.height / 2
    return Window(west=x - across, south=y - up, east=x + across, north=y + up, box=box)


def _enlarged(extent: tuple[float, ...], factor: float) -> Extent:
    west, south, east, north = map(float, extent)
    across, up = (east - west) * (factor - 1) / 2, (north - south) * (factor - 1) / 2
    return west - across, south - up, east + across, north + up


def _seen_from(longitude: float, latitude: float, zoom: float) -> Extent:
    """Return about the extent that the browser shows at a map position."""
    to_metres = Transformer.from_crs(BROWSER_GRID, BRITISH_GRID, always_xy=True)
    x, y = to_metres.transform(longitude, latitude)
    pixel = 360 / (TILE * 2**zoom) * DEGREE * math.cos(math.radians(latitude))
    across, up = SCREEN[0] * pixel / 2, SCREEN[1] * pixel / 2
    return x - across, y - up, x + across, y + up
