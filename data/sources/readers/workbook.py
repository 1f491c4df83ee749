"""Workbooks: the sheet that has the columns, with its cells as they would stand in a CSV."""

import datetime as dt
import io
from collections.abc import Sequence

import numpy as np

from data.errors import SourceError
from data.sources.readers.header import HEAD_LINES, OwnTable, Row, fit, table_under_header
from data.sources.readers.text import READS
from data.sources.reasons import Reason
from data.sources.zips import ArchiveLimits, check_zip, open_zip

XLSX_LIMITS = ArchiveLimits(members=2_000, member_bytes=1 << 30, total_bytes=2 << 30, ratio=1_100)


def read_workbook(name: str, content: bytes, wants: Sequence[str]) -> OwnTable:
    """The sheet that has most of the columns; of equals, the first."""
    sheets = _sheets(name, content, None)
    best = max(sheets, key=lambda rows: fit(rows, wants), default=[])
    notes: dict[str, int] = {Reason.SHEET_PASSED_OVER: len(sheets) - 1} if len(sheets) > 1 else {}
    return table_under_header(name, best, wants, notes)


def heads_of_workbook(name: str, content: bytes) -> list[list[Row]]:
    """The first rows of each sheet."""
    return _sheets(name, content, HEAD_LINES)


def _sheets(name: str, content: bytes, most: int | None) -> list[list[Row]]:
    with open_zip(io.BytesIO(content), name) as opened:
        check_zip(opened, name, XLSX_LIMITS)
        if "xl/workbook.xml" not in opened.namelist():
            raise SourceError(file=name, expected=READS, found="another kind of zip or document")
    import openpyxl  # Slow to import, and seldom needed.

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # What a file says of its own size is often wrong.
            cells = enumerate(sheet.iter_rows(max_row=most), start=1)
            sheets.append([(line, [_cell_text(cell) for cell in row]) for line, row in cells])
    except Exception as fault:  # openpyxl raises whatever it stumbles over.
        raise SourceError(file=name, expected="a sound workbook", found=repr(fault)) from fault
    return sheets


def _cell_text(cell: object) -> str:
    """A cell as a careful person would have typed it into a CSV."""
    value = getattr(cell, "value", None)
    if isinstance(value, dt.datetime):
        with_time = "h" in str(getattr(cell, "number_format", "")).lower()
        timed = with_time or value.time() != dt.time()
        return value.isoformat(timespec="minutes") if timed else value.date().isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return plain(value)


def plain(value: object) -> str:
    """A value as a careful person would have typed it."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
