"""The parts of sections as what a slide can draw: lines of text, tables, pictures. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from components.slides.measure import LINE, height_of
from components.ui.sections import (
    Control,
    Folded,
    Items,
    Look,
    Opened,
    Part,
    Picture,
    Section,
    Sentences,
    Table,
)

DOT = "• "
# AFTER: the space below a line, in sizes of its letters.
AFTER = 0.4


SMALLER = 0.85


class Kind(Enum):
    """What a line is."""

    HEADING = "heading"
    TEXT = "text"
    WARNING = "warning"
    SMALL = "small"

    @property
    def bold(self) -> bool:
        return self in (Kind.HEADING, Kind.WARNING)

    def size(self, body: float, least: float) -> float:
        """Return the size of its letters, rounded to half points."""
        share = SMALLER if self is Kind.SMALL else 1.0
        return max(round(2 * body * share) / 2, least)


@dataclass(frozen=True)
class Line:
    """A paragraph. `name` begins it in bold."""

    words: str
    kind: Kind = Kind.TEXT
    name: str = ""

    @property
    def whole(self) -> str:
        return f"{self.name} {self.words}".strip() if self.name else self.words

    def height(self, body: float, width: float, least: float) -> float:
        """Return how high it is at most, with the space below it."""
        size = self.kind.size(body, least)
        bold = self.kind.bold or bool(self.name)
        return height_of(self.whole, size, width, bold=bold) + AFTER * size

    def halves(self) -> tuple["Line", "Line"]:
        """Return two lines with half of the words each."""
        words = self.words.split()
        middle = len(words) // 2
        first, second = " ".join(words[:middle]), " ".join(words[middle:])
        if not first:
            half = len(self.words) // 2
            first, second = self.words[:half], self.words[half:]
        return replace(self, words=first), Line(second, self.kind)


Visual = Table | Picture
Block = Line | Visual
LOOKS = {Look.SMALL: Kind.SMALL, Look.WARNING: Kind.WARNING}
LISTED = (Look.FINDINGS, Look.CAVEATS)


def blocks_of(parts: Sequence[Part]) -> list[Block]:
    """Return the lines, tables and pictures of sections in reading order."""
    return [block for part in parts for block in _blocks(part)]


def _blocks(part: Part) -> Iterator[Block]:
    match part:
        case Section():
            if part.heading:
                yield Line(part.heading, Kind.HEADING)
            yield from blocks_of(part.parts)
        case Opened():
            yield from blocks_of([Section(part.title, part.parts)])
        case Sentences():
            mark = DOT if part.look in LISTED else ""
            kind = LOOKS.get(part.look, Kind.TEXT)
            yield from (Line(mark + line, kind) for line in part.lines if line)
        case Folded():
            yield from (Line(line, Kind.SMALL) for line in part.lines if line)
        case Items():
            for item in part.items[: part.most]:
                words = ". ".join(filter(None, (item.what, item.known)))
                yield Line(words, name=f"{DOT}{item.name}.")
            if part.more:
                yield Line(part.more, Kind.SMALL)
        case Table() if part.rows:
            yield part
        case Picture():
            yield part
        case Table() | Control():
            return


def height_of_lines(lines: Sequence[Line], body: float, width: float, least: float) -> float:
    """Return how high lines below one another are at most."""
    return sum(line.height(body, width, least) for line in lines)


def one_line(body: float) -> float:
    """Return the height of one line."""
    return body * LINE
