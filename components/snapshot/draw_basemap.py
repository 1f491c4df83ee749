"""Draws the basemap: land, towns and river below the areas, roads over them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.path import Path

from components import theme
from components.snapshot.map_window import Window
from components.snapshot.model import PIXEL

FILLS = {"neighbour": theme.NEIGHBOUR, "land": theme.LAND, "town": theme.TOWN}
ROAD_WIDTHS = {1: 1.8, 2: 0.8}
ROAD_OPACITY = 0.6
RIVER_WIDTH = 3.0


def add_geometry(axes: Axes, shapes: Collection) -> None:
    """Add shapes of any type on top of what is drawn already."""
    shapes.set_zorder(len(axes.collections))
    axes.add_collection(shapes, autolim=False)


def clipped(ground: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Return the basemap without what lies outside of the map's frame."""
    # A little outside of the frame, so that no line ends in it.
    margin = 10 * window.metres
    west, south, east, north = window.west, window.south, window.east, window.north
    frame = (west - margin, south - margin, east + margin, north + margin)
    shapes = shapely.clip_by_rect(ground["shape"].to_numpy(dtype=object), *frame)
    seen: pd.DataFrame = ground.assign(shape=shapes).loc[~shapely.is_empty(shapes)]
    return seen


def draw_land(axes: Axes, ground: pd.DataFrame) -> None:
    """Draw everything that is below the areas."""
    for kind, colour in FILLS.items():
        paths = [path_of(shape) for shape in ground.loc[ground["kind"] == kind, "shape"]]
        add_geometry(axes, PathCollection(paths, facecolors=colour, edgecolors="none"))
    rivers = ground.loc[ground["kind"] == "river", "shape"]
    width = RIVER_WIDTH * PIXEL
    add_geometry(axes, LineCollection(_lines(rivers), colors=theme.SEA, linewidths=width))


def draw_roads(axes: Axes, ground: pd.DataFrame, *, scale: float) -> None:
    """Draw main roads thicker than others."""
    for rank, width in ROAD_WIDTHS.items():
        roads = ground.loc[(ground["kind"] == "road") & (ground["rank"] == rank), "shape"]
        add_geometry(
            axes,
            LineCollection(
                _lines(roads),
                colors=theme.ROAD,
                linewidths=width * PIXEL * scale,
                alpha=ROAD_OPACITY,
                capstyle="round",
            ),
        )


def path_of(shape: shapely.Geometry) -> Path:
    """Return a polygon with its parts and holes as one path; holes run in the other direction."""
    rings = [
        ring
        for part in shapely.get_parts(shapely.orient_polygons(shape))
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    if not rings:
        return Path(np.empty((0, 2)))
    return Path.make_compound_path(
        *(Path(shapely.get_coordinates(ring), closed=True) for ring in rings)
    )


def _lines(shapes: Iterable[shapely.Geometry]) -> list[np.ndarray]:
    parts = [part for shape in shapes for part in shapely.get_parts(shape)]
    return [shapely.get_coordinates(part) for part in parts]
