"""A plain file for slides where the partnership gives no template: 16:9, Arial, our colours."""

import re

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import SlideLayout
from pptx.util import Pt

from components import colour_scheme

WIDE, TALL, MARGIN = 960, 540, 36
FONT = "Arial"
FIRST, PAGE = "Title Slide", "Title Only"
NUMBER = 12
COLOURS = {
    "accent1": colour_scheme.TREND,
    "accent2": colour_scheme.TREND_BEFORE,
    "dk2": colour_scheme.INK,
}


def own_base() -> Slides:
    """Return the file with two layouts: a first slide, and a title with room below it."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Pt(WIDE), Pt(TALL)
    for layout in list(slides.slide_layouts):
        if layout.name not in (FIRST, PAGE):
            slides.slide_layouts.remove(layout)
    _themed(slides)
    for layout in slides.slide_layouts:
        _arranged(layout)
    return slides


def _themed(slides: Slides) -> None:
    """Set the font and the colours of the master's theme."""
    part = next(
        rel.target_part for rel in slides.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    words = part.blob.decode("utf-8")
    words = re.sub(r'<a:latin typeface="Calibri[^"]*"', f'<a:latin typeface="{FONT}"', words)
    for name, colour in COLOURS.items():
        coloured = rf'\g<1><a:srgbClr val="{colour.lstrip("#")}"/>'
        words = re.sub(rf'(<a:{name}>)<a:srgbClr val="\w+"/>', coloured, words)
    part._blob = words.encode("utf-8")


def _arranged(layout: SlideLayout) -> None:
    """Put the title at the top left, and the number of the slide at the bottom right."""
    first = layout.name == FIRST
    for shape in list(layout.placeholders):
        number = shape.placeholder_format.idx
        if number == 0:
            top, tall = (120, 130) if first else (20, 72)
            _at(shape, MARGIN, top, WIDE - 2 * MARGIN, tall)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if first else MSO_ANCHOR.MIDDLE
            _aligned(shape)
        elif number == 1:
            _at(shape, MARGIN, 262, WIDE - 2 * MARGIN, 220)
            _aligned(shape)
        elif number == NUMBER:
            _at(shape, WIDE - MARGIN - 60, TALL - 30, 60, 20)
        else:
            shape._element.getparent().remove(shape._element)


def _at(shape: object, left: float, top: float, width: float, height: float) -> None:
    for name, value in (("left", left), ("top", top), ("width", width), ("height", height)):
        setattr(shape, name, Pt(value))


def _aligned(shape: object) -> None:
    """Align the text of a placeholder to the left on every slide of a layout."""
    body = shape.text_frame._txBody  # type: ignore[attr-defined]
    style = body.find(qn("a:lstStyle"))
    for level in list(style):
        style.remove(level)
    level = style.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
    level.append(level.makeelement(qn("a:buNone"), {}))
    bold = level.makeelement(qn("a:defRPr"), {"b": "0"})
    level.append(bold)
    style.append(level)
