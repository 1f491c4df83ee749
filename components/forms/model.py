"""A form: the kind of record, its inputs, and how what was typed becomes fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from components.text.catalogue import Text
from data.register.records import Record, RecordKind

# The kinds of inputs: one line, several lines, a choice, a day, a number, yes or no.
LINE, LONG, CHOICE, DAY, NUMBER, YES_NO = "line", "long", "choice", "day", "number", "yes_no"
# What a tick of a yes-or-no input writes.
YES, NO = "yes", "no"
Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Input:
    """An input of a form; its help is `help.<kind>.<name>`."""

    name: str
    # The key of its label, if it isn't `field.<name>`.
    label_key: str = ""
    kind: str = LINE
    required: bool = False
    # Whether there is a sentence of help below the label.
    helped: bool = False
    # The options of a choice and their words; the form adds an empty one unless it is required.
    options: tuple[str, ...] = ()
    words: Callable[[str], str] = str
    # The height of an input of several lines, in pixels.
    height: int = 90

    def label(self, text: Text) -> str:
        """Return the words at the input."""
        return text(self.label_key or f"field.{self.name}")


@dataclass(frozen=True, kw_only=True)
class RecordForm:
    """A form for one record, new or existing."""

    kind: RecordKind
    inputs: tuple[Input, ...]
    # Returns the fields from what was typed and the record's number (empty for a new one), or
    # raises InvalidRecord with every fault.
    read: Callable[[Cells, str], Mapping[str, Any]]
    # Saves the fields of a version of the record, if that takes more than saving the record.
    write: Callable[[Engine, Mapping[str, Any], int], Record] | None = None
    # None for a new record.
    record: Record | None = None
    # What a new record's inputs show at first.
    defaults: Cells = field(default_factory=dict)
    # Part of the keys of its widgets, where one page has several forms.
    name: str = ""

    @property
    def key(self) -> str:
        """Return the beginning of the keys of the form's widgets."""
        number = self.record.key if self.record else "new"
        return f"form-{self.name or self.kind.name}-{number}"

    @property
    def version(self) -> int:
        """Return the version of the record; 0 for a new one."""
        return self.record.version if self.record else 0

    def cells(self, text: Text) -> dict[str, str]:
        """Return what the inputs show of the record as it is now."""
        if self.record is None:
            return {one.name: self.defaults.get(one.name, "") for one in self.inputs}
        return shown_cells(text, self.inputs, self.record.values)


def shown_cells(text: Text, inputs: tuple[Input, ...], values: Mapping[str, Any]) -> dict[str, str]:
    """Return what inputs show of the fields of a record."""
    return {one.name: _shown(text, one, values.get(one.name)) for one in inputs}


def _shown(text: Text, one: Input, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if one.kind == DAY and len(str(value)) == len("2026-11-30"):
        year, month, day = str(value).split("-")
        return f"{day}/{month}/{year}"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
