"""Paints a deck as a PowerPoint file."""

import datetime as dt
import io
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import Slide as Drawn
from pptx.slide import SlideLayout
from pptx.util import Pt

from components.export.steady_zip import steady
from components.slides.arrange import Arranged, Box, Placed, Text, arranged
from components.slides.blocks import Kind, Line, blocks_of, height_of_lines
from components.slides.draw import Pen
from components.slides.measure import height_of
from components.slides.model import Deck, Slide
from components.slides.tables import Sized
from components.slides.template_file import INSET, TITLES, Base, opened, placeholders
from components.ui.sections import Section, Sentences

# TITLE_SIZES: of a title, from the largest. FOOT: of what the figures rest on.
TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
FIRST_SIZES = (40.0, 36.0, 32.0, *TITLE_SIZES)
FOOT, GAP = 10.0, 8.0
# MOST_OF_FOOT: the share of the room below the title that caveats have at most beside the foot.
MOST_OF_FOOT = 0.34
# LONGEST_PROPERTY: letters of what a file says about itself.
LONGEST_PROPERTY = 255


def as_pptx(deck: Deck, template: bytes | None = None, template_name: str = "") -> bytes:
    """Return the file; the same deck on the same template is always the same bytes.

    Raises SourceError if the template can't be used.
    """
    base = opened(template, template_name)
    _first(base, deck)
    for slide in deck.slides:
        _slides(base, deck, slide)
    about = base.slides.core_properties
    title, author = deck.title[:LONGEST_PROPERTY], deck.author[:LONGEST_PROPERTY]
    about.title, about.author, about.language = title, author, deck.language
    about.last_modified_by, about.comments, about.keywords = author, "", ""
    about.created = about.modified = dt.datetime.combine(deck.made, dt.time())
    about.revision = 1
    written = io.BytesIO()
    base.slides.save(written)
    return steady(written.getvalue(), deck.made)


def _first(base: Base, deck: Deck) -> None:
    """Draw the first slide: the title, and the lines below it."""
    drawn = base.slides.slides.add_slide(base.first)
    pen = Pen(drawn, deck.language)
    subtitle = next(
        (one for one in drawn.placeholders if _kind(one) == PP_PLACEHOLDER.SUBTITLE), None
    )
    box = base.area if subtitle is None else _box(subtitle)
    _keep_title_alone(drawn)
    _write_title(pen, deck.title, FIRST_SIZES)
    lines = [Line(line) for line in deck.subtitle]
    if deck.fictional:
        lines.append(Line(deck.fictional, Kind.WARNING))
    sizes = (20.0, 18.0, 16.0, 14.0, 12.0)
    size = next((s for s in sizes if height_of_lines(lines, s, box.width, s) <= box.height), 12.0)
    pen.write(lines, size, box)
    _numbered(pen, base.first)


def _slides(base: Base, deck: Deck, slide: Slide) -> None:
    """Draw a message on as many slides as it needs."""
    lines = [Line(line, Kind.SMALL) for line in slide.foot]
    if deck.fictional:
        lines.insert(0, Line(deck.fictional, Kind.WARNING))
    caveats = [Line(f"• {line}", Kind.SMALL) for line in slide.caveats]
    parts = list(slide.parts)
    if _tall(lines + caveats, base.area) <= MOST_OF_FOOT * base.area.height:
        lines += caveats
    elif slide.caveats:
        marked = [f"• {line}" for line in slide.caveats]
        parts.append(Section(deck.words.caveats, [Sentences(marked)]))
    tall = _tall(lines, base.area)
    area = Box(
        left=base.area.left,
        top=base.area.top,
        width=base.area.width,
        height=base.area.height - tall - GAP,
    )
    foot = Box(left=area.left, top=area.top + area.height + GAP, width=area.width, height=tall)
    pages = arranged(blocks_of(parts), area)
    for number, page in enumerate(pages, 1):
        drawn = base.slides.slides.add_slide(base.page)
        pen = Pen(drawn, deck.language)
        _keep_title_alone(drawn)
        _write_title(pen, _heading(deck, slide, number, len(pages)), TITLE_SIZES)
        _draw(pen, page, slide.heading)
        pen.write(lines, FOOT, foot, least=FOOT)
        _numbered(pen, base.page)
        drawn.notes_slide.notes_text_frame.text = "\n".join((*slide.foot, *slide.caveats))


def _tall(lines: list[Line], area: Box) -> float:
    return height_of_lines(lines, FOOT, area.width, FOOT)


def _heading(deck: Deck, slide: Slide, number: int, pages: int) -> str:
    if pages == 1:
        return slide.heading
    facts = {"heading": slide.heading, "page": number, "pages": pages}
    return deck.words.continued.format_map(facts)


def _draw(pen: Pen, page: Arranged, heading: str) -> None:
    for one in page:
        match one:
            case Text():
                pen.write(one.lines, one.size, one.box)
            case Placed() if isinstance(one.what, Sized):
                pen.table(one.what, one.box, heading)
            case Placed():
                pen.picture(one.what, one.box)


def _write_title(pen: Pen, words: str, sizes: tuple[float, ...]) -> None:
    """Write the title as large as has room in its placeholder."""
    shape = pen.slide.shapes.title
    assert shape is not None, "a layout with a title was selected"
    wide, tall = (length / Pt(1) - 2 * INSET for length in (shape.width, shape.height))
    size = next((s for s in sizes if height_of(words, s, wide) <= tall + INSET), sizes[-1])
    pen.title(shape, words, size)


def _keep_title_alone(drawn: Drawn) -> None:
    """Remove the placeholders that stay empty: PowerPoint shows in them what to enter."""
    for one in list(drawn.placeholders):
        if _kind(one) not in TITLES:
            one._element.getparent().remove(one._element)


def _numbered(pen: Pen, layout: SlideLayout) -> None:
    """Add the number of the slide where its layout has one."""
    for one in placeholders(layout):
        if _kind(one) == PP_PLACEHOLDER.SLIDE_NUMBER:
            pen.copy(one._element)


def _kind(placeholder: Any) -> Any:
    return placeholder.placeholder_format.type


def _box(shape: Any) -> Box:
    left, top, width, height = (
        length / Pt(1) for length in (shape.left, shape.top, shape.width, shape.height)
    )
    return Box(left=left + INSET, top=top, width=width - 2 * INSET, height=height)
