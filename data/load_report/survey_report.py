"""What a survey file asked, under which names, and which of its answers aren't on their scale."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

# MOST_VALUES: the number of values of a column that are listed; the rest are put together.
MOST_VALUES = 20
# MOST_COUNTED: the number of values of a column that are counted apart while a file is read.
MOST_COUNTED = 1000
# MOST_SHOWN: the number of characters of a value.
MOST_SHOWN = 80


@dataclass(frozen=True, kw_only=True)
class OffScale:
    """A value that isn't on the scale of its column, and how many cells have it."""

    column: str
    # Empty for all values that aren't listed one by one.
    value: str
    rows: int
    allowed: tuple[str, ...]


@dataclass(kw_only=True)
class SurveyReport:
    """What the columns of a survey file were read as."""

    # By question: the number of answers on its scale. A question without any was asked too.
    asked: dict[str, int] = field(default_factory=dict)
    # From a column's name in the file to its question.
    renamed: dict[str, str] = field(default_factory=dict)
    # By topic that isn't known: the known topic with the most similar name, or empty.
    unknown_topics: dict[str, str] = field(default_factory=dict)
    # Columns of the file that the contract doesn't have.
    not_read: list[str] = field(default_factory=list)
    off_scale: list[OffScale] = field(default_factory=list)

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "SurveyReport":
        """Return the report from its form in a manifest."""
        rows = [
            OffScale(**{**entry, "allowed": tuple(entry["allowed"])})
            for entry in content.get("off_scale", ())
        ]
        return cls(**{**content, "off_scale": rows})

    def cells_off_scale(self, question: str) -> int:
        """Return the number of answers to a question that aren't on its scale."""
        return sum(entry.rows for entry in self.off_scale if entry.column == question)


class OffScaleCounter:
    """Counts values that aren't on their scale, in memory that doesn't grow with the file."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self._allowed: dict[str, tuple[str, ...]] = {}

    def add(self, column: str, cells: pd.Series, allowed: Iterable[str]) -> None:
        """Count the cells of a column, all of which are off its scale."""
        if cells.empty:
            return
        counts = self._counts.setdefault(column, Counter())
        self._allowed[column] = tuple(allowed)
        for cell, rows in cells.value_counts().items():
            value = shortened(str(cell))
            known = value in counts or len(counts) < MOST_COUNTED
            counts[value if known else ""] += int(rows)

    def counted(self, column: str) -> int:
        """Return the number of cells of a column that have been counted."""
        return sum(self._counts.get(column, Counter()).values())

    def entries(self) -> list[OffScale]:
        """Return the values of every column, the most frequent first."""
        result = []
        for column, counts in self._counts.items():
            named = Counter({value: rows for value, rows in counts.items() if value})
            listed = named.most_common(MOST_VALUES)
            others = sum(counts.values()) - sum(rows for _, rows in listed)
            for value, rows in [*listed, *([("", others)] if others else [])]:
                allowed = self._allowed[column]
                result.append(OffScale(column=column, value=value, rows=rows, allowed=allowed))
        return result


def shortened(value: str) -> str:
    """Return a value as it is listed: no longer than `MOST_SHOWN` characters.

    Parameters
    ----------
    value
        A cell.

    Returns
    -------
    str
        The value, or its beginning with an ellipsis.

    Examples
    --------
    >>> len(shortened("x" * 100))
    81
    """
    return f"{value[:MOST_SHOWN]}…" if len(value) > MOST_SHOWN else value
