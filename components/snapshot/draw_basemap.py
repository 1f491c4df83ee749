"""Draws the basemap: land, woods, towns and water below the areas, roads and railways over them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.path import Path

from components import colour_scheme, drawing_sizes
from components.snapshot.map_window import Window
from components.snapshot.model import PIXEL

# BELOW: surfaces from the lowest to the highest.
BELOW = ("neighbour", "land", "wood", "town", "water")
OVER = {"road": colour_scheme.ROAD, "rail": colour_scheme.RAIL}
OPACITY = 0.6


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
    for kind in BELOW:
        paths = [path_of(shape) for shape in ground.loc[ground["kind"] == kind, "shape"]]
        add_geometry(
            axes,
            PathCollection(paths, facecolors=colour_scheme.GROUND_FILLS[kind], edgecolors="none"),
        )
    for rank, width in enumerate(drawing_sizes.LINE_WIDTHS["river"], start=1):
        rivers = _of(ground, "river", rank)
        lines = LineCollection(_lines(rivers), colors=colour_scheme.SEA, linewidths=width * PIXEL)
        add_geometry(axes, lines)


def draw_roads(axes: Axes, ground: pd.DataFrame, *, scale: float) -> None:
    """Draw roads and railways, those of the first rank thickest."""
    for kind, colour in OVER.items():
        for rank, width in enumerate(drawing_sizes.LINE_WIDTHS[kind], start=1):
            add_geometry(
                axes,
                LineCollection(
                    _lines(_of(ground, kind, rank)),
                    colors=colour,
                    linewidths=width * PIXEL * scale,
                    alpha=OPACITY,
                    capstyle="round",
                ),
            )


def _of(ground: pd.DataFrame, kind: str, rank: int) -> Iterable[shapely.Geometry]:
    shapes: pd.Series = ground.loc[(ground["kind"] == kind) & (ground["rank"] == rank), "shape"]
    return shapes


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
