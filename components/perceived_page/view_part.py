"""The field that the perception page adds to the view: which maps it shows."""

from dataclasses import dataclass

from components.view.page_part import Allows, Known, PagePart

# Perceived and recorded beside each other, or one map of the types of place.
MAPS = ("two", "kinds")


@dataclass(frozen=True, kw_only=True)
class PerceivedPart(PagePart):
    """The choice of maps."""

    maps: str = MAPS[0]

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""
        return {"maps": MAPS.__contains__}
