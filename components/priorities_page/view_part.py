"""The fields that the priorities page adds to the view: weights, number of places, filter."""

from dataclasses import dataclass

from components.priorities_page.weights import PRESETS, read
from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING, SWITCH

# How many places can be taken on; the first is the default.
TAKES = ("5", "3", "10")


@dataclass(frozen=True, kw_only=True)
class PrioritiesPart(PagePart):
    """The preset or the viewer's own weights, the number of places, and the filter."""

    preset: str = next(iter(PRESETS))
    weights: str = NOTHING
    take: str = TAKES[0]
    # Whether only places are shown where nothing is being done.
    idle: str = SWITCH[0]

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field."""
        return {
            "preset": PRESETS.__contains__,
            "weights": lambda value: read(value) is not None,
            "take": TAKES.__contains__,
            "idle": SWITCH.__contains__,
        }
