"""The model of a pack, which three painters draw: slides, PDF, workbook. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from components.pdf.model import Letterhead
from components.text.catalogue import Text
from components.ui.sections import Part, Table


@dataclass(frozen=True, kw_only=True)
class PackPage:
    """One message with what supports it, and what its figures rest on."""

    # The one message, as a heading.
    heading: str
    parts: Sequence[Part]
    # Empty on a page without figures, such as a note of a meeting.
    period: str
    # How many areas, incidents or people the figures are of.
    base: str
    caveats: Sequence[str] = ()
    # Tables behind the pictures, with their titles; only a workbook has them.
    behind: Sequence[tuple[str, Table]] = ()
    # What the page should show and there is nothing of; the last page names it.
    left_out: str = ""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A pack in one language, made from one release for one kind of reader."""

    # The name of the template, and what it is about: a place, an order or the whole area.
    template: str
    subject: str
    title: str
    # The lines below the title: what it is about, for whom, from which release.
    subtitle: Sequence[str]
    author: str
    text: Text
    letterhead: Letterhead
    # The line that names the source of the figures.
    source: str
    made: dt.date
    release: str
    pages: Sequence[PackPage]

    @property
    def language(self) -> str:
        return self.text.language

    def foot(self, page: PackPage) -> str:
        """Return the line on what the figures of a page rest on; empty if it has none."""
        if not page.period:
            return ""
        return self.text("pack.foot", period=page.period, base=page.base)


def first_sentence(words: str) -> tuple[str, str]:
    """Return the first of several sentences, and the others."""
    first, _, rest = words.partition(". ")
    return first.rstrip(".") + ".", rest


@dataclass(frozen=True)
class File:
    """A file of a pack."""

    name: str
    content: bytes
