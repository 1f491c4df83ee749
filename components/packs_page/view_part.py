"""The fields that the page of packs adds to the view: which pack is made, and about what."""

from dataclasses import dataclass
from typing import ClassVar

from components.packs.templates import BY_NAME, TEMPLATES
from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from data.register.tables import KEY_LENGTH


@dataclass(frozen=True, kw_only=True)
class PacksPart(PagePart):
    """The template of the pack, and the order or meeting that it is about."""

    not_in_menu: ClassVar[frozenset[str]] = frozenset({"about"})
    pack: str = TEMPLATES[0].name
    about: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field; whether there is such a subject the page itself says."""
        return {
            "pack": BY_NAME.__contains__,
            "about": lambda value: len(value) <= KEY_LENGTH and value.isprintable(),
        }
