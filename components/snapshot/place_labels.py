"""Labels of towns, villages and the sea on a picture's map, without overlaps."""

from collections.abc import Sequence

import pandas as pd
import shapely

from components import colour_scheme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.font_metrics import Face, Letters
from components.snapshot.map_window import Window
from components.text.catalogue import Text

# Font sizes by rank, relative to the body text.
SIZES = {1: 1.2, 2: 1.0}
HALO = "#FFFFFF"


def draw_labels(
    canvas: Canvas,
    window: Window,
    text: Text,
    ground: pd.DataFrame,
    *,
    body: float,
    taken: Sequence[Box],
) -> list[Box]:
    """Draw labels by importance; those that would overlap or leave the map are left out."""
    boxes = list(taken)
    labels = ground[ground["kind"] == "label"].sort_values("rank", kind="stable")
    for row in labels.to_dict("records"):
        letters = Letters(size=body * SIZES.get(row["rank"], 1.0), face=Face.BOLD)
        box = place_name(
            canvas,
            window,
            text.name(row),
            letters,
            at=(row["shape"].x, row["shape"].y),
            taken=boxes,
        )
        if box:
            boxes.append(box)
    return boxes


def place_name(
    canvas: Canvas,
    window: Window,
    words: str,
    letters: Letters,
    *,
    at: tuple[float, float],
    taken: Sequence[Box],
    halo: str = HALO,
) -> Box | None:
    """Draw a name at its grid position if there is space, and return its box."""
    x, y = window.on_canvas(*at)
    width, height = letters.width(words), letters.size
    box = Box(left=x - width / 2 - 2, top=y - height / 2, width=width + 4, height=height)
    if not _inside(box, window.box) or any(box.meets(other) for other in taken):
        return None
    foot = y + 0.35 * letters.size
    canvas.halo(x, foot, words, letters, halo)
    canvas.write(x, foot, words, letters, align="center")
    return box


def pin_letter(
    canvas: Canvas, window: Window, letter: str, shape: shapely.Geometry, *, body: float
) -> list[Box]:
    """Draw the letter of a pinned place on a filled box, and return the boxes that it takes."""
    inside = shape.representative_point()
    x, y = window.on_canvas(inside.x, inside.y)
    letters = Letters(size=1.1 * body, face=Face.BOLD, colour=HALO)
    half = 0.75 * letters.size
    box = Box(left=x - half, top=y - half, width=2 * half, height=2 * half)
    if not _inside(box, window.box):
        return []
    canvas.rectangle(box, fill=colour_scheme.PIN)
    canvas.write(x, y + 0.35 * letters.size, letter, letters, align="center")
    return [box]


def _inside(box: Box, frame: Box) -> bool:
    across = frame.left <= box.left and box.right <= frame.right
    return across and frame.top <= box.top and box.foot <= frame.foot
