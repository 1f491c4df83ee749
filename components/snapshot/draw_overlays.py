"""Overlays on a picture's map: the records that the browser draws from, with the same looks."""

from collections import defaultdict
from collections.abc import Sequence

import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from components.maps.deck_overlays import CASING
from components.overlays.model import NOT_DRAWN, Look, Overlay
from components.overlays.symbol_atlas import CELL, LETTERS, MARGIN, SAMPLE_HEIGHT, SAMPLE_WIDTH
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


def draw_symbols(paper: Canvas, at: Window, overlays: Sequence[Overlay], *, scale: float) -> None:
    """Symbols on their points, where the map shows those."""
    for overlay in overlays:
        for shape, row in zip(overlay.shapes, overlay.row_of, strict=True):
            if row == NOT_DRAWN or shape.geom_type != "Point" or overlay.texts:
                continue
            look = overlay.rows[row].look
            x, y = at.on_paper(shape.x, shape.y)
            half = _half(look, at, scale)
            middle = y + look.below * PIXEL * scale
            if look.symbol and _inside(x, middle, half, at.box):
                draw_symbol(paper, look, x, middle, half)


def _half(look: Look, at: Window, scale: float) -> float:
    """Half a symbol's width: on the ground in metres, or a size of its own."""
    if look.ground:
        return look.ground / 2 / at.metres
    return look.size / 2 * DRAWN * PIXEL * scale


def _inside(x: float, y: float, half: float, box: Box) -> bool:
    across = box.left <= x - half and x + half <= box.right
    return across and box.top <= y - half and y + half <= box.foot


def draw_symbol(paper: Canvas, look: Look, x: float, y: float, half: float) -> None:
    """One symbol and the halo around it."""
    placed = Affine2D().scale(half, -half).translate(x, y)
    path = path_of(SYMBOLS[look.symbol]).transformed(placed)
    if look.casing:
        halo = PathPatch(path, facecolor="none", edgecolor=look.casing, linewidth=HALO * PIXEL)
        halo.set_joinstyle("round")
        paper.put(halo)
    colour = look.fill or look.line
    fill = PathPatch(path, facecolor=colour, edgecolor="none", alpha=look.opacity)
    fill.set_gid(f"symbol-{look.symbol}")
    paper.put(fill)


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


class Sample:
    """What a row of an overlay's legend shows: the line, the symbol or the letters.

    It is as large as on screen beside letters of the `usual` size, and smaller beside smaller ones.
    """

    def __init__(self, look: Look, *, scale: float, usual: float) -> None:
        self._look, self._share = look, PIXEL * scale / usual

    def width(self, size: float) -> float:
        """That of a sample on screen."""
        return SAMPLE_WIDTH * self._share * size

    def height(self, size: float) -> float:
        """A little less than on screen; a symbol has its own, and an outline with one more."""
        look = self._look
        own = look.size + 2 if look.symbol and not look.width else 0
        return max(SAMPLE_HEIGHT if look.width else 15, own) * self._share * size

    def draw(self, paper: Canvas, box: Box, size: float) -> None:
        """In the middle of the box's height."""
        look, pixel = self._look, self._share * size
        middle, across = box.top + box.height / 2, SAMPLE_WIDTH * pixel
        if look.width:
            self._outline(paper, box.left, middle, pixel)
        elif look.line and not look.symbol:
            letters = Letters(size=15 * pixel, face=Face.BOLD, colour=look.line)
            x, foot = box.left + across / 2, middle + 0.35 * letters.size
            paper.write(x, foot, LETTERS, letters, align="center")
        if look.symbol:
            wide = 0.6 * SAMPLE_HEIGHT if look.width else look.size
            draw_symbol(paper, look, box.left + across / 2, middle, wide / 2 * pixel)

    def _outline(self, paper: Canvas, left: float, middle: float, pixel: float) -> None:
        look = self._look
        inset, tall = (look.width / 2 + 1) * pixel, SAMPLE_HEIGHT * pixel
        frame = Box(
            left=left + inset,
            top=middle - tall / 2 + inset,
            width=SAMPLE_WIDTH * pixel - 2 * inset,
            height=tall - 2 * inset,
        )
        paper.rectangle(frame, edge=look.line, width=look.width * pixel, dash=look.dash)
