"""Draws the areas of a picture's map in the colours of the screen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, PathCollection

from components import colour_scheme, drawing_sizes
from components.maps.legend_classes import KINDS, PALE
from components.maps.spec import FILLS, SYMBOLS, MapSpec, colour_of
from components.queries.shapes import PrintShapes
from components.snapshot.draw_basemap import add_geometry, path_of
from components.snapshot.model import PIXEL

# Patterns that stay visible in black and white; other classes have none.
PATTERNS = {PALE: "///", "missing": "xxx", "hidden": "...", "nothing": "---"}
PATTERN_COLOUR, PATTERN_WIDTH = "#6E787D", 0.35
SYMBOL_OPACITY = 190 / 255
CHOSEN_WIDTH = 3.5


@dataclass(frozen=True)
class Look:
    """The colour and the pattern of an area."""

    colour: str
    pattern: str = ""


def looks(spec: MapSpec) -> list[Look]:
    """Return the look of every area, in the order of the level's index."""
    return [
        Look(
            colour_of(spec, number, uncertain=uncertain),
            PATTERNS.get(PALE if uncertain else KINDS.get(number, ""), ""),
        )
        for number, uncertain in zip(spec.classes, spec.uncertain, strict=True)
    ]


def draw_fills(axes: Axes, spec: MapSpec, shapes: PrintShapes) -> None:
    """Draw one collection for each look, below the borders of all areas."""
    alike: dict[Look, list[int]] = defaultdict(list)
    for i, look in enumerate(looks(spec)):
        alike[look].append(i)
    for look, members in alike.items():
        fills = PathCollection(
            [path_of(shapes.areas[i]) for i in members],
            facecolors=look.colour,
            edgecolors="none",
            hatch=look.pattern or None,
            gid="areas",
        )
        draw_hatching(fills)
        add_geometry(axes, fills)


def draw_hatching(shape: PathCollection) -> None:
    """Draw the thin grey lines of a pattern."""
    shape.set_hatchcolor(PATTERN_COLOUR)
    shape.set_hatch_linewidth(PATTERN_WIDTH)


def draw_borders(axes: Axes, spec: MapSpec, shapes: PrintShapes, *, scale: float) -> None:
    """Draw the borders between the areas."""
    colour = colour_scheme.LINE if spec.style == FILLS else colour_scheme.ROAD
    paths = [path_of(shape) for shape in shapes.areas]
    width = PIXEL * scale
    add_geometry(
        axes,
        PathCollection(paths, facecolors="none", edgecolors=colour, linewidths=width, alpha=0.8),
    )


def draw_symbols(axes: Axes, spec: MapSpec, shapes: PrintShapes, *, scale: float) -> None:
    """Draw a circle for each area in the size of its class, the largest first."""
    if spec.style != SYMBOLS:
        return
    for number in sorted({n for n in spec.classes if n >= 0}, reverse=True):
        at = shapes.points[[n == number for n in spec.classes]]
        size = np.full(len(at), 2 * drawing_sizes.SYMBOL_RADII[number] * PIXEL * scale)
        circles = EllipseCollection(
            size,
            size,
            np.zeros(len(at)),
            units="points",
            offsets=at,
            offset_transform=axes.transData,
            facecolors=colour_scheme.SYMBOL,
            edgecolors="white",
            linewidths=PIXEL * scale,
            gid=f"symbols-{number}",
        )
        circles.set_alpha(SYMBOL_OPACITY)
        add_geometry(axes, circles)


def draw_chosen(axes: Axes, outline: shapely.Geometry | None, *, scale: float) -> None:
    """Draw a line around the chosen place."""
    if outline is not None:
        _draw_line(axes, outline, colour_scheme.CHOSEN, "chosen", scale)


def draw_pinned(axes: Axes, outlines: Sequence[shapely.Geometry], *, scale: float) -> None:
    """Draw lines around the pinned places."""
    for outline in outlines:
        _draw_line(axes, outline, colour_scheme.PIN, "pinned", scale)


def _draw_line(axes: Axes, outline: shapely.Geometry, colour: str, name: str, scale: float) -> None:
    add_geometry(
        axes,
        PathCollection(
            [path_of(outline)],
            facecolors="none",
            edgecolors=colour,
            linewidths=CHOSEN_WIDTH * PIXEL * scale,
            joinstyle="round",
            gid=name,
        ),
    )
