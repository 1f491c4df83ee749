"""What came of a check: the rows to use, and every fault that was found."""

import math
from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.messages import Message

WHOLE_FILE = 0
"""The row that a fault of the file as a whole is given."""


@dataclass(frozen=True, kw_only=True)
class ValidatedTable:
    """What came of a check: rows to use, and every fault; row 0 is the file as a whole.

    `good` has every column of the contract, typed, and `x` and `y` in metres in place of
    coordinates. A fault of the file as a whole leaves nothing in it. `dropped` are cells that
    are left out of rows in `good`: faults of columns that don't cost the row.
    """

    good: pd.DataFrame
    faults: pd.DataFrame
    dropped: pd.DataFrame
    of_file: tuple[tuple[str, str, str], ...] = ()
    """The faults of the file as a whole, with the facts in them: column, expected, found."""

    def require_file(self, file: str) -> None:
        """Raise the first fault of the file as a whole, where there is one."""
        whole = self.faults[self.faults["row"] == WHOLE_FILE]
        if len(whole):
            more = len(whole) - 1
            column, expected, found = self.of_file[0]
            if more:
                found = Message("found.and_more", found=found, more=more)
            where = Message("where.column", column=column) if column else Message("where.whole")
            raise SourceError(file=file, where=where, expected=expected, found=found)


class Faults:
    """The faults as they are found."""

    def __init__(self) -> None:
        self._found: list[tuple[int, str, str, str]] = []

    def add(self, cells: pd.Series, column: str, expected: str) -> None:
        """One fault a row, quoting the cell."""
        pairs = zip(cells.index.tolist(), cells.tolist(), strict=True)
        self._found += [(row, column, expected, quoted(cell)) for row, cell in pairs]

    def of_file(self, column: str, expected: str, found: str) -> None:
        """A fault of the file as a whole."""
        self._found.append((WHOLE_FILE, column, expected, found))

    def whole(self) -> tuple[tuple[str, str, str], ...]:
        """Those of the file as a whole, as they were found."""
        return tuple((c, e, f) for row, c, e, f in self._found if row == WHOLE_FILE)

    def table(self) -> pd.DataFrame:
        """All of them in the order of their rows."""
        columns = ["row", "column", "expected", "found"]
        types = {"row": "int64", "column": "str", "expected": "str", "found": "str"}
        table = pd.DataFrame(self._found, columns=columns).astype(types)
        return table.sort_values("row", kind="stable", ignore_index=True)


def quoted(cell: object) -> str:
    """A cell as a message shows it."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return "nothing"
    text = str(cell)
    return f"“{text[:80]}…”" if len(text) > 80 else f"“{text}”"
