"""The fields that the responses page adds to the view: the open response, and the filters."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.entry import split_entry
from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING, SWITCH
from data.register.responses.kinds import ORIGINS
from data.register.tables import KEY_LENGTH, NAME_LENGTH


@dataclass(frozen=True, kw_only=True)
class ResponsesPart(PagePart):
    """The open response or a new one, from what it is started, and which responses are listed."""

    of_release: ClassVar[frozenset[str]] = frozenset({"of_ward"})
    not_in_menu: ClassVar[frozenset[str]] = frozenset(
        {"response", "begin", "of_ward", "lead", "partner", "priority", "late"}
    )
    response: str = NOTHING
    # Such as "place:W05999003" or "order:PSPO-01"; empty if it is started from nothing.
    begin: str = NOTHING
    of_ward: str = NOTHING
    lead: str = NOTHING
    partner: str = NOTHING
    priority: str = NOTHING
    late: str = SWITCH[0]

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field; whether there is such a record the page itself says."""
        return {
            "response": lambda value: len(value) <= KEY_LENGTH and value.isprintable(),
            "begin": _is_origin,
            "of_ward": lambda value: value in known.places,
            **dict.fromkeys(("lead", "partner", "priority"), _is_name),
            "late": SWITCH.__contains__,
        }


def _is_origin(value: str) -> bool:
    origin, code = split_entry(value)
    return origin in ORIGINS and 0 < len(code) <= KEY_LENGTH and code.isprintable()


def _is_name(value: str) -> bool:
    return len(value) <= NAME_LENGTH and value.isprintable()
