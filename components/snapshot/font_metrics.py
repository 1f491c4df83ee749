"""Letters: the app's own fonts, how wide words are in them, and where a line has to end."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from components import theme

FONTS = Path(__file__).parent / "fonts"
_MEASURED_AT = 100.0
TOGETHER = "\N{NO-BREAK SPACE}"
"""Between words that stay in one line."""
LEADING = 1.28
"""From one line to the next, in sizes of the letters."""
ENDS = "&?/-"
"""Where a long address may be cut."""
ASCENT = 0.98
"""From the top of a line to the foot of its letters."""


class Face(StrEnum):
    """A font that the pictures are written in."""

    PLAIN = "SourceSansPro-Regular.ttf"
    BOLD = "SourceSansPro-Semibold.ttf"
    SERIF = "SourceSerifPro-Semibold.ttf"


def _advances(face: Face) -> dict[str, float]:
    """How wide each letter of a font is, at a size of 1; kerning only brings them closer."""
    font = FT2Font(str(FONTS / face))
    font.set_size(_MEASURED_AT, 72)
    flags = LoadFlags.NO_HINTING
    return {
        chr(code): font.load_char(code, flags=flags).linearHoriAdvance / 65536 / _MEASURED_AT
        for code in font.get_charmap()
    }


_ADVANCES = {face: _advances(face) for face in Face}
_UNKNOWN = 1.0


@dataclass(frozen=True, kw_only=True)
class Letters:
    """How words look. Sizes are points."""

    size: float
    face: Face = Face.PLAIN
    colour: str = theme.INK

    def times(self, scale: float) -> "Letters":
        """The same, larger or smaller."""
        return replace(self, size=self.size * scale)

    @property
    def line(self) -> float:
        """How much of the page's height a line takes."""
        return self.size * LEADING

    @property
    def font(self) -> FontProperties:
        return FontProperties(fname=str(FONTS / self.face), size=self.size)

    def width(self, words: str) -> float:
        """How wide the words are, in points."""
        wide = _ADVANCES[self.face]
        return self.size * sum(wide.get(letter, _UNKNOWN) for letter in words)


def wrapped(words: str, letters: Letters, width: float, *, indent: float = 0.0) -> list[str]:
    """The lines that the words make in this width, the first one shorter by the indent.

    A word that is too long for a line is cut.
    """
    lines: list[str] = []
    line, room, space = "", width - indent, letters.width(" ")
    for word in re.split(rf"[^\S{TOGETHER}]+", words.strip()):
        wide = letters.width(word)
        if line and space + wide <= room:
            line, room = f"{line} {word}", room - space - wide
            continue
        if line or (indent and not lines and wide > room):
            lines.append(line)
        if not line and wide <= room:
            line, room = word, room - wide
            continue
        *cut, line = _cut(word, letters, width)
        lines += cut
        room = width - letters.width(line)
    return [*lines, line] if line else lines


def _cut(word: str, letters: Letters, width: float) -> list[str]:
    """A word in parts that fit; an address is best cut where one of its own parts ends."""
    parts, rest = [], word
    while letters.width(rest) > width and len(rest) > 1:
        fits = max(n for n in range(1, len(rest)) if n == 1 or letters.width(rest[:n]) <= width)
        ends = [n for n in range(fits // 2, fits + 1) if n and rest[n - 1] in ENDS]
        at = max(ends, default=fits)
        parts.append(rest[:at])
        rest = rest[at:]
    return [*parts, rest]
