"""What is where on a screen of a meeting, in points of a stage; no letter is too small. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.packs.model import PackPage
from components.slides.arrange import GAP, Arranged, Box, arranged
from components.slides.blocks import DOT, Kind, Line, blocks_of, height_of_lines
from components.slides.measure import height_of
from components.ui.sections import Look, Part, Picture, Section, Sentences

# WIDE, TALL: of the stage. A screen of 1920 pixels draws a point as two of them.
WIDE, TALL, MARGIN = 960.0, 488.0, 20.0
# LEAST: of any letter, which is 24 pixels there; TABLES: of a table's letters.
LEAST = 12.0
TABLES = (18.0, 16.0, 15.0, 14.0, 13.0, LEAST)
WIDTH = WIDE - 2 * MARGIN
HEADINGS = (34.0, 31.0, 28.0, 26.0, 24.0, 22.0, 20.0)
# MOST_OF_HEADING, MOST_OF_FOOT: the share of the height that they have at most.
MOST_OF_HEADING, MOST_OF_FOOT = 0.18, 0.26


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A screen: the message and its size, what supports it, and the lines at the foot."""

    heading: str
    size: float
    parts: Arranged
    foot: Sequence[Line]
    foot_box: Box


def laid(page: PackPage, foot: Sequence[str], caveats: str) -> list[Laid]:
    """Return the screens of a page: one, or as many as its text, rows and pictures need.

    `foot` are the lines on what its figures rest on, and `caveats` is the heading of the caveats
    where they do not fit beside it.
    """
    lines = [Line(line, Kind.SMALL) for line in foot]
    marked = [Line(DOT + line, Kind.SMALL) for line in page.caveats]
    beside = Sentences([DOT + line for line in page.caveats], Look.SMALL)
    tried = []
    if _tall([*lines, *marked], WIDTH) <= MOST_OF_FOOT * TALL:
        tried.append(_laid(page, page.parts, [*lines, *marked]))
    elif page.caveats:
        apart = Section(caveats, [Sentences(beside.lines)])
        tried.append(_laid(page, [*page.parts, apart], lines))
    in_column = _laid(page, [*page.parts, beside], lines)
    # As few screens as possible; where that is the same, a picture is larger with them in a column.
    has_picture = any(isinstance(block, Picture) for block in blocks_of(page.parts))
    tried = [in_column, *tried] if has_picture else [*tried, in_column]
    return min(tried, key=len)


def _laid(page: PackPage, parts: Sequence[Part], lines: Sequence[Line]) -> list[Laid]:
    width = WIDTH
    size, high = _heading(page.heading, width)
    tall, top = _tall(lines, width), MARGIN + high + GAP
    below = Box(left=MARGIN, top=TALL - MARGIN - tall, width=width, height=tall)
    area = Box(left=MARGIN, top=top, width=width, height=below.top - top - GAP)
    return [
        Laid(heading=page.heading, size=size, parts=each, foot=lines, foot_box=below)
        for each in arranged(blocks_of(parts), area, TABLES)
    ]


def _heading(words: str, width: float) -> tuple[float, float]:
    """Return the largest size at which a message fits, and how high it is at most."""
    heights = [(size, height_of(words, size, width, bold=True)) for size in HEADINGS]
    return next((one for one in heights if one[1] <= MOST_OF_HEADING * TALL), heights[-1])


def _tall(lines: Sequence[Line], width: float) -> float:
    return height_of_lines(lines, LEAST, width, LEAST)
