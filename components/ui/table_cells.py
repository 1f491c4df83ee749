"""The columns of figure tables, and their cells as text."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from components.maps.legend_classes import written
from components.text.catalogue import DASH, Text
from geo.measures.model import Column, Unit

# JOINED: before an upper limit, so that a line breaks before an interval and not within it.
JOINED = "\N{WORD JOINER}"
FORMATS = {
    Unit.NUMBER: "localized",
    Unit.TENTHS: "%.1f",
    Unit.PERCENT: "%.0f%%",
    Unit.SIGNED: "%+.0f",
}


@dataclass(frozen=True, kw_only=True)
class TableColumn(Column):
    """A column of a figure table, with its title and its width in pixels."""

    title: str
    # The title in a table of text, where another column has the same; empty for `title`.
    full_title: str = ""
    width: int | None = None
    pinned: bool = False
    # In a plain table: the catalogue key of the cell, and the columns that fill its places.
    plain_key: str = ""
    plain_parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The title by which no column of a table is taken for another."""
        return self.full_title or self.title

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers, which are aligned to the right."""
        return self.unit in FORMATS


def cell_text(text: Text, column: Column, value: Any) -> str:
    """Return a cell as text. Text stays as it is; a dash stands for a missing value."""
    if pd.isna(value):
        return DASH
    if column.unit is Unit.NAME:
        return text(f"{column.family}.{value}")
    if isinstance(value, str):
        return value
    if column.unit is Unit.DATE:
        return text.day(f"{value:%Y-%m-%d}")
    if column.unit is Unit.SIGNED:
        return ("+" if round(value) > 0 else "") + text.number(value)
    return written(text, column.unit, float(value))


def plain_cell(
    text: Text, column: TableColumn, by_name: Mapping[str, Column], row: dict[Hashable, Any]
) -> str:
    """Return a cell as text; of several columns together it is a dash where one has no value."""
    if not column.plain_key:
        return cell_text(text, column, row[column.name])
    if any(pd.isna(row[name]) for name in column.plain_parts.values()):
        return DASH
    parts = {
        part: (JOINED if part == "upper" else "")
        + cell_text(text, by_name.get(name, Column(name=name)), row[name])
        for part, name in column.plain_parts.items()
    }
    return text(column.plain_key, **parts)


def as_text(text: Text, columns: Sequence[TableColumn], rows: pd.DataFrame) -> pd.DataFrame:
    """Return every cell as text, under the heads of the columns, which all differ."""
    words = {
        column.head: [cell_text(text, column, value) for value in rows[column.name]]
        for column in columns
    }
    assert len(words) == len(columns), "columns with the same head"
    return pd.DataFrame(words)
