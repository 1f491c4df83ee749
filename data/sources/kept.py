"""How a parsed month is kept: three files, each read only by whom it serves.

`.ids` holds a number for each row's Crime ID, `.spots` the distinct points, and `.arrow` the rows
themselves with every cell as it was published. That last one is large, and is mapped into memory,
so that a cell costs nothing until somebody asks for it. It is written last: where it stands, so do
the others.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

PARSE_FORMAT = 4
"""Raised when what is kept changes, or what is refused, so that months are parsed again."""
ENDING = ".arrow"
SPOT = np.dtype([("key", np.int64), ("incidents", np.int32), ("row", np.int32)])
"""A point (by its key, ascending), its incidents, and the first row that has it."""


@dataclass(frozen=True, kw_only=True)
class ParsedMonth:
    """A month's file, understood."""

    rows: pa.Table
    ids: np.ndarray
    spots: np.ndarray
    usable: int
    """How many rows say what happened."""


def keep_parsed(parsed: ParsedMonth, path: Path) -> None:
    """Keep a parsed month, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    parsed.ids.tofile(draft)
    draft.replace(path.with_suffix(".ids"))
    with draft.open("wb") as file:
        np.array([parsed.usable], dtype=np.int64).tofile(file)
        parsed.spots.tofile(file)
    draft.replace(path.with_suffix(".spots"))
    _write(parsed.rows, draft)
    draft.replace(path)


def kept_ids(path: Path) -> np.ndarray:
    """A number for each row's Crime ID, 0 for none."""
    return np.fromfile(path.with_suffix(".ids"), dtype=np.uint64)


def kept_spots(path: Path) -> np.ndarray:
    """The distinct points."""
    return np.fromfile(path.with_suffix(".spots"), dtype=SPOT, offset=8)


def usable_rows(path: Path) -> int:
    """How many of the month's rows say what happened."""
    return int(np.fromfile(path.with_suffix(".spots"), dtype=np.int64, count=1)[0])


def kept_rows(path: Path) -> pa.Table:
    """Every row: its reason, category and spot, and its cells as published."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def _write(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
