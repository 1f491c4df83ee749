"""Text as documents and pictures can draw it, in any script.

The fonts of documents have the letters of Europe. For the others there are fallback fonts of the
usual scripts; a letter that none of them has is drawn as a box. Nothing is drawn for characters
that only tell a program how to draw the others, and that could hide or reverse text.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from components.pdf.font_coverage import family_of, letters_of
from components.queries.cache import remember

FONTS = Path(__file__).parent.parent / "snapshot" / "fonts"
FALLBACK = Path(__file__).parent / "fallback_fonts"
BOX = "\N{WHITE SQUARE}"
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# MARKS: signs above, below and around a letter; piled up they would run over other lines.
MARKS, MOST_MARKS = ("Mn", "Me"), 3
# CONTROLS: tabs, line ends and the like, and line and paragraph separators.
CONTROLS = ("Cc", "Zl", "Zp")
# SILENT: characters that say how others are drawn, variants and skin tones of emoji among them.
SILENT = ("Cf",)
VARIANTS = frozenset(
    letter
    for first, last in (
        (0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x180B, 0x180F), (0x1F3FB, 0x1F3FF),
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x3164, 0x3164),
        (0xFFA0, 0xFFA0), (0x20E3, 0x20E3),
    )
    for letter in range(first, last + 1)
)  # fmt: skip
# FLAGS: the letters that flags are written with, two for a country.
FLAGS = {ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + place: 65 + place for place in range(26)}
# LINES: what separates lines in texts of ours.
LINES = "\n"


@remember(1)
def plain_letters() -> frozenset[int]:
    """Return the letters that the fonts of documents have in every weight."""
    every = (letters_of(path) for path in sorted(FONTS.glob("SourceSans*.ttf")))
    return frozenset.intersection(*every) | {ord(letter) for letter in LINES}


@remember(1)
def fallback_letters() -> frozenset[int]:
    """Return the letters that the fallback fonts have."""
    return frozenset().union(*(letters_of(path) for path in FALLBACK.glob("*.ttf")))


@remember(1)
def fallback_families() -> tuple[str, ...]:
    """Return the names of the fallback fonts."""
    return tuple(family_of(path) for path in sorted(FALLBACK.glob("*.ttf")))


def is_plain(words: str) -> bool:
    """Return whether the fonts of documents have all letters of a text."""
    return plain_letters().issuperset(map(ord, set(words)))


def printable(words: str) -> str:
    """Return a text with letters that can be drawn; a plain one unchanged.

    A letter is composed, or replaced by the plain ones that it stands for, before it is a box.
    """
    if is_plain(words):
        return words
    # Two halves of a letter become one, and half of one what stands for a damaged letter.
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    composed = unicodedata.normalize("NFC", whole).translate(FLAGS)
    return "".join(_without_piles(_joined("".join(map(_drawn, composed)))))


def printable_in(value: Any) -> Any:
    """Return what JSON can hold with every text in it printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: printable_in(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable_in(part) for part in value]
    return value


def _drawn(letter: str) -> str:
    """Return a letter, what stands for it, a box, or nothing for one that is not drawn."""
    kind = unicodedata.category(letter)
    if letter in LINES or letter in JOINERS:
        return letter
    if kind in CONTROLS:
        return " "
    if kind in SILENT or ord(letter) in VARIANTS:
        return ""
    if _has_glyph(letter):
        return letter
    simpler = unicodedata.normalize("NFKD", letter)
    if simpler != letter and all(map(_has_glyph, simpler)):
        return simpler
    return BOX


def _has_glyph(letter: str) -> bool:
    return ord(letter) in plain_letters() or ord(letter) in fallback_letters()


def _joined(words: str) -> Iterator[str]:
    """Yield letters with joiners only between the letters of scripts that write with them."""
    for place, letter in enumerate(words):
        beside = words[place - 1 : place], words[place + 1 : place + 2]
        if letter not in JOINERS or all(map(_is_joining, beside)):
            yield letter


def _is_joining(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in "LM" and not is_plain(letter)


def _without_piles(letters: Iterator[str]) -> Iterator[str]:
    """Yield letters with at most a few marks each, and a mark that has no letter as a box."""
    before = ""
    for marks, group in groupby(letters, lambda letter: unicodedata.category(letter) in MARKS):
        found = list(group)
        if marks:
            yield from found[:MOST_MARKS] if before.strip() else [BOX]
        else:
            yield from found
            before = found[-1]
