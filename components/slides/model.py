"""The model of a deck of slides, from the sections that pages and PDFs are made of. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from components.ui.sections import Part


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One message with what supports it. It takes further slides if it has no room on one."""

    # The one message, which is the title of the slide.
    heading: str
    parts: Sequence[Part]
    # What the figures rest on: period, number, source.
    foot: Sequence[str]
    # What must be known to read them; on the slide if there is room, and always in the notes.
    caveats: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words that slides need besides their own."""

    # The title of a further slide, with {heading}, {page} and {pages} unfilled.
    continued: str
    # The heading above caveats.
    caveats: str


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A PowerPoint file in one language."""

    title: str
    # The lines below the title: area, readers, release, and the first message.
    subtitle: Sequence[str]
    author: str
    language: str
    # The day that is written into the file.
    made: dt.date
    # The mark of the sample county, on every slide; empty for a real one.
    fictional: str
    words: Words
    slides: Sequence[Slide]
