"""Blocks that are set one below another in a column: each knows how tall it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from components import theme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.font_metrics import ASCENT, TOGETHER, Face, Letters, wrapped
from components.snapshot.legend_marks import Mark

SMALLEST, FINE_ENOUGH = 0.35, 0.01
"""Words that don't fit are set smaller, but never smaller than can be read."""

GAP = 1.4
"""Between a code and its words, in sizes of the letters."""


class Block(Protocol):
    """Something in a column. Heights are points; `scale` makes its words smaller."""

    def height(self, width: float, scale: float) -> float:
        """How much of the column it takes."""

    def draw(self, paper: Canvas, box: Box, scale: float) -> None:
        """Set it at the top of the box."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paragraph, with room above it."""

    words: str
    letters: Letters
    above: float = 0.0

    def height(self, width: float, scale: float) -> float:
        """A line after another."""
        letters = self.letters.times(scale)
        return self.above * scale + len(wrapped(self.words, letters, width)) * letters.line

    def draw(self, paper: Canvas, box: Box, scale: float) -> None:
        """Below its room."""
        inner = Box(left=box.left, top=box.top + self.above * scale, width=box.width, height=0)
        paper.lines(inner, self.words, self.letters.times(scale))


@dataclass(frozen=True, kw_only=True)
class Space:
    """Nothing, so tall."""

    tall: float

    def height(self, width: float, scale: float) -> float:
        """Less where the words are smaller."""
        return self.tall * scale

    def draw(self, paper: Canvas, box: Box, scale: float) -> None:
        """Nothing."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the legend: its look, its words, how many areas it holds."""

    mark: Mark
    label: str
    count: str
    letters: Letters

    def _room(self, size: float) -> float:
        return self.mark.width(size) + 0.8 * size

    def _lines(self, width: float, letters: Letters) -> list[str]:
        count = self.count.replace(" ", TOGETHER)
        words = f"{self.label} ({count})" if count else self.label
        lines = wrapped(words, letters, width - self._room(letters.size))
        return [line.replace(TOGETHER, " ") for line in lines]

    def height(self, width: float, scale: float) -> float:
        """As tall as its words, or its mark where that is taller."""
        letters = self.letters.times(scale)
        words = len(self._lines(width, letters)) * letters.line
        return max(words, self.mark.height(letters.size)) + 0.3 * letters.size

    def draw(self, paper: Canvas, box: Box, scale: float) -> None:
        """The words beside the middle of the mark."""
        letters = self.letters.times(scale)
        lines, room = self._lines(box.width, letters), self._room(letters.size)
        tall = self.height(box.width, scale) - 0.3 * letters.size
        self.mark.draw(
            paper, Box(left=box.left, top=box.top, width=room, height=tall), letters.size
        )
        top = box.top + (tall - len(lines) * letters.line) / 2
        for i, line in enumerate(lines):
            paper.write(
                box.left + room, top + i * letters.line + ASCENT * letters.size, line, letters
            )


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a fact is called and what it is, in one paragraph."""

    name: str
    said: str
    size: float

    def _lines(self, width: float, scale: float) -> tuple[Letters, float, list[str]]:
        """The name's letters, how much of the first line it takes, and the lines after it."""
        name = Letters(size=self.size * scale, face=Face.BOLD, colour=theme.SOFT_INK)
        indent = name.width(f"{self.name}: ")
        letters = Letters(size=self.size * scale)
        return name, indent, wrapped(self.said, letters, width, indent=indent)

    def height(self, width: float, scale: float) -> float:
        """Its lines, and a little room below."""
        name, _, lines = self._lines(width, scale)
        return len(lines) * name.line + 0.3 * name.size

    def draw(self, paper: Canvas, box: Box, scale: float) -> None:
        """The name in front, in bold letters."""
        name, indent, lines = self._lines(box.width, scale)
        paper.write(box.left, box.top + ASCENT * name.size, f"{self.name}:", name)
        for i, line in enumerate(lines):
            left = box.left + (0 if i else indent)
            foot = box.top + i * name.line + ASCENT * name.size
            paper.write(left, foot, line, Letters(size=name.size))


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the view lives: as a code for a telephone's camera, and in letters."""

    link: str
    code: Sequence[Sequence[bool]]
    said: str
    size: float
    side: float
    """Of the code: it stays large enough to be read, however small the words become."""

    def _words(self, scale: float) -> tuple[Letters, Letters]:
        size = self.size * scale
        return Letters(size=size, face=Face.BOLD), Letters(size=size * 0.78, colour=theme.SOFT_INK)

    def height(self, width: float, scale: float) -> float:
        """As tall as the code, or the words beside it."""
        room = width - self.side - GAP * self.size
        head, letters = self._words(scale)
        words = len(wrapped(self.said, head, room)) * head.line
        words += len(wrapped(self.link, letters, room)) * letters.line
        return max(self.side, words)

    def draw(self, paper: Canvas, box: Box, scale: float) -> None:
        """The code on the white of the paper; what is beside it keeps the distance it needs."""
        module = self.side / len(self.code)
        paper.squares(box.left, box.top, module, self.code)
        head, letters = self._words(scale)
        left = box.left + self.side + GAP * self.size
        beside = Box(left=left, top=box.top, width=box.right - left, height=0)
        top = paper.lines(beside, self.said, head)
        below = Box(left=left, top=top, width=beside.width, height=0)
        paper.lines(below, self.link, letters)


def height_of(blocks: Sequence[Block], width: float, scale: float) -> float:
    """All of them together."""
    return sum(block.height(width, scale) for block in blocks)


def scale_for(blocks: Sequence[Block], box: Box) -> float:
    """The largest letters, up to their own size, with which the blocks fit the box."""
    return largest(lambda scale: height_of(blocks, box.width, scale) <= box.height)


def largest(fit: Callable[[float], bool]) -> float:
    """The largest scale up to 1 at which something fits."""
    if fit(1.0):
        return 1.0
    fits, too_large = SMALLEST, 1.0
    while too_large - fits > FINE_ENOUGH:
        middle = (fits + too_large) / 2
        if fit(middle):
            fits = middle
        else:
            too_large = middle
    return fits


def place_blocks(paper: Canvas, blocks: Sequence[Block], box: Box, *, scale: float) -> list[Box]:
    """One below another from the top of the box; gives the room that each takes."""
    placed, top = [], box.top
    for block in blocks:
        tall = block.height(box.width, scale)
        room = Box(left=box.left, top=top, width=box.width, height=tall)
        block.draw(paper, room, scale)
        placed.append(room)
        top = room.foot
    return placed
