"""Reads pictures: the text of a PDF with its position, and the drawn map."""

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.ft2font import FT2Font, LoadFlags
from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, NameObject

from components.snapshot.canvas import STEADY, Canvas
from components.snapshot.font_metrics import FONTS
from components.snapshot.map_svg import draw_map
from components.snapshot.model import PRESETS, ChartPicture, Drawing, Picture
from components.snapshot.render import picture_bytes

ASCENT, DESCENT = 0.7, 0.2
# A step of a path in the content of a page: its coordinates and its operator.
STEP = re.compile(rb"(?:-?[\d.]+ )+(?:m|l|c|re)(?=\s)")


@dataclass(frozen=True)
class Line:
    """Words on one baseline of a page, in points from its lower left corner."""

    words: str
    size: float
    left: float
    right: float
    foot: float
    top: float


def pdf_of(picture: Picture | ChartPicture, preset: str = "a4") -> PdfReader:
    return without_paths(picture_bytes(picture, preset=preset, kind="pdf"))


def without_paths(pdf: bytes) -> PdfReader:
    """Return a PDF without the paths of its maps, as pypdf reads each of them to find text."""
    reader = PdfReader(io.BytesIO(pdf))
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        stream = DecodedStreamObject()
        stream.set_data(STEP.sub(b"", content.get_data()))
        page[NameObject("/Contents")] = stream
    return reader


def together(words: str) -> str:
    """Return the text without white space and without marks of possible line breaks."""
    return "".join(words.replace("\u200b", "").split())


def said(reader: PdfReader) -> str:
    assert len(reader.pages) == 1
    return together(reader.pages[0].extract_text())


def lines_of(reader: PdfReader) -> list[Line]:
    """Return the lines of a page. Text that follows after kerning or a space is the same line."""
    found: list[Line] = []

    def visit(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if not words.strip():
            return
        words = words.strip()
        across, along = cm[0] * tm[0], cm[1] * tm[0]
        x, y = cm[4] + tm[4], cm[5] + tm[5]
        wide = size * width(str(font["/BaseFont"]).split("+")[-1], words)
        if abs(along) > abs(across):
            turned = Line(words, size, x - ASCENT * size, x + DESCENT * size, y, y + wide)
            found.append(turned)
            return
        last = found[-1] if found else None
        level = last and last.size == size and abs(last.foot + DESCENT * size - y) < 0.1
        if last and level and -0.12 * size < x - last.right < 0.6 * size:
            found[-1] = Line(last.words + words, size, last.left, x + wide, last.foot, last.top)
            return
        found.append(Line(words, size, x, x + wide, y - DESCENT * size, y + ASCENT * size))

    reader.pages[0].extract_text(visitor_text=visit)
    return found


@cache
def _font(name: str) -> FT2Font:
    font = FT2Font(str(FONTS / f"{name}.ttf"))
    font.set_size(100.0, 72)
    return font


@cache
def width(font: str, words: str) -> float:
    """Return the width of the words at font size 1."""
    face = _font(font)
    advances = (
        face.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance
        for letter in words.replace("\u200b", "")
    )
    return sum(advances) / 65536 / 100.0


def drawn_map(picture: Drawing) -> tuple[Axes, Canvas]:
    """Return the axes and canvas of the map before it is written as SVG."""
    size = PRESETS["a4"]
    with matplotlib.rc_context(STEADY):
        canvas = Canvas(600.0, 450.0)
        draw_map(canvas, picture, body=size.body, thick=size.thick)
    return next(axes for axes in canvas.figure.axes if axes.get_label() == "map"), canvas
