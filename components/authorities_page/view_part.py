"""The fields that the page on authorities adds to the view: which areas, and which are compared."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING, SEVERAL
from data.schema import AUTHORITY, OFFICIAL_LEVELS

# MOST_COMPARED: areas whose rates are side by side by category.
MOST_COMPARED = 6


@dataclass(frozen=True, kw_only=True)
class AuthoritiesPart(PagePart):
    """Authorities or partnerships, and the codes of those compared by category."""

    of_release: ClassVar[frozenset[str]] = frozenset({"bodies", "chosen"})
    not_in_menu: ClassVar[frozenset[str]] = frozenset({"chosen"})

    bodies: str = AUTHORITY
    chosen: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""

        def are_listed(value: str) -> bool:
            codes = value.split(SEVERAL)
            levels = {known.places.get(code) for code in codes}
            return len(codes) <= MOST_COMPARED and levels <= set(OFFICIAL_LEVELS)

        return {
            "bodies": lambda value: value in OFFICIAL_LEVELS and value in known.levels,
            "chosen": lambda value: value == NOTHING or are_listed(value),
        }
