"""What the page on groups adds to the view: which groups count, and how near is near."""

from dataclasses import dataclass

from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from data.schema import GROUP_KINDS

# Metres to a group that count as near; the first is the default.
REACHES = ("1000", "250", "500", "2000", "5000")
LONGEST_SEARCH = 60


@dataclass(frozen=True, kw_only=True)
class GroupsPart(PagePart):
    """The kind of group that counts (all where none is named), the reach and the search."""

    kind: str = NOTHING
    reach: str = REACHES[0]
    find: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""
        return {
            "kind": GROUP_KINDS.__contains__,
            "reach": REACHES.__contains__,
            "find": lambda value: len(value) <= LONGEST_SEARCH and value.isprintable(),
        }
