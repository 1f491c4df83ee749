"""Reads the cells of a street file of data.police.uk: text or spreadsheet, as Arrow arrays."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.messages import Message
from data.police.street_csv import one_chunk
from data.readers.spreadsheet import ZIP_START, Workbook, typed_text
from data.readers.text.rows import cells_of_line

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
# The police force of a row, in the first of these columns that a file has.
FORCE, FORCES = "Force", ("Falls within", "Reported by")
# The name of a row's LSOA, which begins with its authority; a file may lack it.
LSOA_NAME = "LSOA name"
REPEATING = ("Month", "LSOA code", LSOA_NAME, "Crime type", "Last outcome category", *FORCES)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",;\t"
LINE_END = re.compile(rb"[\r\n]")
# UNREAD_ROW: the row that Arrow says it can't read; the header is the first.
UNREAD_ROW = re.compile(r"Row #(\d+)")
BLOCK = 1 << 24
TYPES = {name: pa.string() for name in COLUMNS} | {
    name: pa.dictionary(pa.int32(), pa.string()) for name in REPEATING
}


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The needed columns of a police file."""

    # Column by name in `COLUMNS`, and the columns `LSOA_NAME` and `FORCE`; repeating ones are
    # dictionaries.
    columns: dict[str, pa.Array]
    # Line of the first row.
    first_line: int = 2
    # Notes on how the file was read.
    notes: tuple[str, ...] = ()


def read_cells(content: bytes, shown: str) -> Cells:
    """Return the needed columns of a street file.

    Parameters
    ----------
    content
        The file's bytes: text with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252; or
        a spreadsheet.
    shown
        Its name for messages.

    Returns
    -------
    Cells
        The columns.

    Raises
    ------
    SourceError
        If a column is missing or a row can't be read.

    Examples
    --------
    >>> read_cells(b"Month", "a.csv")
    Traceback (most recent call last):
    data.errors.SourceError: a.csv, ...
    """
    if content.startswith(ZIP_START):
        return _read_workbook(content, shown)
    notes: tuple[str, ...] = ()
    if content.startswith(UTF16_MARKS):
        content = content.decode("utf-16", errors="replace").encode()
        notes = (Reason.READ_AS_UTF16,)
    content = content.removeprefix(BYTE_ORDER_MARK)
    delimiter, header = _header(content, shown)
    own_names = {name.strip(): name for name in header}
    wanted = {name: own_names[name] for name in _wanted([*map(str.strip, header)], shown)}
    try:
        table = _table(content, wanted, delimiter)
    except (pa.ArrowInvalid, KeyError) as fault:
        row = UNREAD_ROW.search(str(fault))
        raise SourceError(
            file=shown,
            where=Message("where.row", row=row[1]) if row else Message("where.whole"),
            expected=Message("police.columns"),
            found=Message("police.row_unread"),
        ) from fault
    columns = {name: one_chunk(table[own]) for name, own in wanted.items()}
    return Cells(columns=_completed(columns, len(table)), notes=notes)


def _read_workbook(content: bytes, shown: str) -> Cells:
    """Return the columns from the first sheet whose first filled row has them."""
    book = Workbook(shown, content)
    first: list[str] = []
    for sheet in book.sheets:
        rows = book.rows(sheet)
        start = next((at for at, row in enumerate(rows) if any(c != "" for c in row)), len(rows))
        header = [typed_text(cell).strip() for cell in rows[start]] if rows[start:] else []
        first = first or header
        if {*COLUMNS[:-1]} <= {*header}:
            wanted, body = _wanted(header, shown), rows[start + 1 :]
            columns = {
                name: pa.array(
                    [typed_text(row[at]) if row[at] != "" else "" for row in body], pa.string()
                )
                for name in wanted
                for at in [header.index(name)]
            }
            repeating = {
                name: columns[name].dictionary_encode() for name in wanted if name in REPEATING
            }
            return Cells(columns=_completed(columns | repeating, len(body)), first_line=start + 2)
    raise _lacks([name for name in COLUMNS[:-1] if name not in first], first, shown)


def _wanted(header: list[str], shown: str) -> list[str]:
    missing = [name for name in COLUMNS if name not in header and name != OPTIONAL]
    if missing:
        raise _lacks(missing, header, shown)
    times = Counter(header)
    again = [name for name in (*COLUMNS, LSOA_NAME, *FORCES) if times[name] > 1]
    if again:
        raise SourceError(
            file=shown,
            where=Message("where.header"),
            expected=Message("columns.once"),
            found=Message("columns.several_times", column=again[0], times=times[again[0]]),
        )
    here = [name for name in (*COLUMNS, LSOA_NAME) if name in header]
    return here + [name for name in FORCES if name in header][:1]


def _lacks(missing: list[str], header: list[str], shown: str) -> SourceError:
    return SourceError(
        file=shown,
        where=Message("where.header"),
        expected=Message("columns.these", columns=tuple(missing)),
        found=", ".join(header[:15])[:300] or Message("found.empty_file"),
    )


def _completed(columns: dict[str, pa.Array], rows: int) -> dict[str, pa.Array]:
    """Return the columns with empty ones for those that the file doesn't have."""
    force = [column for name, column in columns.items() if name in FORCES]
    given = columns | ({FORCE: force[0]} if force else {})
    every = (*COLUMNS, LSOA_NAME, FORCE)
    return {name: given[name] if name in given else _blank(rows) for name in every}


def _blank(rows: int) -> pa.DictionaryArray:
    numbers = pa.array(np.zeros(rows, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(numbers, pa.array([""]))


def _header(content: bytes, shown: str) -> tuple[str, list[str]]:
    """Return the delimiter under which the first line has most of the columns, and its names."""
    # A line may end with a carriage return alone.
    end = LINE_END.search(content)
    first = content[: end.start()] if end else content
    if b"\0" in first:
        raise SourceError(file=shown, expected=Message("reads"), found=Message("reads.no_text"))
    line = first.decode("utf-8", errors="replace")
    headers = [(mark, cells_of_line(line, mark)) for mark in DELIMITERS]
    return max(headers, key=lambda pair: len({*COLUMNS} & {*map(str.strip, pair[1])}))


def _table(content: bytes, wanted: Mapping[str, str], delimiter: str) -> pa.Table:
    """Read the table as UTF-8, as published, or as Windows-1252 if a spreadsheet saved it again."""
    try:
        return _read(content, wanted, delimiter)
    except pa.ArrowInvalid:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            again = content.decode("cp1252", errors="replace").encode("utf-8")
            return _read(again, wanted, delimiter)
        raise


def _read(content: bytes, wanted: Mapping[str, str], delimiter: str) -> pa.Table:
    # Few files have quotation marks or accents; without them parsing is faster.
    quoted = b'"' in content
    # One thread, because a month is small and other cores parse other months.
    return pyarrow.csv.read_csv(
        pa.BufferReader(content),
        read_options=pyarrow.csv.ReadOptions(block_size=BLOCK, use_threads=False),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=delimiter, quote_char='"' if quoted else False
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={own: TYPES[name] for name, own in wanted.items() if name in TYPES},
            include_columns=list(wanted.values()),
            check_utf8=not content.isascii(),
        ),
    )
