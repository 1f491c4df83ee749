"""How a parsed month is kept: one file in four parts, each read only by whom it serves.

First the rows themselves, with every cell as it was published: they are mapped into memory, so that
a cell costs nothing until somebody asks for it. Then a number for each Crime ID, in bins by which
they are compared; then the distinct points; and at the end where these begin.
"""

from dataclasses import dataclass
from io import FileIO
from os import SEEK_END
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

PARSE_FORMAT = 5
"""Raised when what is kept changes, or what is refused, so that months are parsed again."""
ENDING = ".month"
BINS = 256
"""Equal IDs are in the same bin, of whatever file: a part of all of them is a few bins of each."""
SPOT = np.dtype([("key", np.int64), ("incidents", np.int32), ("row", np.int32)])
"""A point (by its key, ascending), its incidents, and the first row that has it."""
END = np.dtype([(name, np.int64) for name in ("rows_end", "ids", "spots", "usable")])
"""Where the rows end, and how many IDs, spots and usable rows there are."""


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
    binned = _binned(parsed.ids)
    with pa.OSFile(str(draft), "wb") as file:
        with pa.ipc.new_file(file, parsed.rows.schema) as writer:
            writer.write_table(parsed.rows)
        end = (file.tell(), len(binned[1]), len(parsed.spots), parsed.usable)
        for part in (*binned, parsed.spots, np.array([end], dtype=END)):
            file.write(part)
    draft.replace(path)


def kept_rows(path: Path) -> pa.Table:
    """Every row: its reason, category and spot, and its cells as published."""
    with path.open("rb", buffering=0) as file:
        end = _end(file)
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source, footer_offset=int(end["rows_end"])).read_all()


def kept_ids(path: Path, part: int = 0, parts: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The rows whose Crime IDs fall into this one of so many parts, and a number for each ID.

    Equal IDs of a file are in the order of its rows.
    """
    with path.open("rb", buffering=0) as file:
        end = _end(file)
        file.seek(end["rows_end"])
        begins = _read(file, np.int64, BINS + 1)
        first, after = begins[part * BINS // parts], begins[(part + 1) * BINS // parts]
        ids_begin = end["rows_end"] + begins.nbytes
        file.seek(ids_begin + first * 8)
        ids = _read(file, np.uint64, after - first)
        file.seek(ids_begin + end["ids"] * 8 + first * 4)
        return _read(file, np.int32, after - first), ids


def number_of_ids(path: Path) -> int:
    """How many rows have a Crime ID."""
    with path.open("rb", buffering=0) as file:
        return int(_end(file)["ids"])


def kept_spots(path: Path) -> np.ndarray:
    """The distinct points."""
    with path.open("rb", buffering=0) as file:
        count = _end(file)["spots"]
        file.seek(-END.itemsize - count * SPOT.itemsize, SEEK_END)
        return _read(file, SPOT, count)


def count_usable_rows(path: Path) -> int:
    """How many of the month's rows say what happened."""
    with path.open("rb", buffering=0) as file:
        return int(_end(file)["usable"])


def _end(file: FileIO) -> np.void:
    file.seek(-END.itemsize, SEEK_END)
    end: np.void = _read(file, END, 1)[0]
    return end


def _read(file: FileIO, kind: npt.DTypeLike, count: int) -> np.ndarray:
    """What np.fromfile reads, but sooner: there are many files, with little in each."""
    return np.frombuffer(file.read(count * np.dtype(kind).itemsize), dtype=kind)


def _binned(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each bin begins, the IDs by bin, and their rows; 0 is no ID."""
    rows = np.flatnonzero(ids).astype(np.int32)
    bins = (ids[rows] % np.uint64(BINS)).astype(np.uint8)
    # Small numbers are sorted by counting them, which also keeps the order of the rows.
    rows = rows[np.argsort(bins, kind="stable")]
    begins = np.zeros(BINS + 1, dtype=np.int64)
    np.cumsum(np.bincount(bins, minlength=BINS), out=begins[1:])
    return begins, ids[rows], rows
