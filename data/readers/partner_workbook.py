"""Reads XLSX and ODS workbooks: the sheet with the wanted columns, its cells as in a CSV."""

import datetime as dt
import io
from collections.abc import Sequence

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.messages import Message
from data.readers.coordinates import normalise_number
from data.readers.headers.cells import PartnerTable, table_under_header
from data.readers.headers.header import HEAD_LINES, Row, fit
from data.readers.spreadsheet import Workbook, is_ods, typed_text


def read_workbook(name: str, content: bytes, wants: Sequence[str]) -> PartnerTable:
    """Read the sheet that has most of the wanted columns, the first among equals.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    wants
        The columns to look for.

    Returns
    -------
    PartnerTable
        The cells under the header.

    Raises
    ------
    SourceError
        If it is no workbook, or no sheet has a wanted column.

    Examples
    --------
    >>> read_workbook("groups.xlsx", content, ["group_id"])  # doctest: +SKIP
    """
    sheets = _sheets(name, content, None)
    best = _best(sheets, wants)
    notes: dict[str, int] = {Reason.SHEET_PASSED_OVER: len(sheets) - 1} if len(sheets) > 1 else {}
    return table_under_header(name, best, wants, notes)


def rows_of_workbook(name: str, content: bytes, wants: Sequence[str]) -> list[Row]:
    """Return every row of the sheet that `read_workbook` reads, title lines and header included.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    wants
        The columns to look for.

    Returns
    -------
    list[Row]
        Line number and cells as text.

    Raises
    ------
    SourceError
        If it is no workbook.

    Examples
    --------
    >>> rows_of_workbook("groups.xlsx", content, ["group_id"])  # doctest: +SKIP
    """
    return _best(_sheets(name, content, None), wants)


def _best(sheets: list[list[Row]], wants: Sequence[str]) -> list[Row]:
    return max(sheets, key=lambda rows: fit(rows, wants), default=[])


def heads_of_workbook(name: str, content: bytes) -> list[list[Row]]:
    """Return the first rows of each sheet.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.

    Returns
    -------
    list[list[Row]]
        One list per sheet.

    Examples
    --------
    >>> heads_of_workbook("groups.xlsx", content)  # doctest: +SKIP
    """
    return _sheets(name, content, HEAD_LINES)


def _sheets(name: str, content: bytes, most: int | None) -> list[list[Row]]:
    if is_ods(name, content):
        book = Workbook(name, content)
        return [_numbered(book.rows(sheet)[:most]) for sheet in book.sheets]
    import openpyxl  # Slow to import, and seldom needed.

    try:
        opened = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = []
        for sheet in opened.worksheets:
            sheet.reset_dimensions()  # The size stated in the file is often wrong.
            cells = enumerate(sheet.iter_rows(max_row=most), start=1)
            sheets.append([(line, [_cell_text(cell) for cell in row]) for line, row in cells])
    except Exception as fault:  # openpyxl raises many kinds, none of them shared.
        expected, found = Message("book.sound"), Message("book.unreadable")
        raise SourceError(file=name, expected=expected, found=found) from fault
    return sheets


def _numbered(rows: list[list[object]]) -> list[Row]:
    return [(line, [typed_text(cell) for cell in row]) for line, row in enumerate(rows, start=1)]


def _cell_text(cell: object) -> str:
    """Return a cell as text, a date with its time only if the cell shows one."""
    value = getattr(cell, "value", None)
    if isinstance(value, dt.datetime):
        with_time = "h" in str(getattr(cell, "number_format", "")).lower()
        timed = with_time or value.time() != dt.time()
        return value.isoformat(timespec="minutes") if timed else value.date().isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return normalise_number(value)
