"""Reads a large text without quotation marks in blocks of lines, each of which is one row."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.readers.headers.cells import PartnerTable, cells_of_columns, cells_under
from data.readers.headers.header import MOST_TITLE_LINES, Header, Row, find_header
from data.readers.text.rows import cells_of_line, odd_row_error


def plain_header(
    member: Member, *, wants: Sequence[str], delimiter: str, quotes: int
) -> Header | None:
    """Return the header of a text if each line below it is one row, without quotation marks.

    Parameters
    ----------
    member
        A text in UTF-8 whose lines end with a line feed.
    wants
        The columns to look for.
    delimiter
        One character.
    quotes
        The number of quotation marks in the whole text.

    Returns
    -------
    Header or None
        None if there are quotation marks below the header, or a cell of several lines above it.

    Raises
    ------
    SourceError
        If no line has a wanted column, or a column occurs twice.

    Examples
    --------
    >>> plain_header(survey_file, wants=["wave"], delimiter=",", quotes=0).line  # doctest: +SKIP
    1
    """
    filled: list[Row] = []
    marks = [0]
    with member.open() as stream:
        while len(filled) <= MOST_TITLE_LINES and (raw := stream.readline()):
            raw = raw.removeprefix(codecs.BOM_UTF8) if len(marks) == 1 else raw
            marks.append(marks[-1] + raw.count(b'"'))
            if marks[-1] % 2:
                return None
            cells = cells_of_line(raw.decode("utf-8").rstrip("\r\n"), delimiter)
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                filled.append((len(marks) - 1, stripped))
    header = find_header(member.path_shown, filled, wants)
    return header if marks[header.line] == quotes else None


def read_blocks(
    member: Member, header: Header, *, delimiter: str, size: int
) -> Iterator[PartnerTable]:
    """Yield the rows below a header block by block.

    Parameters
    ----------
    member
        A text of which `plain_header` has returned the header.
    header
        The header.
    delimiter
        One character.
    size
        The bytes of a block.

    Yields
    ------
    PartnerTable
        Cells as text, indexed by line number; at least one part.

    Examples
    --------
    >>> for part in read_blocks(file, header, delimiter=",", size=1 << 22):  # doctest: +SKIP
    ...     print(len(part.cells))
    """
    notes: dict[str, int] = {Reason.TITLE_LINE: header.titles} if header.titles else {}
    line, blank, first = header.line + 1, 0, True
    with member.open() as stream:
        for _ in range(header.line):
            stream.readline()
        while block := stream.read(size) + stream.readline():
            cells = _cells(member.path_shown, header, block, line, delimiter)
            filled = np.flatnonzero(_filled(cells))
            last = int(filled[-1]) if len(filled) else -1
            if len(filled):
                blank += last + 1 - len(filled)
                counts = notes | ({Reason.BLANK_ROW: blank} if blank else {})
                yield PartnerTable(cells=_part(header, cells.iloc[filled]), notes=counts)
                notes, blank, first = {}, 0, False
            # Blank rows at the end of the file aren't counted.
            blank += len(cells) - last - 1
            line += len(cells)
    if first:
        yield PartnerTable(cells=cells_under(header, []), notes=notes)


def _cells(name: str, header: Header, block: bytes, line: int, delimiter: str) -> pd.DataFrame:
    """Return a block's rows; those that are too long or too short are read one by one."""
    names = [str(at) for at in range(len(header.columns))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(block),
            read_options=arrow_csv.ReadOptions(
                column_names=names, use_threads=False, block_size=len(block) + 1
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, quote_char=False, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string())
            ),
        )
    except pa.ArrowInvalid:
        return cells_under(header, list(_rows(name, block, line, delimiter)))
    return cells_of_columns(header, table.columns, range(line, line + len(table)))


def _part(header: Header, cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without columns that have no name and are empty."""
    empty = [name for name in header.unnamed if name in cells and cells[name].isna().all()]
    return cells.drop(columns=empty)


def _filled(cells: pd.DataFrame) -> np.ndarray:
    """Return which rows aren't blank. The first cell decides nearly always."""
    filled: np.ndarray = cells.iloc[:, 0].notna().to_numpy()
    return filled if filled.all() else cells.notna().any(axis=1).to_numpy()


def _rows(name: str, block: bytes, line: int, delimiter: str) -> Iterator[Row]:
    text = io.StringIO(block.decode("utf-8"), newline="")
    reader = csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        yield from enumerate(reader, line)
    except csv.Error as fault:
        raise odd_row_error(name, line + reader.line_num, fault) from fault
