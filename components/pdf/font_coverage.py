"""The letters that a TrueType font has, read from its table of letters, and the font's family."""

import struct
from collections.abc import Iterator
from pathlib import Path

ENTRY = struct.Struct(">4s4xII")
# The formats of the table in use: of 16-bit letters, and of all.
SEGMENTS, GROUPS = 4, 12
FAMILY, WINDOWS = 1, 3


def letters_of(path: Path) -> frozenset[int]:
    """Return the code points for which a font has a glyph."""
    font = path.read_bytes()
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == SEGMENTS:
            found.update(_of_segments(font, start + offset))
        elif form == GROUPS:
            found.update(_of_groups(font, start + offset))
    return frozenset(found - {0})


def family_of(path: Path) -> str:
    """Return the name of a font's family."""
    font = path.read_bytes()
    start = _table(font, b"name")
    _, count, words = struct.unpack_from(">HHH", font, start)
    for number in range(count):
        entry = struct.unpack_from(">HHHHHH", font, start + 6 + 12 * number)
        platform, _, _, name, length, offset = entry
        if name == FAMILY and platform == WINDOWS:
            at = start + words + offset
            return font[at : at + length].decode("utf-16-be")
    raise ValueError(f"{path.name} names no family")


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (ENTRY.unpack_from(font, 12 + ENTRY.size * number) for number in range(count))
    return int(next(offset for tag, offset, _ in entries if tag == name))


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count, ends = twice // 2, at + 14
    starts = ends + twice + 2
    for number in range(count):
        (last,) = struct.unpack_from(">H", font, ends + 2 * number)
        (first,) = struct.unpack_from(">H", font, starts + 2 * number)
        (delta,) = struct.unpack_from(">H", font, starts + twice + 2 * number)
        place = starts + 2 * twice + 2 * number
        (offset,) = struct.unpack_from(">H", font, place)
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if offset:
                (glyph,) = struct.unpack_from(">H", font, place + offset + 2 * (letter - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield letter


def _of_groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from (letter for letter in range(first, last + 1) if glyph + letter - first)
