"""The names of towns and wards, or of authorities, each shown from the zoom at which it fits."""

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely

from components import colour_scheme
from components.overlays.model import LARGE, Look, Overlay, OverlayKind, OverlayRequest, Row
from data.schema import BROWSER_GRID, COUNTY, OFFICIAL_LEVELS, WARD
from geo.shapes.label_placement import zooms

# The height of the letters in pixels. Projector mode needs at least 18 points.
SIZE, LARGE_SIZE = 13.0, 26.0
# How much larger the name of a town is.
TOWN = 1.2
# The metres between the name of a town and that of a ward around it, if the ward is large enough.
APART = 600.0
# The mean width of a letter, as a share of its height.
LETTER = 0.56
# The size in pixels of the initial map of the whole area, except on a phone.
MAP_WIDTH, MAP_HEIGHT = 640, 500
# The metres per pixel at the equator, with the browser's tiles of 512 pixels.
METRES_AT_ZOOM_0 = 78_271.517
# The zooms at which more names may appear, relative to that of the whole area.
STEPS = (-1.5, -0.75, 0.0, 0.75, 1.5, 2.25, 3.0, 4.0)
# How far a name may reach beyond the whole area, as a share of its width, where all of it is seen.
BEYOND = 0.08


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name, where it is written, and whether it is a ward's."""

    text: str
    point: shapely.Point
    is_ward: bool


def draw(request: OverlayRequest) -> Overlay:
    """Return every name with the zoom from which it fits: towns first, then the larger wards."""
    return _drawn(request, [*_towns(request), *_areas(request, WARD, _towns(request))], NAMES.name)


def _draw_level(request: OverlayRequest, *, level: str) -> Overlay:
    """Return the names of a level's areas alone, the larger first."""
    return _drawn(request, _areas(request, level, []), LEVEL_NAMES[level].name)


def _drawn(request: OverlayRequest, named: list[Name], name: str) -> Overlay:
    size = LARGE_SIZE if request.large else SIZE
    looks = [
        Look(line=colour_scheme.INK, casing=colour_scheme.HALO, size=each)
        for each in (size * TOWN, size)
    ]
    points = [one.point for one in named]
    widths = [LETTER * looks[one.is_ward].size * len(one.text) for one in named]
    steps = _steps(request)
    return Overlay(
        name=name,
        title="",
        rows=tuple(Row(label="", look=look, things=0) for look in looks),
        shapes=tuple(points),
        row_of=tuple(int(one.is_ward) for one in named),
        texts=tuple(one.text for one in named),
        from_zoom=tuple(
            zooms(
                np.array([(point.x, point.y) for point in points]).reshape(-1, 2),
                widths,
                size * TOWN,
                range(len(named)),
                steps=steps,
                least=_least(request, points, widths, steps),
            )
        ),
        variant=f"{request.text.language}{LARGE if request.large else ''}",
        public=True,
    )


def _least(
    request: OverlayRequest,
    points: list[shapely.Point],
    widths: list[float],
    steps: list[tuple[float, float]],
) -> list[float]:
    """Return the first zoom at which a map of the whole area does not cut a name at its side.

    From the zoom after that of the whole area on, the map can be moved.
    """
    west, _, east, _ = request.store.areas(COUNTY).total_bounds
    beyond = BEYOND * (east - west)
    whole = STEPS.index(0.0)
    found = []
    for point, width in zip(points, widths, strict=True):
        space = min(point.x - west, east - point.x) + beyond
        fits = (zoom for zoom, metres in steps[: whole + 1] if width / 2 * metres <= space)
        found.append(next(fits, steps[whole + 1][0]))
    return found


def _towns(request: OverlayRequest) -> list[Name]:
    """Return the names of the ground, the most important first; none without a ground."""
    if "ground" not in request.store.manifest.tables:
        return []
    ground = request.store.ground()
    labels = ground[ground["kind"] == "label"].sort_values("rank", kind="stable")
    names = labels[f"name_{request.text.language}"]
    pairs = zip(names, labels.geometry, strict=True)
    return [Name(text=str(name), point=point, is_ward=False) for name, point in pairs]


def _areas(request: OverlayRequest, level: str, towns: list[Name]) -> list[Name]:
    """Return the names of areas, the largest first, but for those with the name of a town."""
    areas = request.store.areas(level)
    areas = areas.iloc[np.argsort(-areas.area.to_numpy(), kind="stable")]
    names = areas[f"name_{request.text.language}"].astype(str)
    points = _points(areas.geometry.to_numpy(), [town.point for town in towns])
    pairs = zip(names, points, strict=True)
    found = [Name(text=name, point=point, is_ward=True) for name, point in pairs]
    of_towns = {town.text.casefold() for town in towns}
    return [name for name in found if name.text.casefold() not in of_towns]


def _points(wards: np.ndarray, towns: list[shapely.Point]) -> np.ndarray:
    """Return a point in each ward, away from the names of towns if the ward is large enough."""
    points: np.ndarray = shapely.point_on_surface(wards)
    near, town = shapely.STRtree(towns).query(points, predicate="dwithin", distance=APART)
    if len(near):
        rest = shapely.difference(wards[near], shapely.buffer(np.array(towns)[town], APART))
        points[near] = np.where(
            shapely.is_empty(rest), points[near], shapely.point_on_surface(rest)
        )
    return points


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
# LEVEL_NAMES: on maps of these levels the names of wards would be read as those of their areas.
LEVEL_NAMES = {
    level: OverlayKind(name=f"names_{level}", draw=partial(_draw_level, level=level))
    for level in OFFICIAL_LEVELS
}
