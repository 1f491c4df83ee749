"""The field that the map page adds to the view: which second map is beside the first."""

from dataclasses import dataclass

from components.view.page_part import Allows, Known, PagePart

# ALONE: one map. BEFORE: the same a year before. OTHER: what residents say beside what is recorded.
BESIDE = ALONE, BEFORE, OTHER = ("none", "before", "other")


@dataclass(frozen=True, kw_only=True)
class MapPart(PagePart):
    """The choice of the second map."""

    beside: str = ALONE

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""
        return {"beside": BESIDE.__contains__}
