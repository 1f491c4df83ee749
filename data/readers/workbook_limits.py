"""Refuses a workbook that would become far more than its size when it is read.

A few hundred kilobytes can hold millions of cells, two cells at the far corners of a sheet, one
text that a hundred thousand cells show, or a cell repeated billions of times. The tags are counted
before calamine or openpyxl sees the file: they would end the program, not only the build.
"""

import zipfile

import numpy as np

from data.errors import SourceError
from data.files.zip_limits import ArchiveLimits
from data.messages import Message
from data.readers import ods_extent, xlsx_extent
from data.readers.workbook_parts import pieces

SHEET_LIMITS = ArchiveLimits(
    members=2_000, member_bytes=2 << 30, total_bytes=4 << 30, ratio_from_bytes=64 << 20
)
# Three times the largest published sheet.
MOST_CELLS = 60_000_000
# What every workbook may have, and what one may have for each of its bytes: honest ones have one
# cell for two bytes or more.
CELLS, CELLS_A_BYTE = 1_000_000, 3
DENSE, DENSE_A_BYTE = 4_000_000, 10
LETTERS, LETTERS_A_BYTE = 256_000_000, 100
# Tags around the cells and texts: of a cell, of a shared text, and all others (styles, links).
OF_A_CELL, OF_A_TEXT, OTHER_TAGS = 4, 12, 1_000_000
ODS_CONTENT = "content.xml"


def check_extent(name: str, content: bytes, opened: zipfile.ZipFile) -> None:
    """Raise if a workbook has too many cells, tags or letters for its size.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    opened
        The same as a zip, whose list of contents has been checked.

    Raises
    ------
    SourceError
        With the limit and what came.

    Examples
    --------
    >>> check_extent("a.xlsx", content, opened)  # doctest: +SKIP
    """
    if opened.comment:  # No program writes one; programs differ in where they look behind it.
        expected, found = Message("book.sound"), Message("zip.other")
        raise SourceError(file=name, expected=expected, found=found)
    limits = _Limits(name, len(content))
    if ODS_CONTENT in opened.namelist():
        _check_ods(limits, content, opened)
    else:
        _check_xlsx(limits, content, opened)


class _Limits:
    """The limits of a workbook of this many bytes, and their errors."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self._size = name, size

    def cells(self, found: int) -> None:
        self._check("limit.cells", found, CELLS, CELLS_A_BYTE)

    def dense(self, found: int) -> None:
        self._check("limit.dense", found, DENSE, DENSE_A_BYTE)
        self._check("limit.dense", found, MOST_CELLS, 0)

    def letters(self, found: int) -> None:
        self._check("limit.letters", found, self.most_letters, 0)

    def tags(self, found: int) -> None:
        self._check("limit.tags", found, OTHER_TAGS, 1)

    @property
    def most_letters(self) -> int:
        return max(LETTERS, LETTERS_A_BYTE * self._size)

    def _check(self, limit: str, found: int, least: int, a_byte: int) -> None:
        most = max(least, a_byte * self._size)
        if found > most:
            came = Message("limit.far" if limit == "limit.dense" else "limit.bomb", n=found)
            raise SourceError(file=self.name, expected=Message(limit, most=most), found=came)


def _check_ods(limits: _Limits, content: bytes, opened: zipfile.ZipFile) -> None:
    for info in opened.infolist():
        extent = ods_extent.Extent()
        for piece in pieces(content, info, limits.name):
            extent.read(piece)
            _compare_ods(limits, extent)
        extent.close()
        _compare_ods(limits, extent)


def _compare_ods(limits: _Limits, extent: ods_extent.Extent) -> None:
    limits.cells(extent.cells)
    limits.dense(extent.dense)
    limits.letters(extent.letters)
    limits.tags(extent.tags - OF_A_CELL * extent.cells)


def _check_xlsx(limits: _Limits, content: bytes, opened: zipfile.ZipFile) -> None:
    cells, lengths = 0, [0]
    for info in opened.infolist():
        extent = xlsx_extent.Extent()
        for piece in pieces(content, info, limits.name):
            extent.read(piece)
            limits.cells(cells + extent.cells)
            limits.dense(extent.dense)
            around = OF_A_CELL * extent.cells + extent.rows + OF_A_TEXT * extent.texts
            limits.tags(extent.tags - around)
            limits.cells(extent.texts)
        cells += extent.cells
        lengths = max(lengths, extent.lengths, key=sum)
    if cells * max(lengths) > limits.most_letters:
        _check_letters(limits, content, opened, np.array(lengths, dtype=np.int64))


def _check_letters(
    limits: _Limits, content: bytes, opened: zipfile.ZipFile, lengths: np.ndarray
) -> None:
    """Count the letters that the cells show, where they could be too many."""
    shown = 0
    for info in opened.infolist():
        for piece in pieces(content, info, limits.name):
            shown += xlsx_extent.shown_letters(piece, lengths)
            limits.letters(shown)
