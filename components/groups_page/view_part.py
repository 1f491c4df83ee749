"""The fields that the groups page adds to the view: kind of group, distance and search."""

from dataclasses import dataclass

from components.view.page_part import LONGEST_SEARCH, Allows, Known, PagePart
from components.view.view import NOTHING
from data.schema import GROUP_KINDS

# Metres to a group that count as near; the first is the default.
REACHES = ("1000", "250", "500", "2000", "5000")


@dataclass(frozen=True, kw_only=True)
class GroupsPart(PagePart):
    """The kind of group (empty for all), the distance in metres and the search."""

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
