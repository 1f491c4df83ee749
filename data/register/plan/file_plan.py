"""A delivery plan as a file has it, and what is told of each of the file's rows."""

from dataclasses import dataclass, field
from typing import Any

from data.messages import Message
from data.register.records import RecordKind

# What is told of a row: what it was read as, what is kept but wasn't understood, what was left out.
READ, REMARK, LEFT_OUT = "read", "remark", "left_out"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of a row of the file."""

    sheet: str
    line: int
    kind: str
    words: Message


@dataclass(kw_only=True)
class FileRecord:
    """A record of the plan as a file has it."""

    kind: RecordKind
    line: int
    # The fields for which the file has a column, by name.
    fields: dict[str, Any]
    # The records in the file that it belongs to, by field.
    parents: dict[str, "FileRecord"] = field(default_factory=dict)
    # The text of the column that names it, where priorities and objectives are columns.
    said: str = ""


@dataclass(kw_only=True)
class FilePlan:
    """A delivery plan as a file has it."""

    name: str
    records: list[FileRecord] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    # Each header with the name of the field that it was read as; empty if it isn't known.
    columns: list[tuple[str, str]] = field(default_factory=list)

    def of(self, kind: RecordKind) -> list[FileRecord]:
        """Return the records of a kind."""
        return [one for one in self.records if one.kind is kind]
