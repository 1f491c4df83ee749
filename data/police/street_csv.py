"""Reads the columns of a data.police.uk street file into Arrow arrays."""

import csv

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from data.errors import SourceError
from data.messages import Message

COLUMNS = (
    "Crime ID",
    "Month",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "Crime type",
    "Last outcome category",
)
OPTIONAL = COLUMNS[-1]
REPEATING = ("Month", "LSOA code", "Crime type", "Last outcome category")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLOCK = 1 << 24
TYPES = {name: pa.string() for name in COLUMNS} | {
    name: pa.dictionary(pa.int32(), pa.string()) for name in REPEATING
}


def read_columns(content: bytes, shown: str) -> dict[str, pa.Array]:
    """Return the needed columns of a street file; repeating ones as dictionaries.

    Parameters
    ----------
    content
        The file's bytes, UTF-8 or Windows-1252.
    shown
        Its name for messages.

    Returns
    -------
    dict[str, pyarrow.Array]
        Column by name in `COLUMNS`.

    Raises
    ------
    SourceError
        If a column is missing or a row can't be read.

    Examples
    --------
    >>> read_columns(b"Month", "a.csv")
    Traceback (most recent call last):
    data.errors.SourceError: a.csv, ...
    """
    content = content.removeprefix(BYTE_ORDER_MARK)
    header = _header(content)
    missing = [name for name in COLUMNS if name not in header and name != OPTIONAL]
    if missing:
        raise SourceError(
            file=shown,
            where=Message("where.header"),
            expected=Message("columns.these", columns=tuple(missing)),
            found=", ".join(header[:15]),
        )
    wanted = [name for name in COLUMNS if name in header]
    try:
        table = _table(content, wanted)
    except pa.ArrowInvalid as fault:
        raise SourceError(
            file=shown, expected=Message("police.columns"), found=Message("police.row_unread")
        ) from fault
    if OPTIONAL not in wanted:
        table = table.append_column(OPTIONAL, pa.array([""] * len(table)).dictionary_encode())
    return {name: one_chunk(table[name]) for name in COLUMNS}


def numbers(column: pa.Array) -> np.ndarray:
    """Convert a column of texts to numbers.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    numpy.ndarray
        Floats, NaN for a text that is no number.

    Examples
    --------
    >>> numbers(pa.array(["1.5", ""])).tolist()
    [1.5, nan]
    """
    blanked = null_if_empty(column)
    try:
        return np.asarray(pc.cast(blanked, pa.float64()), dtype=float)
    except pa.ArrowInvalid:
        values = pd.to_numeric(blanked.to_pandas(), errors="coerce")
        return np.asarray(values, dtype=float)


def null_if_empty(column: pa.StringArray) -> pa.StringArray:
    """Return the texts with null for empty ones, without copying.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    pyarrow.StringArray
        Of the same length.

    Examples
    --------
    >>> null_if_empty(pa.array(["a", ""])).to_pylist()
    ['a', None]
    """
    _, offsets, texts = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    given = ends[1:] != ends[:-1]
    if given.all():
        return column
    bits = pa.py_buffer(np.packbits(given, bitorder="little"))
    return pa.StringArray.from_buffers(len(column), pa.py_buffer(ends), texts, bits)


def blank(column: pa.Array) -> np.ndarray:
    """Return which texts are empty or consist of spaces.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    numpy.ndarray
        Booleans.

    Examples
    --------
    >>> blank(pa.array(["a", " "])).tolist()
    [False, True]
    """
    return np.asarray(pc.equal(pc.utf8_trim_whitespace(column), ""))


def words(column: pa.DictionaryArray) -> tuple[list[str], np.ndarray]:
    """Return the distinct texts of a column, and for each row the index of its text.

    Parameters
    ----------
    column
        A dictionary column.

    Returns
    -------
    tuple[list[str], numpy.ndarray]
        The texts, and one index into them per row.

    Examples
    --------
    >>> words(pa.array(["a", "a"]).dictionary_encode())[0]
    ['a']
    """
    return column.dictionary.to_pylist() or [""], column.indices.to_numpy(zero_copy_only=False)


def _header(content: bytes) -> list[str]:
    first = content[: content.find(b"\n") % (len(content) + 1)]
    return next(csv.reader([first.decode("utf-8", errors="replace").strip()]), [])


def _table(content: bytes, wanted: list[str]) -> pa.Table:
    """Read the table as UTF-8, as published, or as Windows-1252 if a spreadsheet saved it again."""
    try:
        return _read(content, wanted)
    except pa.ArrowInvalid:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return _read(content.decode("cp1252", errors="replace").encode("utf-8"), wanted)
        raise


def _read(content: bytes, wanted: list[str]) -> pa.Table:
    # Few files have quotation marks or accents; without them parsing is faster.
    quoted = b'"' in content
    # One thread, because a month is small and other cores parse other months.
    return pyarrow.csv.read_csv(
        pa.BufferReader(content),
        read_options=pyarrow.csv.ReadOptions(block_size=BLOCK, use_threads=False),
        parse_options=pyarrow.csv.ParseOptions(quote_char='"' if quoted else False),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=TYPES, include_columns=wanted, check_utf8=not content.isascii()
        ),
    )


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """Return a column as one array.

    Parameters
    ----------
    column
        A chunked column, mostly of one chunk.

    Returns
    -------
    pyarrow.Array
        All rows.

    Examples
    --------
    >>> one_chunk(pa.chunked_array([["a"], ["b"]])).to_pylist()
    ['a', 'b']
    """
    if column.num_chunks == 1:
        return column.chunk(0)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return pa.concat_arrays(column.chunks or [pa.array([], column.type)])
