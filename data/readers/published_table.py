"""Reads published tables: finds the sheet and the header below titles; cells as published."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.messages import Message
from data.readers.headers.header import HEAD_LINES, require_few_columns
from data.readers.spreadsheet import ZIP_START, Workbook, typed_text
from data.readers.text.delimited_text import DELIMITERS, head_of
from data.readers.text.encoding import decoded
from data.readers.text.rows import rows_of

IsHeader = Callable[[Sequence[str]], bool]
Line = Sequence[object]
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# MID_YEAR: the year of an estimate, which the year of its LSOAs follows: "Mid-2014 LSOA 2021".
MID_YEAR = re.compile(r"mid[- ]((?:19|20)\d\d)", re.IGNORECASE)
# Sheets of one sex, beside a sheet of all persons.
ONE_SEX = re.compile(r"\b(fe)?males\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class PublishedTable:
    """A table's cells, indexed by line number, with the name of its sheet and its title lines."""

    shown: str
    cells: pd.DataFrame
    sheet: str = ""
    titles: tuple[str, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)

    def text(self, column: str) -> pd.Series:
        """Return a column as text, blank cells missing."""
        cells = self.cells[column]
        # Nearly all are texts already.
        words = [cell.strip() if type(cell) is str else typed_text(cell) for cell in cells]
        return pd.Series([word or None for word in words], cells.index, dtype="str", name=column)

    def numbers(self, column: str) -> pd.Series:
        """Return a column as numbers, missing if a cell is no number or without end."""
        cells = self.cells[column]
        numbers = pd.to_numeric(cells.map(_number), errors="coerce").astype(float)
        return numbers.where(np.isfinite(numbers))

    def blank(self) -> pd.Series:
        """Return which rows are blank."""
        return self.cells.isin(["", None]).all(axis=1)


def _number(cell: object) -> object:
    """Return a cell that may be a number; a day, a time or a truth value is none."""
    if isinstance(cell, str):
        return cell.replace(",", "")
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def plain_names(cells: Sequence[object]) -> list[str]:
    """Return a header's names with single spaces.

    Parameters
    ----------
    cells
        Cells of the header.

    Returns
    -------
    list[str]
        One name per cell.

    Examples
    --------
    >>> plain_names(["LSOA  code", 2021.0])
    ['LSOA code', '2021']
    """
    return [" ".join(typed_text(cell).split()) for cell in cells]


def first_column(header: Sequence[str], pattern: re.Pattern[str]) -> str:
    """Return the first column whose name with single spaces matches a pattern.

    Parameters
    ----------
    header
        The names of the table's columns.
    pattern
        The pattern of the whole name.

    Returns
    -------
    str
        The name as it is in the header; empty if none matches.

    Examples
    --------
    >>> first_column(["Area", "LSOA  code"], re.compile("lsoa code", re.IGNORECASE))
    'LSOA  code'
    """
    names = {" ".join(column.split()): column for column in header}
    return next((column for name, column in names.items() if pattern.fullmatch(name)), "")


def read_public(member: Member, is_header: IsHeader, expected: str) -> PublishedTable:
    """Read the table whose header fits; of a workbook, the fitting sheet of the latest year.

    Parameters
    ----------
    member
        The file: CSV, XLSX or ODS.
    is_header
        Decides whether a line's names are the header.
    expected
        Message that describes the header.

    Returns
    -------
    PublishedTable
        The cells below the header.

    Raises
    ------
    SourceError
        If no line fits, or there is no row below the one that does.

    Examples
    --------
    >>> read_public(member, lambda names: "LSOA code" in names, expected)  # doctest: +SKIP
    """
    content = member.read_bytes()
    if content.startswith(ZIP_START):
        return _from_book(member.path_shown, content, is_header, expected)
    text, notes = decoded(member.path_shown, content)
    for mark in DELIMITERS:
        head = head_of(text, mark)
        at = _header_at([cells for _, cells in head], is_header)
        if at is not None:
            rows = rows_of(member.path_shown, text, mark)
            lines = [line for line, _ in rows]
            return _table(member.path_shown, lines, [cells for _, cells in rows], at, notes)
    raise _no_header(member.path_shown, expected, head_of(text, ",")[:1])


def _from_book(name: str, content: bytes, is_header: IsHeader, expected: str) -> PublishedTable:
    book = Workbook(name, content)
    sheets = sorted(book.sheets, key=_latest_first)
    for sheet in sheets:
        rows = book.rows(sheet)
        at = _header_at(rows, is_header)
        if at is not None:
            notes = _passed_over(sheet, book.sheets)
            return _table(name, range(1, len(rows) + 1), rows, at, notes, sheet)
    raise _no_header(name, Message("in_sheets", expected=expected, sheets=tuple(book.sheets)), [])


def _latest_first(sheet: str) -> tuple[bool, int]:
    return bool(ONE_SEX.search(sheet)), -year_in(sheet)


def year_in(words: str) -> int:
    """Return the latest year in a text, of years after "mid-" alone if there are such.

    Parameters
    ----------
    words
        The text.

    Returns
    -------
    int
        0 without a year.

    Examples
    --------
    >>> year_in("Mid-2022 and Mid-2024"), year_in("Mid-2014 LSOA 2021"), year_in("WIMD_2019_ranks")
    (2024, 2014, 2019)
    """
    plain = words.replace("_", " ")
    years = MID_YEAR.findall(plain) or YEAR.findall(plain)
    return max((int(year) for year in years), default=0)


def _passed_over(chosen: str, sheets: Sequence[str]) -> dict[str, int]:
    """Count the sheets that weren't read: those of earlier years, and all others."""
    years = re.sub(r"\d+", "#", chosen)
    earlier = sum(re.sub(r"\d+", "#", name) == years for name in sheets) - 1
    counted = {Reason.EARLIER_SHEET: earlier, Reason.SHEET_PASSED_OVER: len(sheets) - 1 - earlier}
    return {str(note): sheets for note, sheets in counted.items() if sheets}


def _header_at(rows: Sequence[Line], is_header: IsHeader) -> int | None:
    fits = (is_header(plain_names(row)) for row in rows[:HEAD_LINES])
    return next((at for at, fit in enumerate(fits) if fit), None)


def _table(
    name: str,
    lines: Sequence[int],
    rows: Sequence[Line],
    at: int,
    notes: dict[str, int],
    sheet: str = "",
) -> PublishedTable:
    header = plain_names(rows[at])
    while header and not header[-1]:
        header.pop()
    width = len(header)
    require_few_columns(name, header)
    if len(rows) <= at + 1:
        raise SourceError(file=name, expected=Message("rows.one"), found=Message("found.none"))
    names = [
        column if column and column not in header[:place] else f"{column} (column {place + 1})"
        for place, column in enumerate(header)
    ]
    body = [[*row[:width], *[""] * (width - len(row))] for row in rows[at + 1 :]]
    titles = tuple(filter(None, (" ".join(plain_names(row)).strip() for row in rows[:at])))
    if titles:
        notes = notes | {Reason.TITLE_LINE: len(titles)}
    cells = pd.DataFrame(body, columns=names, index=list(lines[at + 1 :]), dtype=object)
    return PublishedTable(shown=name, cells=cells, sheet=sheet, titles=titles, notes=notes)


def _no_header(name: str, expected: str, head: Sequence[tuple[int, list[str]]]) -> SourceError:
    found = ", ".join(head[0][1][:15])[:300] if head else Message("found.none")
    return SourceError(file=name, where=Message("where.header"), expected=expected, found=found)
