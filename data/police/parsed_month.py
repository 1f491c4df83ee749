"""File format of the cache of parsed months: rows, Crime IDs, spots and an index in one file.

Rows come first, with every cell as published, and are memory-mapped. Then come the hashes of Crime
IDs, in bins for comparison; the distinct spots; the position of each part; and the digest of all of
it (`data/files/digested_file.py`).
"""

from dataclasses import dataclass
from io import FileIO
from os import SEEK_END
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.files.digested_file import DIGEST_SIZE, digested_file

# Version of the cache. Increase it when its content or the checks change.
PARSE_FORMAT = 8
ENDING = ".month"
# Equal IDs are in the same bin in every file; IDs are compared a few bins at a time.
BINS = 256
# A spot: its key (ascending), its number of incidents, and its first row.
SPOT = np.dtype([("key", np.int64), ("incidents", np.int32), ("row", np.int32)])
# Where the rows end, and the numbers of IDs, spots and usable rows.
END = np.dtype([(name, np.int64) for name in ("rows_end", "ids", "spots", "usable")])


@dataclass(frozen=True, kw_only=True)
class ParsedMonth:
    """The parsed content of a monthly file."""

    rows: pa.Table
    ids: np.ndarray
    spots: np.ndarray
    # Number of rows with a known crime type in the file's month.
    usable: int


def write_parsed(parsed: ParsedMonth, path: Path) -> None:
    """Write a parsed month to the cache, complete with its digest or not at all.

    Parameters
    ----------
    parsed
        The parsed month.
    path
        The cache file.

    Examples
    --------
    >>> write_parsed(parsed, Path("2025-06.month"))  # doctest: +SKIP
    """
    binned = _binned(parsed.ids)
    with digested_file(path) as file:
        with pa.ipc.new_file(file, parsed.rows.schema) as writer:
            writer.write_table(parsed.rows)
        end = (file.tell(), len(binned[1]), len(parsed.spots), parsed.usable)
        for part in (*binned, parsed.spots, np.array([end], dtype=END)):
            file.write(part.data)


def read_rows(path: Path) -> pa.Table:
    """Return all rows of a cached month, memory-mapped.

    Parameters
    ----------
    path
        The cache file.

    Returns
    -------
    pyarrow.Table
        Columns reason, category and spot, and every cell as published.

    Examples
    --------
    >>> read_rows(Path("2025-06.month"))  # doctest: +SKIP
    """
    with path.open("rb", buffering=0) as file:
        end = _end(file)
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source, footer_offset=int(end["rows_end"])).read_all()


def read_ids(path: Path, part: int = 0, parts: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows whose Crime IDs fall into a part, and the hash of each ID.

    Parameters
    ----------
    path
        The cache file.
    part
        Number of the part, from 0.
    parts
        Number of parts, a power of two up to `BINS`.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        Row numbers and hashes. Equal IDs are in the order of their rows.

    Examples
    --------
    >>> rows, ids = read_ids(Path("2025-06.month"))  # doctest: +SKIP
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
    """Return how many rows of a cached month have a Crime ID.

    Parameters
    ----------
    path
        The cache file.

    Returns
    -------
    int
        Number of rows.

    Examples
    --------
    >>> number_of_ids(Path("2025-06.month"))  # doctest: +SKIP
    """
    with path.open("rb", buffering=0) as file:
        return int(_end(file)["ids"])


def read_spots(path: Path) -> np.ndarray:
    """Return the distinct spots of a cached month.

    Parameters
    ----------
    path
        The cache file.

    Returns
    -------
    numpy.ndarray
        Records of type `SPOT`.

    Examples
    --------
    >>> read_spots(Path("2025-06.month"))["key"]  # doctest: +SKIP
    """
    with path.open("rb", buffering=0) as file:
        count = _end(file)["spots"]
        file.seek(-DIGEST_SIZE - END.itemsize - count * SPOT.itemsize, SEEK_END)
        return _read(file, SPOT, count)


def count_usable_rows(path: Path) -> int:
    """Return how many rows of a cached month have a known crime type in its month.

    Parameters
    ----------
    path
        The cache file.

    Returns
    -------
    int
        Number of rows.

    Examples
    --------
    >>> count_usable_rows(Path("2025-06.month"))  # doctest: +SKIP
    """
    with path.open("rb", buffering=0) as file:
        return int(_end(file)["usable"])


def _end(file: FileIO) -> np.void:
    file.seek(-DIGEST_SIZE - END.itemsize, SEEK_END)
    end: np.void = _read(file, END, 1)[0]
    return end


def _read(file: FileIO, kind: npt.DTypeLike, count: int) -> np.ndarray:
    """Read values like np.fromfile, but faster for many small files."""
    return np.frombuffer(file.read(count * np.dtype(kind).itemsize), dtype=kind)


def _binned(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where each bin begins, the IDs by bin, and their rows (only rows with an ID)."""
    rows = np.flatnonzero(ids).astype(np.int32)
    bins = (ids[rows] % np.uint64(BINS)).astype(np.uint8)
    # A stable sort of uint8 is a counting sort and preserves the order of the rows.
    rows = rows[np.argsort(bins, kind="stable")]
    begins = np.zeros(BINS + 1, dtype=np.int64)
    np.cumsum(np.bincount(bins, minlength=BINS), out=begins[1:])
    return begins, ids[rows], rows
