"""Where everything of a message goes: on one slide, or on as many as it needs. Pure.

Nothing is cut off: letters are made smaller down to a size that can be read in a room, then text,
rows and pictures go on to another slide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.slides.blocks import Block, Kind, Line, Visual, height_of_lines
from components.slides.tables import SIZES as TABLE_SIZES
from components.slides.tables import Sized, fitted
from components.ui.sections import Picture, Table

# SIZES: of the letters of text, from the largest; LEAST of small print.
SIZES = (20.0, 18.0, 16.0, 14.0)
LEAST = 12.0
# BESIDE: the share of the width that text beside a picture has. ABOVE: the share of the height that
# text above a table has at most.
BESIDE, ABOVE = 0.36, 0.5
GAP = 14.0
LEAST_PICTURE = 0.5


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle of a slide, in points."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Text:
    """Lines in a box, at one size of letters."""

    lines: Sequence[Line]
    size: float
    box: Box


@dataclass(frozen=True)
class Placed:
    """A table or a picture in its box."""

    what: Sized | Picture
    box: Box


Arranged = list[Text | Placed]


def arranged(
    blocks: Sequence[Block], area: Box, letters: Sequence[float] = TABLE_SIZES
) -> list[Arranged]:
    """Return what goes on each slide; `letters` are the sizes that a table may have."""
    slides: list[Arranged] = []
    for lines, visuals in _groups(blocks):
        slides += _group(lines, visuals, area, letters)
    return slides or [[]]


def _groups(blocks: Sequence[Block]) -> list[tuple[list[Line], list[Visual]]]:
    """Return lines with the table, or the one or two pictures, that they are about."""
    groups: list[tuple[list[Line], list[Visual]]] = [([], [])]
    for block in blocks:
        lines, visuals = groups[-1]
        if isinstance(block, Line):
            if visuals and block.kind is Kind.HEADING:
                groups.append(([block], []))
            else:
                lines.append(block)
        elif not visuals:
            visuals.append(block)
        else:
            groups.append(([], [block]))
    return [group for group in groups if group[0] or group[1]]


def _group(
    lines: list[Line], visuals: list[Visual], area: Box, letters: Sequence[float]
) -> list[Arranged]:
    if not visuals:
        return _text_alone(lines, area)
    (visual,) = visuals
    if isinstance(visual, Table):
        return _with_table(lines, visual, area, letters)
    return _with_picture(lines, visual, area)


def _with_picture(lines: list[Line], picture: Picture, area: Box) -> list[Arranged]:
    if not lines:
        return [[Placed(picture, area)]]
    column = Box(left=area.left, top=area.top, width=BESIDE * area.width - GAP, height=area.height)
    left = area.left + BESIDE * area.width
    beside = Box(left=left, top=area.top, width=(1 - BESIDE) * area.width, height=area.height)
    if found := _fitting(lines, column, SIZES[1:]):
        return [[found, Placed(picture, beside)]]
    return [*_text_alone(lines, area), [Placed(picture, area)]]


def _with_table(
    lines: list[Line], table: Table, area: Box, letters: Sequence[float]
) -> list[Arranged]:
    text = None
    before: list[Arranged] = []
    if lines:
        most = Box(left=area.left, top=area.top, width=area.width, height=ABOVE * area.height)
        # As large as leaves the table in one piece, else as small as is allowed.
        for size in SIZES[1:]:
            text = _at(lines, size, area)
            if fits(text, most) and len(_sized(table, _below(area, text), letters)) == 1:
                break
        if text and not fits(text, most):
            before, text = _text_alone(lines, area), None
    first = _below(area, text) if text else area
    parts = _sized(table, first, letters)
    if len(parts) > 1 and text:
        rest = Table(
            heads=table.heads,
            rows=[row for part in parts[1:] for row in part.table.rows],
            numbers=table.numbers,
        )
        parts = [parts[0], *_sized(rest, area, letters)]
    slides: list[Arranged] = [
        [Placed(part, first if number == 0 else area)] for number, part in enumerate(parts)
    ]
    if text:
        slides[0] = [text, *slides[0]]
    return [*before, *slides]


def _sized(table: Table, box: Box, letters: Sequence[float]) -> list[Sized]:
    return fitted(table, box.width, box.height, letters)


def _text_alone(lines: Sequence[Line], area: Box) -> list[Arranged]:
    """Return the lines on one slide, or in the smallest letters on several."""
    if found := _fitting(lines, area, SIZES):
        return [[found]]
    size, rest = SIZES[-1], list(lines)
    slides: list[Arranged] = []
    while rest:
        taken: list[Line] = []
        while rest and fits(_at([*taken, rest[0]], size, area), area):
            taken.append(rest.pop(0))
        if not taken:
            rest[:1] = rest[0].halves()
            continue
        if rest and taken[-1].kind is Kind.HEADING and len(taken) > 1:
            rest.insert(0, taken.pop())
        slides.append([_at(taken, size, area)])
    return slides


def _fitting(lines: Sequence[Line], box: Box, sizes: Sequence[float]) -> Text | None:
    tried = (_at(lines, size, box) for size in sizes)
    return next((text for text in tried if fits(text, box)), None)


def _at(lines: Sequence[Line], size: float, box: Box) -> Text:
    """Return lines at a size from the top of a box, as high as they are."""
    tall = height_of_lines(lines, size, box.width, LEAST)
    own = Box(left=box.left, top=box.top, width=box.width, height=tall)
    return Text(lines=lines, size=size, box=own)


def fits(text: Text, box: Box) -> bool:
    """Return whether text has room in a box."""
    return text.box.height <= box.height


def _below(area: Box, text: Text) -> Box:
    """Return what is left of an area below text."""
    top = text.box.top + text.box.height + GAP / 2
    return Box(left=area.left, top=top, width=area.width, height=area.top + area.height - top)
