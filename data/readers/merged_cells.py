"""Reads documents that are laid out for people: cells with what they are merged over."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.errors import SourceError
from data.messages import Message
from data.readers.coordinates import normalise_number
from data.readers.spreadsheet import ZIP_START, Workbook, is_ods, typed_text
from data.readers.text.delimited_text import delimiter_of
from data.readers.text.encoding import decoded
from data.readers.text.rows import rows_of

OLD_XLS_START = b"\xd0\xcf\x11\xe0"
MOST_ROWS, MOST_COLUMNS = 5_000, 200


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell as text. One that is merged with others says their text again, and is `repeated`."""

    text: str = ""
    # How many columns it is merged over.
    across: int = 1
    repeated: bool = False
    # The colour of its ground as six hexadecimal digits; empty without.
    colour: str = ""
    # Whether it is a formula whose result the file doesn't have.
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows of a sheet by line number, without empty ones."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_sheets(name: str, content: bytes, wants: Sequence[str]) -> list[Sheet]:
    """Return every sheet of an XLSX or ODS workbook, or a CSV file as one.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes, by which its format is recognised.
    wants
        The columns by which the delimiter of a CSV file is recognised.

    Returns
    -------
    list of Sheet
        In the order of the file. A date that is shown as a month and a year is such a text, and a
        number that is shown in percent has the sign.

    Raises
    ------
    SourceError
        If it is none of these, damaged, or far longer than a document.

    Examples
    --------
    >>> read_sheets("plan.csv", b"No,Action\\n1,Patrol\\n", ["Action"])[0].rows[1][1][1].text
    'Patrol'
    """
    if content.startswith(OLD_XLS_START):
        raise SourceError(file=name, expected=Message("reads"), found=Message("reads.old_xls"))
    if not content.startswith(ZIP_START):
        text, _ = decoded(name, content)
        rows = rows_of(name, text, delimiter_of(text, wants))
        return [
            _sheet(name, "", [(line, [Cell(text=_typed(t)) for t in row]) for line, row in rows])
        ]
    if is_ods(name, content):
        book = Workbook(name, content)
        return [
            _sheet(name, sheet, list(enumerate(map(_plain, book.rows(sheet)), start=1)))
            for sheet in book.sheets
        ]
    return _of_xlsx(name, content)


def _sheet(file: str, name: str, rows: list[tuple[int, list[Cell]]]) -> Sheet:
    filled = [(line, tuple(row)) for line, row in rows if any(c.text or c.unknown for c in row)]
    if len(filled) > MOST_ROWS:
        raise SourceError(
            file=file, expected=Message("limit.rows", most=MOST_ROWS), found=f"{len(filled):,}"
        )
    return Sheet(name=name, rows=tuple(filled))


def _typed(text: str) -> str:
    """Return a text without the quote that keeps a spreadsheet from running it as a formula."""
    return text[1:] if re.match(r"'['=+@\t\r-]", text) else text


def _plain(row: list[object]) -> list[Cell]:
    return [Cell(text=typed_text(value)) for value in row[:MOST_COLUMNS]]


def _of_xlsx(name: str, content: bytes) -> list[Sheet]:
    import openpyxl  # Slow to import, and seldom needed.

    try:
        results, formulas = (
            openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (True, False)
        )
        read = [
            (sheet.title, _rows_of_xlsx(sheet, formulas[sheet.title]))
            for sheet in results.worksheets
        ]
    except Exception as fault:  # openpyxl raises many kinds, none of them shared.
        expected, found = Message("book.sound"), Message("book.unreadable")
        raise SourceError(file=name, expected=expected, found=found) from fault
    return [_sheet(name, title, rows) for title, rows in read]


def _rows_of_xlsx(sheet: Any, formulas: Any) -> list[tuple[int, list[Cell]]]:
    size = {"max_row": min(sheet.max_row, MOST_ROWS * 4), "max_col": MOST_COLUMNS}
    size["max_col"] = min(sheet.max_column, MOST_COLUMNS)
    rows = [
        (line, [_cell(*pair) for pair in zip(row, written, strict=True)])
        for line, (row, written) in enumerate(
            zip(sheet.iter_rows(**size), formulas.iter_rows(**size), strict=True), start=1
        )
    ]
    for merged in sheet.merged_cells.ranges:
        if merged.max_row > len(rows) or merged.max_col > size["max_col"]:
            continue
        first = rows[merged.min_row - 1][1][merged.min_col - 1]
        across = merged.max_col - merged.min_col + 1
        for line in range(merged.min_row, merged.max_row + 1):
            for at in range(merged.min_col, merged.max_col + 1):
                rows[line - 1][1][at - 1] = Cell(
                    text=first.text,
                    across=across,
                    repeated=(line, at) != (merged.min_row, merged.min_col),
                    colour=first.colour,
                    unknown=first.unknown,
                )
    return rows


def _cell(cell: Any, written: Any) -> Cell:
    return Cell(
        text=_shown(cell.value, str(cell.number_format or "")),
        colour=_colour(cell),
        unknown=written.data_type == "f" and cell.value is None,
    )


def _shown(value: object, form: str) -> str:
    """Return a value as text, as the cell shows it where that says more than the value."""
    if isinstance(value, dt.datetime | dt.date):
        plain = form.lower().split(";")[0]
        if "d" not in plain and "y" in plain:
            return f"{value:%b-%y}"
        moment = isinstance(value, dt.datetime) and value.time() != dt.time()
        return typed_text(value) if moment else value.isoformat()[:10]
    if isinstance(value, float | int) and not isinstance(value, bool):
        if "%" in form:
            return f"{normalise_number(round(value * 100, 8) + 0.0)}%"
        return normalise_number(round(float(value), 10))
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return typed_text(value)


def _colour(cell: Any) -> str:
    if not cell.has_style or cell.fill.fill_type != "solid":
        return ""
    colour = cell.fill.fgColor
    return str(colour.rgb)[-6:].lower() if colour.type == "rgb" else ""
