"""Which part of the country a picture's map shows, and how its metres become points of paper."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Transformer

from components.maps.legend_classes import GREYED_CLASS
from components.maps.spec import MapSpec
from components.queries.print_shapes import PrintShapes
from components.snapshot.canvas import Box
from components.view.map_position import TILE
from data.schema import BRITISH_GRID, BROWSER_GRID

EDGE = 1.06
ROOM_AROUND = 1.35
"""How much is shown around areas that were singled out."""
SCREEN = 700, 540
"""Pixels of the browser's map as it is mostly seen."""
DEGREE = 111_320.0
"""Metres of a degree of longitude on the equator."""

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Window:
    """A part of the British grid in a box of the paper; the box is filled, nothing is stretched."""

    west: float
    south: float
    east: float
    north: float
    box: Box

    @property
    def metres(self) -> float:
        """How many metres a point of the paper stands for."""
        return (self.east - self.west) / self.box.width

    def on_paper(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the grid lies on the paper."""
        left = self.box.left + (x - self.west) / self.metres
        return left, self.box.top + (self.north - y) / self.metres

    def on_grid(self, box: Box) -> shapely.Geometry:
        """The part of the grid that a box of the paper covers."""
        west = self.west + (box.left - self.box.left) * self.metres
        north = self.north - (box.top - self.box.top) * self.metres
        across, down = box.width * self.metres, box.height * self.metres
        return shapely.box(west, north - down, west + across, north)


def extent_of(spec: MapSpec, shapes: PrintShapes) -> Extent:
    """What the map is about: where the viewer stands, the areas singled out, or everything."""
    if spec.standpoint:
        return _seen_from(*spec.standpoint)
    about = [number != GREYED_CLASS for number in spec.classes]
    if not spec.zoom_to or not any(about):
        return _with_room(shapes.whole, EDGE)
    return _with_room(tuple(shapely.total_bounds(shapes.areas[np.array(about)])), ROOM_AROUND)


def is_tall(extent: Extent) -> bool:
    """Whether upright paper gives the area more room."""
    west, south, east, north = extent
    return north - south > 1.15 * (east - west)


def window(extent: Extent, box: Box) -> Window:
    """The extent in the middle of the box, and as much around it as the box has room for."""
    west, south, east, north = extent
    metres = max((east - west) / box.width, (north - south) / box.height)
    x, y = (west + east) / 2, (south + north) / 2
    across, up = metres * box.width / 2, metres * box.height / 2
    return Window(west=x - across, south=y - up, east=x + across, north=y + up, box=box)


def _with_room(extent: tuple[float, ...], room: float) -> Extent:
    west, south, east, north = map(float, extent)
    across, up = (east - west) * (room - 1) / 2, (north - south) * (room - 1) / 2
    return west - across, south - up, east + across, north + up


def _seen_from(longitude: float, latitude: float, zoom: float) -> Extent:
    """About what the browser shows at this standpoint."""
    to_metres = Transformer.from_crs(BROWSER_GRID, BRITISH_GRID, always_xy=True)
    x, y = to_metres.transform(longitude, latitude)
    pixel = 360 / (TILE * 2**zoom) * DEGREE * math.cos(math.radians(latitude))
    across, up = SCREEN[0] * pixel / 2, SCREEN[1] * pixel / 2
    return x - across, y - up, x + across, y + up
