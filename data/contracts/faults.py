"""The result of validating a table: usable rows and all faults."""

import math
from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.messages import Message

# WHOLE_FILE: the row number of faults of the file as a whole.
WHOLE_FILE = 0


@dataclass(frozen=True, kw_only=True)
class ValidatedTable:
    """The usable rows of a table and all its faults; row 0 is the file as a whole.

    `good` has every column of the contract, typed, and `x` and `y` in metres instead of
    coordinates. It is empty if the file as a whole has a fault. `dropped` are cells that were
    removed from rows of `good`: faults in columns where the rest of the row is still usable.
    """

    good: pd.DataFrame
    faults: pd.DataFrame
    dropped: pd.DataFrame
    # The faults of the file as a whole: column, expected, found (which may be messages).
    of_file: tuple[tuple[str, str, str], ...] = ()

    def require_file(self, file: str) -> None:
        """Raise the first fault of the file as a whole, if there is one."""
        whole = self.faults[self.faults["row"] == WHOLE_FILE]
        if len(whole):
            more = len(whole) - 1
            column, expected, found = self.of_file[0]
            if more:
                found = Message("found.and_more", found=found, more=more)
            where = Message("where.column", column=column) if column else Message("where.whole")
            raise SourceError(file=file, where=where, expected=expected, found=found)


class Faults:
    """Collects the faults of a table."""

    def __init__(self) -> None:
        self._found: list[tuple[int, str, str, str]] = []

    def add(self, cells: pd.Series, column: str, expected: str) -> None:
        """Add a fault for each of these cells, with the cell quoted."""
        pairs = zip(cells.index.tolist(), cells.tolist(), strict=True)
        self._found += [(row, column, expected, quoted(cell)) for row, cell in pairs]

    def of_file(self, column: str, expected: str, found: str) -> None:
        """Add a fault of the file as a whole."""
        self._found.append((WHOLE_FILE, column, expected, found))

    def whole(self) -> tuple[tuple[str, str, str], ...]:
        """Return the faults of the file as a whole, in the order in which they were added."""
        return tuple((c, e, f) for row, c, e, f in self._found if row == WHOLE_FILE)

    def table(self) -> pd.DataFrame:
        """Return all faults as a table, sorted by row."""
        columns = ["row", "column", "expected", "found"]
        types = {"row": "int64", "column": "str", "expected": "str", "found": "str"}
        table = pd.DataFrame(self._found, columns=columns).astype(types)
        return table.sort_values("row", kind="stable", ignore_index=True)


def quoted(cell: object) -> str:
    """Return a cell as messages show it.

    Parameters
    ----------
    cell
        Any value.

    Returns
    -------
    str
        Its text in quotation marks, at most 80 characters; "nothing" for a missing value.

    Examples
    --------
    >>> quoted("north"), quoted(None)
    ('“north”', 'nothing')
    """
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return "nothing"
    text = str(cell)
    return f"“{text[:80]}…”" if len(text) > 80 else f"“{text}”"
