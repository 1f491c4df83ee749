"""Renders pictures as files: the same picture always gives the same bytes."""

import struct
import zlib
from dataclasses import replace

from components.pdf import typst
from components.pdf.model import TypstInput as Page
from components.snapshot import svg_file
from components.snapshot.canvas import POINTS_TO_AN_INCH
from components.snapshot.charts.painters import chart_svg
from components.snapshot.map_svg import map_svg
from components.snapshot.model import FORMATS, MILLIMETRE, PRESETS, ChartPicture, Format, Picture
from components.snapshot.page import page_of

INCH = 0.0254
# LARGER: factor of line widths for a chart that fills a page.
LARGER = 1.6


def picture_bytes(picture: Picture | ChartPicture, *, preset: str, kind: str) -> bytes:
    """Return the picture as a file of one of the formats.

    In an SVG the words of a chart are text. Those of a map are shapes, as their outlines are.
    """
    form = FORMATS[kind]
    if form.ending == "svg" and isinstance(picture, ChartPicture):
        return svg_file.with_text(laid_out(picture, preset)).encode()
    page = laid_out(picture, preset, letters_as_shapes=form.ending == "svg")
    if form.ending == "pdf":
        return typst.printed(page)
    if form.ending == "svg":
        return svg_file.with_shapes(page).encode()
    return png_of(page, form)


def laid_out(
    picture: Picture | ChartPicture, preset: str, *, letters_as_shapes: bool = False
) -> Page:
    """Return the page with its map or chart, drawn as large as the words around it allow."""
    page, size = page_of(picture, preset), PRESETS[preset]
    space = typst.measured(page, "room")
    if isinstance(picture, Picture):
        drawn = map_svg(
            picture,
            width=space["width"] / MILLIMETRE,
            height=space["height"] / MILLIMETRE,
            body=size.body,
            thick=size.thick,
            letters_as_shapes=letters_as_shapes,
        )
    else:
        drawn = chart_svg(
            picture.chart,
            picture.text("picture.nothing"),
            width=space["width"],
            height=space["height"],
            body=size.body,
            thick=LARGER,
        )
    return replace(page, pictures={**page.pictures, "picture": drawn})


def png_of(page: Page, form: Format) -> bytes:
    """Return the page as PNG with its resolution, title and author as metadata."""
    dots = form.dots or form.pixels_wide / page.says["paper"]["width"] * POINTS_TO_AN_INCH
    png = typst.page_as_png(page, dots=dots)
    metadata = {
        "Title": page.title,
        "Author": page.author,
        "Description": page.says["description"],
        "Software": page.letterhead.brand,
    }
    metre = round(dots / INCH)
    chunks = [(b"pHYs", struct.pack(">IIB", metre, metre, 1))]
    chunks += [
        (b"iTXt", name.encode() + b"\0\0\0\0\0" + words.encode())
        for name, words in metadata.items()
    ]
    # The header of a PNG is 8 bytes and a chunk of 25; what describes the picture follows it.
    return png[:33] + b"".join(_chunk(*chunk) for chunk in chunks) + png[33:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
