"""Names of towns, villages and the sea on a picture's map, none over another."""

from collections.abc import Sequence

import pandas as pd
import shapely

from components import theme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.font_metrics import Face, Letters
from components.snapshot.map_window import Window
from components.text.catalogue import Text

SIZES = {1: 1.2, 2: 1.0}
"""By rank, in sizes of the body's letters."""
HALO = "#FFFFFF"


def draw_labels(
    paper: Canvas,
    window: Window,
    text: Text,
    ground: pd.DataFrame,
    *,
    body: float,
    taken: Sequence[Box],
) -> list[Box]:
    """The more important first; what would lie over another, or off the map, stays out."""
    held = list(taken)
    labels = ground[ground["kind"] == "label"].sort_values("rank", kind="stable")
    for row in labels.to_dict("records"):
        letters = Letters(size=body * SIZES.get(row["rank"], 1.0), face=Face.BOLD)
        box = place_name(
            paper, window, text.name(row), letters, at=(row["shape"].x, row["shape"].y), taken=held
        )
        if box:
            held.append(box)
    return held


def place_name(
    paper: Canvas,
    window: Window,
    words: str,
    letters: Letters,
    *,
    at: tuple[float, float],
    taken: Sequence[Box],
    halo: str = HALO,
) -> Box | None:
    """A name around its place on the grid, where there is room for it."""
    x, y = window.on_paper(*at)
    width, height = letters.width(words), letters.size
    box = Box(left=x - width / 2 - 2, top=y - height / 2, width=width + 4, height=height)
    if not _inside(box, window.box) or any(box.meets(other) for other in taken):
        return None
    foot = y + 0.35 * letters.size
    paper.halo(x, foot, words, letters, halo)
    paper.write(x, foot, words, letters, align="center")
    return box


def pin_letter(
    paper: Canvas, window: Window, letter: str, shape: shapely.Geometry, *, body: float
) -> list[Box]:
    """The letter of a pinned place, on a ground of its own; gives the room that it takes."""
    inside = shape.representative_point()
    x, y = window.on_paper(inside.x, inside.y)
    letters = Letters(size=1.1 * body, face=Face.BOLD, colour=HALO)
    half = 0.75 * letters.size
    box = Box(left=x - half, top=y - half, width=2 * half, height=2 * half)
    if not _inside(box, window.box):
        return []
    paper.rectangle(box, fill=theme.PIN)
    paper.write(x, y + 0.35 * letters.size, letter, letters, align="center")
    return [box]


def _inside(box: Box, frame: Box) -> bool:
    across = frame.left <= box.left and box.right <= frame.right
    return across and frame.top <= box.top and box.foot <= frame.foot
