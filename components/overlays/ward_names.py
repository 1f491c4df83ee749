"""The overlay of ward names, each shown from the zoom at which it fits."""

import math

import numpy as np

from components import theme
from components.overlays.model import LARGE, Look, Overlay, OverlayKind, OverlayRequest, Row
from data.schema import BROWSER_GRID, COUNTY, WARD
from geo.shapes.label_placement import zooms

# The height of the letters in pixels. Projector mode needs at least 18 points.
SIZE, LARGE_SIZE = 13.0, 26.0
# The mean width of a letter, as a share of its height.
LETTER = 0.56
# The size in pixels of the initial map of the whole area, except on a phone.
MAP_WIDTH, MAP_HEIGHT = 640, 500
# The metres per pixel at the equator, with the browser's tiles of 512 pixels.
METRES_AT_ZOOM_0 = 78_271.517
# The zooms at which more names may appear, relative to that of the whole area.
STEPS = (-1.5, -0.75, 0.0, 0.75, 1.5, 2.25, 3.0, 4.0)


def draw(request: OverlayRequest) -> Overlay:
    """Return every ward's name with the zoom from which it fits. Larger wards are placed first."""
    text, wards = request.text, request.store.areas(WARD)
    names = [str(name) for name in wards[f"name_{text.language}"]]
    size = LARGE_SIZE if request.large else SIZE
    points = wards.geometry.representative_point()
    label = text("overlay.names")
    look = Look(line=theme.INK, casing=theme.HALO, size=size)
    return Overlay(
        name=NAMES.name,
        title=label,
        rows=(Row(label=label, look=look, things=len(wards)),),
        shapes=tuple(points),
        row_of=(0,) * len(wards),
        texts=tuple(names),
        from_zoom=tuple(
            zooms(
                np.column_stack([points.x, points.y]),
                [LETTER * size * len(name) for name in names],
                size,
                [int(number) for number in np.argsort(-wards.area.to_numpy(), kind="stable")],
                steps=_steps(request),
            )
        ),
        variant=f"{text.language}{LARGE if request.large else ''}",
        public=True,
    )


def _steps(request: OverlayRequest) -> list[tuple[float, float]]:
    """Return each zoom, and its metres per pixel at the middle of the area."""
    county = request.store.areas(COUNTY)
    west, south, east, north = county.total_bounds
    latitude = float(np.mean(county.to_crs(BROWSER_GRID).total_bounds[[1, 3]]))
    at_zoom_0 = METRES_AT_ZOOM_0 * math.cos(math.radians(latitude))
    whole = max((east - west) / MAP_WIDTH, (north - south) / MAP_HEIGHT)
    first = math.log2(at_zoom_0 / whole)
    steps = [round(first + step, 2) for step in STEPS]
    return [(zoom, at_zoom_0 / 2**zoom) for zoom in steps]


NAMES = OverlayKind(name="names", draw=draw)
