"""The field that the page of packs adds to the view: which pack is made."""

from dataclasses import dataclass

from components.packs.templates import BY_NAME, TEMPLATES
from components.view.page_part import Allows, Known, PagePart


@dataclass(frozen=True, kw_only=True)
class PacksPart(PagePart):
    """The template of the pack."""

    pack: str = TEMPLATES[0].name

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of the field."""
        return {"pack": BY_NAME.__contains__}
