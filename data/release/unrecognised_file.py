"""A file that was not recognised: named with the reason, and otherwise left alone."""

from dataclasses import dataclass
from typing import Any

from data.messages import Message, from_record


@dataclass(frozen=True, kw_only=True)
class UnrecognisedFile:
    """A file of which nothing was read."""

    file: str
    why: dict[str, Any]
    """The fact as it is kept; `reason` is the fact itself."""

    @property
    def reason(self) -> Message:
        """Why, to be worded."""
        try:
            return Message.coerce(from_record(self.why))
        except (KeyError, TypeError, ValueError):  # Said by another version.
            return Message("strange.unknown")
