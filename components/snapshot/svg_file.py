"""A picture's page as an SVG file, made from the page that Typst lays out."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from xml.sax.saxutils import escape, quoteattr, unescape

from components.pdf import typst
from components.pdf.model import TypstInput as Page
from components.snapshot.font_metrics import Face, Letters

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
# EMPTY: the place of words that are written as text.
EMPTY = re.compile(r'<g transform="[^"]*"/>')
# DRAWN: a text that Matplotlib writes, its style, its place and its words.
DRAWN = re.compile(r'<text style="([^"]*?font-size: ([\d.]+)px[^"]*)"([^>]*)>([^<]*)</text>')
FONTS = {"source sans pro": "'Source Sans Pro', 'Source Sans 3', Arial, sans-serif",
         "source serif pro": "'Source Serif Pro', 'Source Serif 4', Georgia, serif"}  # fmt: skip
WEIGHTS = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}
# TOP: from the top of a word to its baseline, in sizes of its letters, as the template sets it.
TOP = 0.78
# JOINED, SPACED: gaps between words of one line and between parts of one word, in letter sizes.
JOINED, SPACED = 0.6, 0.08


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words on one line of the page: their place, how wide they are, and how they are written."""

    x: float
    foot: float
    wide: float
    words: str
    size: float
    weight: int
    font: str
    colour: str


def with_shapes(page: Page) -> str:
    """Return the page with its letters as shapes, which look the same in every program."""
    return _finished(typst.page_as_svg(page), page)


def with_text(page: Page) -> str:
    """Return the page with its words as text, which can be found, read aloud and edited.

    Every line has the width that it was laid out with, also where its font is absent.
    """
    said = replace(page, says={**page.says, "as_text": True})
    lines = "".join(_text(line) for line in _lines(typst.all_measured(said, "word")))
    drawn = EMPTY.sub("", _finished(typst.page_as_svg(said), page))
    drawn = DRAWN.sub(_wide, drawn)
    return drawn[: drawn.rindex("</svg>")] + lines + "</svg>"


def _wide(found: re.Match[str]) -> str:
    """Return a text of the chart with its width, and with fonts in place of an absent one."""
    style, size, place, words = found.groups()
    face = Face.BOLD if "font-weight: 600" in style else Face.PLAIN
    width = Letters(size=float(size), face=face).width(unescape(words))
    style = style.replace("'Source Sans Pro'", FONTS["source sans pro"])
    fixed = f'textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text style="{style}"{place} {fixed}>{words}</text>'


def _lines(words: list[dict[str, object]]) -> Iterator[Line]:
    """Yield the lines of words that follow one another on one baseline and look alike."""
    last: Line | None = None
    for word in words:
        now = _word(word)
        gap = now.x - (last.x + last.wide) if last else 0.0
        alike = last and (last.foot, last.size, last.weight, last.colour) == (
            now.foot, now.size, now.weight, now.colour
        )  # fmt: skip
        if last and alike and -0.2 * now.size < gap < JOINED * now.size:
            between = " " if gap > SPACED * now.size else ""
            joined = last.words + between + now.words
            last = replace(last, words=joined, wide=now.x + now.wide - last.x)
            continue
        if last:
            yield last
        last = now
    if last:
        yield last


def _word(word: dict[str, object]) -> Line:
    size = float(str(word["size"]))
    return Line(
        x=round(float(str(word["x"])), 2),
        foot=round(float(str(word["y"])) + TOP * size, 2),
        wide=float(str(word["wide"])),
        words=str(word["words"]),
        size=round(size, 2),
        weight=WEIGHTS.get(str(word["weight"])) or int(str(word["weight"])),
        font=str(word["font"]),
        colour=str(word["fill"]),
    )


def _text(line: Line) -> str:
    font = FONTS.get(line.font, FONTS["source sans pro"])
    return (
        f'<text x="{line.x}" y="{line.foot}" textLength="{line.wide:.2f}" '
        f'lengthAdjust="spacingAndGlyphs" font-family={quoteattr(font)} font-size="{line.size}" '
        f'font-weight="{line.weight}" fill="{line.colour}">{escape(line.words)}</text>'
    )


def _finished(svg: str, page: Page) -> str:
    """Inline the images that Typst embeds as data, and add title and description.

    Office programs show no SVG inside an SVG, and a drawing program could not edit the map.
    """
    numbers = count(1)

    def inline(found: re.Match[str]) -> str:
        placed, data, size = found.groups(default="")
        inner = b64decode(data).decode()
        inner = NAMES.sub(rf"\g<1>p{next(numbers)}-", inner)
        inner = ROOT.sub(rf'<svg {size} \g<1> preserveAspectRatio="none">', inner, count=1)
        return f"<g{placed}>{inner}</g>"

    description = f"{page.says['description']} {page.says['alt']} {page.author}"
    about = f"<title>{escape(page.title)}</title><desc>{escape(description)}</desc>"
    start = svg.index(">") + 1
    head = svg[: start - 1] + ' role="img">'
    return XML + head + about + NESTED.sub(inline, BARE.sub("&amp;", svg[start:]))
