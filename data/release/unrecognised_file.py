"""Record of an input file that was not recognised, with the reason. The file is not read."""

from dataclasses import dataclass
from typing import Any

from data.messages import Message, from_record


@dataclass(frozen=True, kw_only=True)
class UnrecognisedFile:
    """An input file that was not read."""

    file: str
    # The reason as a JSON record; `reason` is the message.
    why: dict[str, Any]

    @property
    def reason(self) -> Message:
        """The reason as a message."""
        try:
            return Message.coerce(from_record(self.why))
        except (KeyError, TypeError, ValueError):  # Written by another version.
            return Message("strange.unknown")
