"""A picture of a section as an image of its own, its legend below or beside it."""

import struct
from dataclasses import replace

from components.pdf.model import Letterhead, TypstInput
from components.pdf.section_writer import picture_data
from components.pdf.typst import page_as_png
from components.ui.sections import ChartKind, Picture

DOTS = 170.0
# WIDE: millimetres of the picture with its legend; of bars in rows, which have names beside them.
WIDE, WIDE_ROWS = 120.0, 180.0
# WIDE_BESIDE: millimetres of the picture with its legend beside it.
WIDE_BESIDE = 190.0
NOBODY = Letterhead(fictional="", brand="", source="", made="", page="")


def png_of(
    picture: Picture, *, legend: bool = True, beside: bool = False, dots: float = DOTS
) -> bytes:
    """Return the picture as it is in print, for programs that can't draw SVG; also without legend.

    A map's legend is `beside` it where the room is wide, which leaves the map larger. `dots` are
    those to the inch.
    """
    if legend:
        return page_as_png(_page(picture, beside=beside), dots=dots)
    bare = replace(picture.print(), legend=())
    return page_as_png(_page(replace(picture, print=lambda: bare)), dots=dots)


def _page(picture: Picture, *, beside: bool = False) -> TypstInput:
    svgs: dict[str, str] = {}
    data = picture_data(picture, svgs)
    beside = beside and bool(data["svg"] and data["legend"])
    in_rows = picture.chart is not None and picture.chart.kind is ChartKind.ROWS
    wide = WIDE_BESIDE if beside else WIDE_ROWS if in_rows else WIDE
    return TypstInput(
        template="figure",
        title=picture.alt,
        author="",
        language="en",
        letterhead=NOBODY,
        says={"picture": data | {"width": 100}, "wide": wide, "beside": beside},
        pictures=svgs,
    )


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height in pixels."""
    wide, tall = struct.unpack(">II", png[16:24])
    return wide, tall
