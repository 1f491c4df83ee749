"""The field that the place page adds to the view: whose hours of the week are shown."""

from dataclasses import dataclass

from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from geo.categories import is_own


@dataclass(frozen=True, kw_only=True)
class PlacePart(PagePart):
    """The kind of own incident whose hours are shown; empty for all of them."""

    hours: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of the field."""
        return {"hours": lambda value: is_own(value) and value in known.categories}
