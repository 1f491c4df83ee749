"""The field that the register's page adds to the view: the record that is open."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from data.register.tables import KEY_LENGTH

GROUPS, ORDERS = "groups", "orders"
# What parts the kind of record from its number; without a number it is a new record.
MARK = ":"


@dataclass(frozen=True, kw_only=True)
class RegisterPart(PagePart):
    """The open record as "groups:G001", a new one as "groups"; empty for the overview."""

    not_in_menu: ClassVar[frozenset[str]] = frozenset({"entry"})
    entry: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of the field; whether there is such a record the page itself says."""
        return {"entry": _is_entry}


def entry_of(kind: str, key: str = "") -> str:
    """Return the value of the field for a record, or for a new record without its number."""
    return f"{kind}{MARK}{key}" if key else kind


def split_entry(entry: str) -> tuple[str, str]:
    """Return the kind of record and the number of a value; the number of a new record is empty."""
    kind, _, key = entry.partition(MARK)
    return kind, key


def _is_entry(value: str) -> bool:
    kind, key = split_entry(value)
    return kind in (GROUPS, ORDERS) and len(key) <= KEY_LENGTH and key.isprintable()
