"""The fields that the orders page adds to the view: the order, and the category counted for it."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from geo.categories import is_own


@dataclass(frozen=True, kw_only=True)
class OrdersPart(PagePart):
    """The chosen order, and the category counted for it; by default those of the order."""

    of_release: ClassVar[frozenset[str]] = frozenset({"order", "counted"})
    not_in_menu: ClassVar[frozenset[str]] = frozenset({"order"})
    order: str = NOTHING
    counted: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""
        return {
            "order": lambda value: value in known.orders,
            "counted": lambda value: value in known.categories and not is_own(value),
        }
