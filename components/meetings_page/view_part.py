"""The fields that the page of meetings adds to the view: the open meeting and what is shown."""

from dataclasses import dataclass
from typing import ClassVar

from components.view.entry import MARK
from components.view.page_part import Allows, Known, PagePart
from components.view.view import NOTHING
from data.register.tables import KEY_LENGTH

# AGENDA: the agenda, to read and edit. SHOW: one screen of the meeting. DECIDE: what is decided at
# it. COPY: the form for a copy.
MODES = AGENDA, SHOW, DECIDE, COPY = ("agenda", "show", "decide", "copy")
# LAST_OPENED: what remembers for the visit which agenda was opened last.
LAST_OPENED = "agenda-opened"
OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a meeting is: the number of the item (or the first or last screen), and its screen."""

    meeting: str
    item: str = OPENING
    screen: int = 1

    @property
    def value(self) -> str:
        """Return the position as the address writes it."""
        return MARK.join((self.meeting, self.item, str(self.screen)))


def position_of(value: str) -> Position | None:
    """Return the position that an address has; None if it is none."""
    parts = value.split(MARK)
    if len(parts) != 3 or not all(parts) or not parts[2].isdecimal() or len(parts[2]) > 3:
        return None
    return Position(meeting=parts[0], item=parts[1], screen=max(int(parts[2]), 1))


@dataclass(frozen=True, kw_only=True)
class MeetingsPart(PagePart):
    """The open meeting or a new one, what is shown of it, and where it is being held."""

    not_in_menu: ClassVar[frozenset[str]] = frozenset({"meeting", "mode"})
    meeting: str = NOTHING
    mode: str = AGENDA
    # Such as "M001:MI003:2". Links to other pages have it too, so that one comes back to it.
    held: str = NOTHING

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return the check of each field; whether there is such a meeting the page itself says."""
        return {
            "meeting": _is_key,
            "mode": MODES.__contains__,
            "held": lambda value: _is_key(value) and position_of(value) is not None,
        }


def _is_key(value: str) -> bool:
    return len(value) <= KEY_LENGTH and value.isprintable()
