"""A picture of a section as PNG, its legend below it, for programs that can't draw SVG."""

import struct

from components.pdf.model import Letterhead, TypstInput
from components.pdf.section_writer import picture_data
from components.pdf.typst import page_as_png
from components.ui.sections import Picture

DOTS = 170.0
# WIDE: millimetres of the picture with its legend.
WIDE = 120.0
NOBODY = Letterhead(fictional="", brand="", source="", made="", page="")


def png_of(picture: Picture) -> bytes:
    """Return the picture as it is in print."""
    svgs: dict[str, str] = {}
    data = picture_data(picture, svgs)
    page = TypstInput(
        template="figure",
        title=picture.alt,
        author="",
        language="en",
        letterhead=NOBODY,
        says={"picture": data | {"width": 100}, "wide": WIDE},
        pictures=svgs,
    )
    return page_as_png(page, dots=DOTS)


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height in pixels."""
    wide, tall = struct.unpack(">II", png[16:24])
    return wide, tall
