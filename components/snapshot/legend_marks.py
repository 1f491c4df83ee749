"""The samples in a picture's legend as small SVGs: swatches, circles, outlines, lines."""

from dataclasses import dataclass

from matplotlib.collections import PathCollection
from matplotlib.path import Path

from components import colour_scheme, drawing_sizes
from components.maps.legend_classes import LegendClass
from components.overlays.model import Look
from components.overlays.symbol_atlas import SAMPLE_WIDTH, sample
from components.snapshot.canvas import Box, Canvas, drawn
from components.snapshot.charts.model import Sample
from components.snapshot.charts.scatter import symbol
from components.snapshot.draw_areas import CHOSEN_WIDTH, PATTERNS, SYMBOL_OPACITY, draw_hatching
from components.snapshot.model import PIXEL, Preset

# WIDE, TALL: a swatch, in sizes of the letters.
WIDE, TALL = 2.3, 1.15
FRAME = 0.6
# DASHES: of lines, in points. CHART_LINES: by how much lines of a chart on a page are thicker.
DASHES = {"dash": "5 3", "dot": "1.5 2.5"}
CHART_LINES = 1.6
# SMALL: the size of a symbol for each point of the letters.
SMALL = 0.11


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The sample beside a row of the legend: an SVG with its width in points, or letters."""

    svg: str
    wide: float
    # fixed: as large as on the map, even if the text is made smaller.
    fixed: bool = False
    letters: str = ""
    colour: str = colour_scheme.INK


def mark_of(row: LegendClass, size: Preset) -> Mark:
    """Return the look of a row of the map's own legend, circles as large as on the map."""
    if row.radius:
        pixel = PIXEL * size.thick
        largest, radius = drawing_sizes.SYMBOL_RADII[-1] * pixel, row.radius * pixel
        tall = max(2 * radius + 1, TALL * size.body)
        circle = (
            f'<circle cx="{largest}" cy="{tall / 2}" r="{radius}" fill="{row.colour}" '
            f'fill-opacity="{SYMBOL_OPACITY:.3f}"/>'
        )
        return Mark(svg=_svg(2 * largest, tall, circle), wide=2 * largest, fixed=True)
    return swatch(size, row.colour, pattern=PATTERNS.get(row.kind, ""))


def swatch(size: Preset, colour: str, *, pattern: str = "") -> Mark:
    """Return a rectangle in the colour and with the pattern of a class."""
    width, height = WIDE * size.body, TALL * size.body

    def draw(canvas: Canvas) -> None:
        inner = Box(left=FRAME / 2, top=FRAME / 2, width=width - FRAME, height=height - FRAME)
        corners = [
            (inner.left, inner.top),
            (inner.right, inner.top),
            (inner.right, inner.foot),
            (inner.left, inner.foot),
            (inner.left, inner.top),
        ]
        shape = PathCollection(
            [Path(corners, closed=True)],
            facecolors=colour,
            edgecolors=colour_scheme.SOFT_INK,
            linewidths=FRAME,
            hatch=pattern or None,
        )
        draw_hatching(shape)
        canvas.put(shape)

    return Mark(svg=drawn(width, height, draw), wide=width)


def outline(size: Preset, colour: str, *, letter: str = "") -> Mark:
    """Return the line around a chosen or pinned place, with the letter of a pinned one."""
    width, height, thick = WIDE * size.body, TALL * size.body, CHOSEN_WIDTH * PIXEL * size.thick
    rectangle = (
        f'<rect x="{thick / 2}" y="{thick / 2}" width="{width - thick}" height="{height - thick}" '
        f'fill="none" stroke="{colour}" stroke-width="{thick}"/>'
    )
    return Mark(svg=_svg(width, height, rectangle), wide=width, letters=letter, colour=colour)


def stroke(size: Preset, colour: str, thick: float, *, dash: str = "") -> Mark:
    """Return the line of a chart."""
    width, height = WIDE * size.body, TALL * size.body
    dashes = f' stroke-dasharray="{DASHES[dash]}"' if dash else ""
    line = (
        f'<path d="M0 {height / 2}H{width}" stroke="{colour}" stroke-width="{thick}"{dashes} '
        'fill="none"/>'
    )
    return Mark(svg=_svg(width, height, line), wide=width)


def sample_of(sample: Sample, size: Preset) -> Mark:
    """Return the sample of a row in the legend of a chart, as wide as all others."""
    if sample.form == "line":
        thick = sample.width * PIXEL * CHART_LINES
        return stroke(size, sample.colour, thick, dash=sample.look)
    if sample.form == "fill":
        return swatch(size, sample.colour, pattern=2 * sample.look)
    width, height = WIDE * size.body, 1.5 * TALL * size.body

    small = SMALL * size.body / (2 if sample.look == "ring" else 1)

    def draw(canvas: Canvas) -> None:
        canvas.put(symbol(width / 2, height / 2, sample.look, sample.colour, small))

    return Mark(svg=drawn(width, height, draw), wide=width)


def overlay_mark(look: Look, size: Preset) -> Mark:
    """Return the sample of an overlay's row, the same as in the legend on screen."""
    wide = SAMPLE_WIDTH * PIXEL * size.thick
    return Mark(svg=sample(look), wide=wide)


def _svg(width: float, height: float, drawn_in_it: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{drawn_in_it}</svg>'
    )
