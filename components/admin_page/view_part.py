"""The field that the administration page adds to the view: the section that is open."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.page_part import Allows, Known, PagePart

PEOPLE, VERSIONS, SOURCES, JOBS = "people", "versions", "sources", "jobs"
DISK, PROGRAM, AUDIT = "disk", "program", "audit"
SECTIONS = (PEOPLE, VERSIONS, SOURCES, JOBS, DISK, PROGRAM, AUDIT)


@dataclass(frozen=True, kw_only=True)
class AdminPart(PagePart):
    """The section that is open."""

    not_in_menu: ClassVar[frozenset[str]] = frozenset({"section"})
    section: str = PEOPLE

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of the field."""
        return {"section": SECTIONS.__contains__}
