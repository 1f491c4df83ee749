"""What a sheet is set from. Pure, and light to load: nothing here can set type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What stands at the head and the foot of every page."""

    fictional: str
    """The sample county's mark; empty of a real one."""
    brand: str
    source: str
    """Whose the figures are, and under which licence."""
    made: str
    """Which release it was made from, and on which day."""
    page: str
    """ "Page {page} of {pages}", with the two marks left in."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document of A4 pages."""

    template: str
    """A file of `components/sheets/templates`, without its ending."""
    title: str
    author: str
    language: str
    letterhead: Letterhead
    says: Mapping[str, Any]
    """What the template asks for: texts, numbers and lists of them, as JSON has them.

    Text stays text: nothing in it is ever read as the template's own language.
    """
    pictures: Mapping[str, str] = field(default_factory=dict)
    """SVG by name; the words that stand for a picture are among what the sheet says."""
