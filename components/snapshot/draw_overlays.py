"""Overlays on a picture's map: the records that the browser draws from, with the same looks."""

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
from components.snapshot.paper_sizes import PIXEL
from components.snapshot.place_labels import place_name

HALO = 1.6
"""Of the line around a symbol, in pixels."""
DRAWN = 1 - 2 * MARGIN / CELL
"""How much of its size a symbol fills; the rest is room for its halo."""


def draw_lines(axes: Axes, overlays: Sequence[Overlay], *, scale: float) -> None:
    """Outlines with their dashes; the casings of an overlay below all of its lines."""
    for overlay in overlays:
        held: dict[int, list[Path]] = defaultdict(list)
        for shape, row in zip(overlay.shapes, overlay.row_of, strict=True):
            if row != NOT_DRAWN and shape.geom_type != "Point" and overlay.rows[row].look.width:
                held[row].append(path_of(shape))
        looks = {row: overlay.rows[row].look for row in held}
        for row, look in looks.items():
            if look.casing:
                wide = (look.width + CASING) * PIXEL * scale
                _outline(axes, overlay.name, held[row], look.casing, wide, None)
            if look.fill:
                fill = to_rgba(look.fill, look.opacity)
                add_geometry(axes, PathCollection(held[row], facecolors=[fill], edgecolors="none"))
        for row, look in looks.items():
            width = look.width * PIXEL * scale
            _outline(axes, overlay.name, held[row], look.line, width, look.dash)


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
    """Draw symbols on their points, where they lie wholly inside the map's frame."""
    for overlay in overlays:
        held: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for shape, row in zip(overlay.shapes, overlay.row_of, strict=True):
            if row == NOT_DRAWN or shape.geom_type != "Point" or overlay.texts:
                continue
            look = overlay.rows[row].look
            point = (shape.x, shape.y - look.below * PIXEL * scale * at.metres)
            if look.symbol and _inside(*at.on_paper(*point), _half(look, at, scale), at.box):
                held[row].append(point)
        for row, points in held.items():
            _symbols(axes, overlay.rows[row].look, points, _half(overlay.rows[row].look, at, scale))


def _half(look: Look, at: Window, scale: float) -> float:
    """Half a symbol's width: on the ground in metres, or a size of its own."""
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
    paper: Canvas, at: Window, overlays: Sequence[Overlay], *, scale: float, taken: Sequence[Box]
) -> list[Box]:
    """Names: those that the browser shows first choose first; none lies over another."""
    held = list(taken)
    for overlay in overlays:
        order = sorted(range(len(overlay.texts)), key=overlay.from_zoom.__getitem__)
        for i in order:
            look = overlay.rows[overlay.row_of[i]].look
            letters = Letters(size=look.size * PIXEL * scale, face=Face.BOLD, colour=look.line)
            point = shapely.get_coordinates(overlay.shapes[i])[0]
            box = place_name(
                paper, at, overlay.texts[i], letters, at=tuple(point), taken=held, halo=look.casing
            )
            if box:
                held.append(box)
    return held
