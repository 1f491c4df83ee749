"""The field that the register's page adds to the view: the record that is open."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.entry import split_entry
from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from data.register.tables import KEY_LENGTH

GROUPS, ORDERS = "groups", "orders"


@dataclass(frozen=True, kw_only=True)
class RegisterPart(PagePart):
    """The open record as "groups:G001", a new one as "groups"; empty for the overview."""

    not_in_menu: ClassVar[frozenset[str]] = frozenset({"record"})
    record: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of the field; whether there is such a record the page itself says."""
        return {"record": _is_entry}


def _is_entry(value: str) -> bool:
    kind, key = split_entry(value)
    return kind in (GROUPS, ORDERS) and len(key) <= KEY_LENGTH and key.isprintable()
