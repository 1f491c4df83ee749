"""The fields that the plan's page adds to the view: what is open, and which actions are listed."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.entry import split_entry
from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from data.register.plan.kinds import ACTION, INDICATOR, OBJECTIVE, PRIORITY
from data.register.tables import KEY_LENGTH

IMPORT = "import"
# GROUPINGS: by what actions are listed together. LISTED: which of them are listed.
GROUPINGS = ("priority", "partner", "role")
ALL, BEHIND, DUE, STALE = "all", "behind", "due", "stale"
LISTED = (ALL, BEHIND, DUE, STALE)
OPENED = (PRIORITY.name, OBJECTIVE.name, ACTION.name, INDICATOR.name, IMPORT)
LONGEST_ROLE = 200


@dataclass(frozen=True, kw_only=True)
class PlanPart(PagePart):
    """The open part of the plan as "plan_actions:A001", a new one as "plan_actions"."""

    not_in_menu: ClassVar[frozenset[str]] = frozenset({"item"})
    item: str = NOTHING
    grouped: str = GROUPINGS[0]
    listed: str = ALL
    # The role of the officer whose actions are listed.
    lead: str = NOTHING
    # The record of the priority on the projector; empty for the first.
    priority: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field; whether there is such a record the page itself says."""
        return {
            "item": _is_item,
            "grouped": lambda value: value in GROUPINGS,
            "listed": lambda value: value in LISTED,
            "lead": lambda value: value.isprintable() and len(value) <= LONGEST_ROLE,
            "priority": lambda value: value.isprintable() and len(value) <= KEY_LENGTH,
        }


def _is_item(value: str) -> bool:
    kind, key = split_entry(value)
    return kind in OPENED and len(key) <= KEY_LENGTH and key.isprintable()
