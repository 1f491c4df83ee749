"""Draws overlays on a picture's map, from the same records and with the same looks as on screen."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from components.maps.deck_overlays import CASING
from components.overlays.model import NOT_DRAWN, Look, Overlay
from components.overlays.symbol_atlas import CELL, MARGIN
from components.overlays.symbols import SYMBOLS
from components.snapshot.canvas import Box, Canvas
from components.snapshot.draw_basemap import add_geometry, path_of
from components.snapshot.font_metrics import Face, Letters
from components.snapshot.map_window import Window
from components.snapshot.model import PIXEL
from components.snapshot.place_labels import place_name

# Width of the line around a symbol, in pixels.
HALO = 1.6
# Share of its cell that a symbol fills; the rest is for its halo.
DRAWN = 1 - 2 * MARGIN / CELL


def draw_lines(axes: Axes, overlays: Sequence[Overlay], *, scale: float) -> None:
    """Draw outlines with their dashes, each overlay's casings below all of its lines."""
    for overlay in overlays:
        boxes: dict[int, list[Path]] = defaultdict(list)
        for shape, row in zip(overlay.shapes, overlay.row_of, strict=True):
            if row != NOT_DRAWN and shape.geom_type != "Point" and overlay.rows[row].look.width:
                boxes[row].append(path_of(shape))
        looks = {row: overlay.rows[row].look for row in boxes}
        for row, look in looks.items():
            if look.casing:
                wide = (look.width + CASING) * PIXEL * scale
                _outline(axes, overlay.name, boxes[row], look.casing, wide, None)
            if look.fill:
                fill = to_rgba(look.fill, look.opacity)
                add_geometry(axes, PathCollection(boxes[row], facecolors=[fill], edgecolors="none"))
        for row, look in looks.items():
            width = look.width * PIXEL * scale
            _outline(axes, overlay.name, boxes[row], look.line, width, look.dash)


def _outline(
    axes: Axes,
    name: str,
    paths: list[Path],
    colour: str,
    width: float,
    dash: tuple[float, float] | None,
) -> None:
    add_geometry(
        axes,
        PathCollection(
            paths,
            facecolors="none",
            edgecolors=colour,
            linewidths=width,
            linestyles=(0, dash) if dash else "solid",
            joinstyle="round",
            gid=f"over-{name}",
        ),
    )


def draw_symbols(axes: Axes, at: Window, overlays: Sequence[Overlay], *, scale: float) -> None:
    """Draw symbols on their points if they fit inside the map's frame."""
    for overlay in overlays:
        boxes: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for shape, row in zip(overlay.shapes, overlay.row_of, strict=True):
            if row == NOT_DRAWN or shape.geom_type != "Point" or overlay.texts:
                continue
            look = overlay.rows[row].look
            point = (shape.x, shape.y - look.below * PIXEL * scale * at.metres)
            if look.symbol and _inside(*at.on_canvas(*point), _half(look, at, scale), at.box):
                boxes[row].append(point)
        for row, points in boxes.items():
            _symbols(axes, overlay.rows[row].look, points, _half(overlay.rows[row].look, at, scale))


def _half(look: Look, at: Window, scale: float) -> float:
    """Return half a symbol's width, from metres on the ground or from a fixed size."""
    if look.ground:
        return look.ground / 2 / at.metres
    return look.size / 2 * DRAWN * PIXEL * scale


def _inside(x: float, y: float, half: float, box: Box) -> bool:
    across = box.left <= x - half and x + half <= box.right
    return across and box.top <= y - half and y + half <= box.foot


def _symbols(axes: Axes, look: Look, points: list[tuple[float, float]], half: float) -> None:
    """Draw one symbol at many points, each over its own halo."""
    fill = to_rgba(look.fill or look.line, look.opacity)
    layers = [(look.casing, look.casing, HALO * PIXEL)] if look.casing else []
    faces, edges, widths = zip(*layers, (fill, "none", 0.0), strict=True)
    symbols = PathCollection(
        [path_of(SYMBOLS[look.symbol])],
        sizes=[half**2],
        offsets=np.repeat(points, len(faces), axis=0),
        offset_transform=axes.transData,
        facecolors=faces,
        edgecolors=edges,
        linewidths=widths,
        joinstyle="round",
        gid=f"symbol-{look.symbol}",
    )
    symbols.set_transform(IdentityTransform())
    add_geometry(axes, symbols)


def draw_texts(
    canvas: Canvas, at: Window, names: Overlay, *, scale: float, taken: Sequence[Box]
) -> None:
    """Draw names in the order of priority of the screen; names that would overlap are left out."""
    boxes = list(taken)
    for i in sorted(range(len(names.texts)), key=names.from_zoom.__getitem__):
        look = names.rows[names.row_of[i]].look
        letters = Letters(size=look.size * PIXEL * scale, face=Face.BOLD, colour=look.line)
        (point,) = shapely.get_coordinates(names.shapes[i])
        box = place_name(
            canvas, at, names.texts[i], letters, at=tuple(point), taken=boxes, halo=look.casing
        )
        if box:
            boxes.append(box)
