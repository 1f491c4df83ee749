"""The file that slides are made on: the partnership's own template, or a plain one of ours."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Slides
from pptx.slide import SlideLayout
from pptx.util import Pt

from components.export.steady_zip import with_parts
from components.slides.arrange import Box
from components.slides.own_base import own_base
from data.errors import SourceError
from data.files.safe_zip import DAMAGE, check_zip, open_zip
from data.files.zip_limits import ArchiveLimits
from data.messages import Message

LIMITS = ArchiveLimits(members=5_000, member_bytes=200 << 20, total_bytes=400 << 20, seconds=60)
TYPES = "[Content_Types].xml"
TEMPLATE, SHOW = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
MACROS = b"macroEnabled"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BELOW = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# LOWEST: a title ends in the upper part of its slide. LEAST: room below it, as shares of a slide.
LOWEST, LEAST = 0.45, 0.4
GAP, MARGIN = 8.0, 24.0
# INSET: the margin within a placeholder, in points.
INSET = 7.2


@dataclass(frozen=True, kw_only=True)
class Base:
    """A file without slides, the layouts to use, and the room below the title."""

    slides: Slides
    first: SlideLayout
    page: SlideLayout
    area: Box


def opened(content: bytes | None, name: str = "") -> Base:
    """Return the template with its masters and layouts, or our own file without one.

    Raises SourceError if it is no PowerPoint file or has no layout that a message can go on.
    """
    if content is None:
        return _base(own_base(), name)
    slides = _read(content, name)
    _without_slides(slides)
    return _base(slides, name)


def _read(content: bytes, name: str) -> Slides:
    types = _types(content, name)
    if MACROS in types:
        raise _refused(name, "pptx.macros")
    if TEMPLATE in types:
        content = _as_show(content)
    elif SHOW not in types:
        raise _refused(name, "pptx.other")
    try:
        return Presentation(io.BytesIO(content))
    except Exception as fault:  # lxml and python-pptx raise errors of many kinds.
        raise _refused(name, "pptx.damaged") from fault


def _types(content: bytes, name: str) -> bytes:
    """Return what kinds of parts a file says that it has."""
    if not content.startswith(b"PK"):
        raise _refused(name, "pptx.other")
    try:
        with open_zip(io.BytesIO(content), name, LIMITS) as archive:
            check_zip(archive, name, LIMITS)
            return archive.read(TYPES) if TYPES in archive.namelist() else b""
    except DAMAGE as fault:
        raise _refused(name, "pptx.damaged") from fault


def _refused(name: str, found: str) -> SourceError:
    return SourceError(file=name, expected=Message("pptx.expected"), found=Message(found))


def _as_show(content: bytes) -> bytes:
    """Return a template (.potx) as a file of slides (.pptx)."""
    return with_parts(
        content, lambda name, part: part.replace(TEMPLATE, SHOW) if name == TYPES else part
    )


def _without_slides(slides: Slides) -> None:
    """Remove the slides that show how a template is used."""
    every = slides.slides._sldIdLst
    for one in list(every):
        slides.part.drop_rel(one.rId)
        every.remove(one)


def _base(slides: Slides, name: str) -> Base:
    try:
        found = [
            (layout, area)
            for layout in slides.slide_layouts
            if (area := _room(slides, layout)) is not None
        ]
        names = tuple(layout.name for layout in slides.slide_layouts)
        fewest = min(found, key=lambda one: _others(one[0]), default=None)
        first = next((one for one in slides.slide_layouts if _is_first(one)), None)
    except Exception as fault:
        raise _refused(name, "pptx.damaged") from fault
    if fewest is None:
        raise SourceError(
            file=name,
            expected=Message("pptx.layout"),
            found=Message("pptx.layouts", names=names) if names else Message("pptx.no_layout"),
        )
    page, area = fewest
    return Base(slides=slides, first=first or page, page=page, area=area)


def _others(layout: SlideLayout) -> int:
    """Return how many placeholders a layout has besides the title and what is at its foot."""
    kinds = [one.placeholder_format.type for one in placeholders(layout)]
    return sum(kind not in (*TITLES, *BELOW) for kind in kinds)


def placeholders(layout: SlideLayout) -> Iterator[Any]:
    """Yield the placeholders of a layout, whose type python-pptx states wrongly."""
    every: Any = layout.placeholders
    yield from every


def _is_first(layout: SlideLayout) -> bool:
    kinds = [one.placeholder_format.type for one in placeholders(layout)]
    return any(kind in TITLES for kind in kinds) and PP_PLACEHOLDER.SUBTITLE in kinds


def _room(slides: Slides, layout: SlideLayout) -> Box | None:
    """Return the room below the title of a layout; None if it has no title or too little room."""
    title = next((p for p in placeholders(layout) if p.placeholder_format.type in TITLES), None)
    if title is None or _is_first(layout):
        return None
    wide, tall = _points(slides.slide_width), _points(slides.slide_height)
    if title.width is None or title.height is None:
        return None
    below = [
        _points(one.top)
        for one in placeholders(layout)
        if one.placeholder_format.type in BELOW and one.top is not None
    ]
    end = _points(title.top) + _points(title.height)
    foot = min([top for top in below if top > end + LEAST * tall], default=tall - MARGIN)
    top = end + GAP
    left = max(_points(title.left) + INSET, MARGIN)
    width = min(_points(title.left) + _points(title.width) - INSET, wide - MARGIN) - left
    if end > LOWEST * tall or foot - top < LEAST * tall or width < LEAST * wide:
        return None
    return Box(left=left, top=top, width=width, height=foot - GAP / 2 - top)


def _points(length: int | None) -> float:
    return (length or 0) / Pt(1)
