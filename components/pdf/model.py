"""The model of a PDF document: its letterhead, and sections arranged on A4 pages. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.ui.sections import Section


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The head and the foot of every page."""

    # The mark of the sample county; empty for a real one.
    fictional: str
    brand: str
    # Owner and licence of the figures.
    source: str
    # The release that the document was made from, and the day.
    made: str
    # "Page {page} of {pages}", with the two places unfilled.
    page: str


@dataclass(frozen=True)
class Row:
    """Columns of sections beside one another.

    The first column is `first_width` millimetres wide; the others share what is left. Without it
    all are equal.
    """

    columns: Sequence[Sequence[Section]]
    first_width: float = 0


@dataclass(frozen=True)
class Page:
    """Rows, one below the other, from the top of a page.

    If `fitted`, they are set in smaller letters where they would not fit on one page.
    """

    rows: Sequence[Row]
    fitted: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of A4 pages. Its texts are never read as the typesetter's own language.

    In landscape each page is one message, whose heading is large.
    """

    title: str
    author: str
    language: str
    letterhead: Letterhead
    pages: Sequence[Page]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class TypstInput:
    """What Typst is given: a template of `templates/`, texts and numbers as JSON has them."""

    template: str
    title: str
    author: str
    language: str
    letterhead: Letterhead
    says: Mapping[str, Any]
    # SVG by name; alternative texts are in `says`.
    pictures: Mapping[str, str] = field(default_factory=dict)
