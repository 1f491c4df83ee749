"""Where the parts of a picture lie on its paper: measured first, so that nothing is cut or covered.

Lying paper has the map on the left and its words in a column on the right; upright paper has the
map on top and two columns under it. Words that are too many for their room are set smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.snapshot.canvas import Box
from components.snapshot.page_blocks import Block, Space, Words, height_of, largest, scale_for

SHARES = (0.28, 0.31, 0.35, 0.4, 0.45)
"""Of the paper's width: the column takes the narrowest in which its words keep their size."""
SMALL_ENOUGH = 0.85
HEAD_AT_MOST, FOOT_AT_MOST, LEGEND_AT_MOST, COLUMNS_AT_MOST = 0.34, 0.22, 0.74, 0.46
MOST_COLUMNS = 3
GUTTER = 1.7
"""Between two parts, in sizes of the body's letters."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Blocks in their place, and how large their words are."""

    blocks: tuple[Block, ...]
    box: Box
    scale: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The places of everything."""

    map: Box
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Content:
    """What has to be placed."""

    head: tuple[Block, ...]
    legend: tuple[Block, ...]
    facts: tuple[Block, ...]
    notes: tuple[Block, ...]
    """What must be known, below the facts."""
    facts_across: tuple[Block, ...]
    notes_across: tuple[Block, ...]
    """The same at the foot of the paper, where the column has no room for them."""
    address: tuple[Block, ...]
    foot: tuple[Block, ...]


def plan(content: Content, paper: Box, *, body: float) -> Plan:
    """Places for all of the content on the paper that is left inside its margins."""
    column, facts, notes = content.facts, content.facts_across, content.notes_across
    tries = (
        (column + content.notes, content.foot),
        (column, notes + content.foot),
        ((), facts + notes + content.foot),
    )
    for beside, below in tries:
        found = _placed(replace(content, facts=beside, foot=below), paper, body)
        if all(part.scale >= SMALL_ENOUGH for part in found.parts):
            break
    return found


def _placed(content: Content, paper: Box, body: float) -> Plan:
    head = _at_top(content.head, paper, HEAD_AT_MOST)
    foot = _at_foot(content.foot, paper, FOOT_AT_MOST)
    gap = GUTTER * body
    top, end = head.box.foot + 0.5 * gap, foot.box.top - 0.5 * gap
    middle = Box(left=paper.left, top=top, width=paper.width, height=end - top)
    if paper.height > paper.width:
        where, parts = _under_each_other(content, middle, gap)
    else:
        where, parts = _beside_each_other(content, middle, gap)
    return Plan(map=where, parts=(head, *parts, foot))


def _at_top(blocks: tuple[Block, ...], paper: Box, most: float) -> Part:
    room = Box(left=paper.left, top=paper.top, width=paper.width, height=paper.height * most)
    scale = scale_for(blocks, room)
    tall = height_of(blocks, paper.width, scale)
    box = Box(left=paper.left, top=paper.top, width=paper.width, height=tall)
    return Part(blocks=blocks, box=box, scale=scale)


def _at_foot(blocks: tuple[Block, ...], paper: Box, most: float) -> Part:
    part = _at_top(blocks, paper, most)
    tall = part.box.height
    box = Box(left=paper.left, top=paper.foot - tall, width=paper.width, height=tall)
    return Part(blocks=blocks, box=box, scale=part.scale)


def _beside_each_other(content: Content, middle: Box, gap: float) -> tuple[Box, list[Part]]:
    tried = [_column(content, middle, middle.width * share, gap) for share in SHARES]
    worth = [min(part.scale for part in parts) for parts in tried]
    good = [i for i, scale in enumerate(worth) if scale >= SMALL_ENOUGH]
    best = good[0] if good else worth.index(max(worth))
    width = middle.width * SHARES[best]
    rest = middle.width - width - gap
    return Box(left=middle.left, top=middle.top, width=rest, height=middle.height), tried[best]


def _column(content: Content, middle: Box, width: float, gap: float) -> list[Part]:
    """Legend, facts below it, and the address at the very foot."""
    left = middle.right - width
    address = _standing(content.address, left, middle.foot, width)
    room = address.box.top - 0.6 * gap - middle.top
    most = LEGEND_AT_MOST if content.facts else 1.0
    space = Box(left=left, top=middle.top, width=width, height=room * most)
    legend = _legend(content.legend, space, gap)
    tall = max(height_of(part.blocks, part.box.width, part.scale) for part in legend)
    top = middle.top + tall + 0.5 * gap
    below = Box(left=left, top=top, width=width, height=middle.top + room - top)
    return [*legend, _filling(content.facts, below), address]


def _legend(blocks: tuple[Block, ...], box: Box, gap: float) -> list[Part]:
    """One below another, or in columns where that leaves the words larger."""
    best = [_filling(blocks, box)]
    for columns in range(2, MOST_COLUMNS + 1):
        if best[0].scale >= SMALL_ENOUGH:
            break
        parts = _in_columns(blocks, box, columns, gap)
        best = parts if parts[0].scale > best[0].scale else best
    return best


def _in_columns(blocks: tuple[Block, ...], box: Box, columns: int, gap: float) -> list[Part]:
    width = (box.width - gap * (columns - 1)) / columns

    def fits(scale: float) -> bool:
        return len(_poured(blocks, width, box.height, scale)) <= columns

    scale = largest(fits)
    return [
        Part(
            blocks=part,
            box=replace(box, left=box.left + i * (width + gap), width=width),
            scale=scale,
        )
        for i, part in enumerate(_poured(blocks, width, box.height, scale))
    ]


def _poured(
    blocks: tuple[Block, ...], width: float, height: float, scale: float
) -> list[tuple[Block, ...]]:
    """The blocks in as many columns of this height as they need; no title ends a column."""
    columns: list[list[Block]] = [[]]
    tall = 0.0
    for block in blocks:
        own = block.height(width, scale)
        if columns[-1] and tall + own > height:
            moved: list[Block] = []
            while columns[-1] and isinstance(columns[-1][-1], Space | Words):
                moved.insert(0, columns[-1].pop())
            columns.append([part for part in moved if isinstance(part, Words)])
            tall = height_of(columns[-1], width, scale)
        columns[-1].append(block)
        tall += own
    return [tuple(column) for column in columns if column]


def _under_each_other(content: Content, middle: Box, gap: float) -> tuple[Box, list[Part]]:
    width = (middle.width - gap) / 2
    sides: Sequence[tuple[Block, ...]] = ((*content.legend, *content.address), content.facts)
    wanted = max(height_of(blocks, width, 1.0) for blocks in sides) + gap
    tall = min(wanted, middle.height * COLUMNS_AT_MOST)
    top = middle.foot - tall
    address = _standing(content.address, middle.left, middle.foot, width)
    room = address.box.top - 0.6 * gap - top
    space = Box(left=middle.left, top=top, width=width, height=room)
    legend = _legend(content.legend, space, gap)
    right = Box(left=middle.right - width, top=top, width=width, height=tall)
    height = middle.height - tall - gap
    where = Box(left=middle.left, top=middle.top, width=middle.width, height=height)
    return where, [*legend, _filling(content.facts, right), address]


def _filling(blocks: tuple[Block, ...], box: Box) -> Part:
    """From the top of a box, as large as it allows."""
    return Part(blocks=blocks, box=box, scale=scale_for(blocks, box))


def _standing(blocks: tuple[Block, ...], left: float, foot: float, width: float) -> Part:
    """On a line."""
    tall = height_of(blocks, width, 1.0)
    box = Box(left=left, top=foot - tall, width=width, height=tall)
    return Part(blocks=blocks, box=box, scale=1.0)
