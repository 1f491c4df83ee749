"""Reads the cells of XLSX and ODS spreadsheets with calamine.

calamine is ten times as fast as openpyxl for a sheet of two hundred columns. It doesn't return cell
formats, for which `partner_workbook` reads people's own XLSX files with openpyxl.
"""

import datetime as dt
import io
from collections.abc import Callable
from typing import TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook

from data.errors import SourceError
from data.files.safe_zip import DAMAGE, check_zip, damaged, open_zip
from data.messages import Message
from data.readers.coordinates import normalise_number
from data.readers.workbook_limits import MOST_CELLS, SHEET_LIMITS, check_extent

ZIP_START, XLSX_PART = b"PK\x03\x04", "xl/workbook.xml"
ODS_MARK = b"application/vnd.oasis.opendocument.spreadsheet"
A_DAY = dt.timedelta(days=1)
Read = TypeVar("Read")


def is_ods(name: str, content: bytes) -> bool:
    """Return whether a zipped document is ODS, or else XLSX.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.

    Returns
    -------
    bool
        True for ODS.

    Raises
    ------
    SourceError
        If it is another zip or an archive bomb.

    Examples
    --------
    >>> is_ods("a.ods", Path("a.ods").read_bytes())  # doctest: +SKIP
    """
    with open_zip(io.BytesIO(content), name, SHEET_LIMITS) as opened:
        check_zip(opened, name, SHEET_LIMITS)
        parts = opened.namelist()
        try:
            mark = opened.read("mimetype") if "mimetype" in parts else b""
        except DAMAGE as fault:
            raise damaged(name) from fault
        if XLSX_PART in parts or mark.startswith(ODS_MARK):
            check_extent(name, content, opened)
    if XLSX_PART not in parts and not mark.startswith(ODS_MARK):
        raise SourceError(file=name, expected=Message("reads"), found=Message("reads.another_zip"))
    return XLSX_PART not in parts


class Workbook:
    """A workbook that is opened once and whose sheets are read on demand."""

    def __init__(self, name: str, content: bytes) -> None:
        is_ods(name, content)
        self._name = name
        self._book = self._checked(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
        self.sheets: list[str] = self._book.sheet_names

    def rows(self, sheet: str) -> list[list[object]]:
        """Return the cells of a sheet from its first line, blank ones as empty text."""
        read = self._checked(lambda: self._book.get_sheet_by_name(sheet))
        self._check_size(read)
        return [list(row) for row in self._checked(lambda: read.to_python(skip_empty_area=False))]

    def _check_size(self, sheet: CalamineSheet) -> None:
        cells = sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            raise SourceError(
                file=self._name,
                where=Message("where.sheet", sheet=sheet.name),
                expected=Message("limit.cells", most=MOST_CELLS),
                found=f"{cells:,}",
            )

    def _checked(self, read: Callable[[], Read]) -> Read:
        try:
            return read()
        except BaseException as fault:
            # A panic in calamine's Rust is an exception that is no Exception.
            panic = type(fault).__name__ == "PanicException"
            if not panic and not isinstance(fault, Exception):
                raise
            raise SourceError(
                file=self._name, expected=Message("book.sound"), found=Message("book.unreadable")
            ) from fault


def typed_text(value: object) -> str:
    """Return a value as it would be written in a CSV.

    Parameters
    ----------
    value
        A cell's value.

    Returns
    -------
    str
        Dates and times in ISO format; numbers as from `normalise_number`.

    Examples
    --------
    >>> typed_text(dt.date(2025, 6, 1)), typed_text(2.0)
    ('2025-06-01', '2')
    """
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.timedelta) and dt.timedelta() <= value < A_DAY:
        value = (dt.datetime.min + value).time()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return normalise_number(value)
