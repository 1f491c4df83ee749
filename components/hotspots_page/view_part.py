"""The field that the page on hot spots adds to the view: the way in which they are found."""

from dataclasses import dataclass

from components.view.page_part import Allows, Known, PagePart

# BEST: the way that foretold better. TOP: the tenth with the most in the period. GI: Gi*.
WAYS = BEST, TOP, GI = ("best", "top", "gi")


@dataclass(frozen=True, kw_only=True)
class HotspotsPart(PagePart):
    """The way in which hot spots are found."""

    way: str = BEST

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""
        return {"way": WAYS.__contains__}
