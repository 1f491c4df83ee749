"""The map of a picture as SVG, without the texts around it."""

from matplotlib.axes import Axes

from components import colour_scheme
from components.snapshot import (
    draw_areas,
    draw_basemap,
    draw_overlays,
    place_labels,
    scale_and_north,
)
from components.snapshot.canvas import Box, Canvas, drawn
from components.snapshot.font_metrics import Letters
from components.snapshot.map_window import Window, extent_of, window
from components.snapshot.model import MILLIMETRE, Drawing

PAPER = "#FFFFFF"
BODY = 8.0
THICK = 0.8
# EDGE: space for the frame's own line, in points.
EDGE = 0.3


def map_svg(
    picture: Drawing,
    *,
    width: float,
    height: float,
    body: float = BODY,
    thick: float = THICK,
    letters_as_shapes: bool = False,
) -> str:
    """Return the picture's map as SVG of so many millimetres; all other words are left out."""
    return drawn(
        width * MILLIMETRE,
        height * MILLIMETRE,
        lambda canvas: draw_map(canvas, picture, body=body, thick=thick),
        letters_as_shapes=letters_as_shapes,
    )


def draw_map(canvas: Canvas, picture: Drawing, *, body: float, thick: float) -> None:
    """Draw basemap, areas, roads and overlays in a frame, then scale bar, north and names."""
    spec, text = picture.spec, picture.text
    box = Box(left=EDGE, top=EDGE, width=canvas.width - 2 * EDGE, height=canvas.height - 2 * EDGE)
    at = window(extent_of(spec, picture.shapes), box)
    basemap = draw_basemap.clipped(picture.ground, at)
    axes = _axes(canvas, at, sea=len(picture.ground) > 0)
    draw_basemap.draw_land(axes, basemap)
    if spec.style != draw_areas.SYMBOLS:
        draw_areas.draw_fills(axes, spec, picture.shapes)
    draw_areas.draw_borders(axes, spec, picture.shapes, scale=thick)
    draw_basemap.draw_roads(axes, basemap, scale=thick)
    draw_areas.draw_symbols(axes, spec, picture.shapes, scale=thick)
    draw_overlays.draw_lines(axes, spec.overlays, scale=thick)
    draw_areas.draw_pinned(axes, picture.pinned, scale=thick)
    draw_areas.draw_chosen(axes, picture.chosen, scale=thick)
    draw_overlays.draw_symbols(axes, at, spec.overlays, scale=thick)
    letters = Letters(size=body * 0.9)
    taken = [
        draw(canvas, at, text, letters, picture.shapes)
        for draw in (scale_and_north.scale_bar, scale_and_north.north_arrow)
    ]
    for pin, shape in zip(spec.pinned, picture.pinned, strict=True):
        taken += place_labels.pin_letter(canvas, at, pin.letter, shape, body=body)
    if spec.names:
        draw_overlays.draw_texts(canvas, at, spec.names, scale=thick, taken=taken)
    else:
        place_labels.draw_labels(canvas, at, text, basemap, body=body, taken=taken)


def _axes(canvas: Canvas, at: Window, *, sea: bool) -> Axes:
    box = at.box
    left, foot = box.left / canvas.width, 1 - box.foot / canvas.height
    place = (left, foot, box.width / canvas.width, box.height / canvas.height)
    axes = canvas.figure.add_axes(place, label="map")
    axes.set_xlim(at.west, at.east)
    axes.set_ylim(at.south, at.north)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(colour_scheme.SEA if sea else PAPER)
    for spine in axes.spines.values():
        spine.set_color(colour_scheme.SOFT_INK)
        spine.set_linewidth(0.6)
    return axes
