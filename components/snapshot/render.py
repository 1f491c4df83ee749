"""Renders pictures as files: the same picture always gives the same bytes."""

import re
import struct
import zlib
from base64 import b64decode
from dataclasses import replace
from itertools import count
from xml.sax.saxutils import escape

from components.pdf import typst
from components.pdf.model import TypstInput as Page
from components.snapshot.canvas import POINTS_TO_AN_INCH
from components.snapshot.map_svg import map_svg
from components.snapshot.model import FORMATS, MILLIMETRE, PRESETS, Format, Picture, TrendPicture
from components.snapshot.page import LARGER, page_of
from components.snapshot.trend_chart import months_svg

INCH = 0.0254
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
# NESTED: an image inside an SVG page as Typst writes it: transform, content, size.
NESTED = re.compile(
    r'<image( transform="[^"]*")? xlink:href="data:image/svg\+xml;base64,([^"]*)"'
    r' (width="[^"]*" height="[^"]*") preserveAspectRatio="none"/>'
)
ROOT = re.compile(r"^.*?<svg[^>]*?(viewBox=\"[^\"]*\")[^>]*>", re.DOTALL)
# BARE: Typst writes the addresses of links without escaping them.
BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\w+);)")
NAMES = re.compile(r'(\bid="|url\(#|href="#)')


def picture_bytes(picture: Picture | TrendPicture, *, preset: str, kind: str) -> bytes:
    """Return the picture as a file of one of the formats."""
    form = FORMATS[kind]
    page = laid_out(picture, preset, letters_as_shapes=form.ending == "svg")
    if form.ending == "pdf":
        return typst.printed(page)
    if form.ending == "svg":
        return _whole(typst.page_as_svg(page), page).encode()
    return png_of(page, form)


def laid_out(
    picture: Picture | TrendPicture, preset: str, *, letters_as_shapes: bool = False
) -> Page:
    """Return the page with its map or chart, drawn as large as the words around it allow."""
    page, size = page_of(picture, preset), PRESETS[preset]
    space = typst.measured(page, "room")
    width, height = space["width"] / MILLIMETRE, space["height"] / MILLIMETRE
    if isinstance(picture, Picture):
        drawn = map_svg(
            picture,
            width=width,
            height=height,
            body=size.body,
            thick=size.thick,
            letters_as_shapes=letters_as_shapes,
        )
    else:
        drawn = months_svg(
            picture.table,
            picture.text,
            width=width,
            height=height,
            body=size.body,
            thick=LARGER,
            breaks=picture.breaks,
            letters_as_shapes=letters_as_shapes,
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


def _whole(svg: str, page: Page) -> str:
    """Inline the images that Typst embeds as data into the SVG, and add title and author.

    Office programs show no SVG inside an SVG, and a drawing program could not edit the map.
    """
    numbers = count(1)

    def inline(found: re.Match[str]) -> str:
        placed, data, size = found.groups(default="")
        inner = b64decode(data).decode()
        inner = NAMES.sub(rf"\g<1>p{next(numbers)}-", inner)
        inner = ROOT.sub(rf'<svg {size} \g<1> preserveAspectRatio="none">', inner, count=1)
        return f"<g{placed}>{inner}</g>"

    description = f"{page.says['description']} {page.author}"
    about = f"<title>{escape(page.title)}</title><desc>{escape(description)}</desc>"
    start = svg.index(">") + 1
    return XML + svg[:start] + about + NESTED.sub(inline, BARE.sub("&amp;", svg[start:]))
