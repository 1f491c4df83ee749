"""The result of validating a table: usable rows and all faults."""

import math
from dataclasses import dataclass

import numpy as np
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
        self._parts: list[pd.DataFrame] = []
        self._whole: list[tuple[str, str, str]] = []

    def add(self, cells: pd.Series, column: str, expected: str) -> None:
        """Add a fault for each of these cells, with the cell quoted."""
        if cells.empty:
            return
        # Each distinct cell is quoted once, as a whole column of a large file can be at fault.
        codes, distinct = pd.factorize(cells)
        texts = np.array([*(quoted(cell) for cell in distinct), quoted(None)], dtype=object)
        columns = {"row": cells.index, "column": column, "expected": expected}
        self._parts.append(pd.DataFrame(columns | {"found": texts[codes]}))

    def of_file(self, column: str, expected: str, found: str) -> None:
        """Add a fault of the file as a whole."""
        self._whole.append((column, expected, found))

    def whole(self) -> tuple[tuple[str, str, str], ...]:
        """Return the faults of the file as a whole, in the order in which they were added."""
        return tuple(self._whole)

    def table(self) -> pd.DataFrame:
        """Return all faults as a table, sorted by row."""
        types = {"row": "int64", "column": "str", "expected": "str", "found": "str"}
        of_file = [(WHOLE_FILE, *fault) for fault in self._whole]
        every = pd.concat([pd.DataFrame(of_file, columns=list(types)), *self._parts])
        return every.astype(types).sort_values("row", kind="stable", ignore_index=True)


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
