"""A pack as a workbook, by the Analysis Function's rules: a cover, notes, one table a sheet."""

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.worksheet import Worksheet

from components.export.steady_zip import steady
from components.export.workbook import write_cell
from components.packs.document import tables_of
from components.packs.model import Pack, PackPage
from components.text.catalogue import DASH, MINUS, Text
from components.ui.sections import Chart, Opened, Part, Picture, Section, Table

# NUMBER: as `Text.number` and `Text.percent` write it, in both languages.
NUMBER = re.compile(r"([+−-]?)(\d{1,3}(?:,\d{3})*)(\.\d+)?(%?)")
# MISSING: how a table says that a value is not there, as a blank cell could mean anything.
MISSING = "[x]"
WIDEST, NARROWEST, LEGIBLE = 60, 10, 80
ROW_OF_TABLE = 5


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table with its title and the page that it is from."""

    title: str
    table: Table
    page: PackPage


def as_xlsx(pack: Pack) -> bytes:
    """Return the workbook; the same pack is always the same bytes."""
    text, book = pack.text, Workbook()
    sheets = [sheet for page in pack.pages for sheet in _sheets(page, text)]
    cover: Worksheet = book.active
    cover.title = text("pack.sheet_cover")
    _notes(book.create_sheet(text("pack.sheet_notes")), pack, text)
    names = [text("pack.sheet_table", number=number) for number in range(1, len(sheets) + 1)]
    _cover(cover, pack, text, [*zip(names, sheets, strict=True)])
    for number, (name, sheet) in enumerate(zip(names, sheets, strict=True), 1):
        _table(book.create_sheet(name), sheet, pack, text, number)
    about = book.properties
    about.title, about.creator, about.language = pack.title, pack.author, pack.language
    content = io.BytesIO()
    book.save(content)
    return steady(content.getvalue(), pack.made)


def _sheets(page: PackPage, text: Text) -> Iterator[Sheet]:
    for table in tables_of(page.parts):
        if table.rows:
            yield Sheet(title=page.heading, table=table, page=page)
    for picture in _charts(page.parts):
        title = text("pack.chart_of", heading=page.heading)
        yield Sheet(title=title, table=_of_chart(picture, text), page=page)
    for title, table in page.behind:
        yield Sheet(title=title, table=table, page=page)


def _charts(parts: Sequence[Part]) -> Iterator[Chart]:
    for part in parts:
        match part:
            case Picture(chart=Chart() as chart):
                yield chart
            case Section() | Opened():
                yield from _charts(part.parts)


def _of_chart(chart: Chart, text: Text) -> Table:
    """Return a row for each label, with the value of each series."""
    percent = chart.written.endswith("%")
    columns = [
        [_cell(text, value, percent=percent) for value in values] for _, values in chart.series
    ]
    heads = [chart.axis, *(name for name, _ in chart.series)]
    rows = [[label, *cells] for label, *cells in zip(chart.labels, *columns, strict=True)]
    return Table(heads=heads, rows=rows, numbers=tuple(range(1, len(heads))))


def _cell(text: Text, value: float, *, percent: bool) -> str:
    if math.isnan(value):
        return DASH
    if percent:
        return text.percent(value, 1)
    return text.number(value, 0 if float(value).is_integer() else 1)


def _cover(sheet: Worksheet, pack: Pack, text: Text, sheets: Sequence[tuple[str, Sheet]]) -> None:
    """Write title, readers, release and source, then a list of the tables with links."""
    fictional = [pack.letterhead.fictional] if pack.letterhead.fictional else []
    lines = [pack.title, *fictional, *pack.subtitle, pack.source]
    lines += [text("pack.sheet_notes_first"), text("pack.contents")]
    for row, line in enumerate(lines, 1):
        write_cell(sheet.cell(row, 1), line)
    _title(sheet)
    sheet.cell(len(lines), 1).font = Font(bold=True, size=12)
    for row, (name, one) in enumerate(sheets, len(lines) + 1):
        cell = sheet.cell(row, 1)
        write_cell(cell, f"{name}: {one.title}")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.font = Font(underline="single", color="0B4F6C")
    _legible(sheet)


def _notes(sheet: Worksheet, pack: Pack, text: Text) -> None:
    """Write what must be known to read the tables, each note once."""
    lines = [text("pack.sheet_notes"), text("pack.missing_note", mark=MISSING)]
    lines += dict.fromkeys(line for page in pack.pages for line in page.caveats)
    for row, line in enumerate(lines, 1):
        write_cell(sheet.cell(row, 1), line)
    _title(sheet)
    _legible(sheet)


def _table(sheet: Worksheet, of: Sheet, pack: Pack, text: Text, number: int) -> None:
    """Write one table below its title, what it rests on, and its source; with no row between."""
    foot = pack.foot(of.page)
    fictional = f"{pack.letterhead.fictional}. " if pack.letterhead.fictional else ""
    lines = (of.title, fictional + foot, f"{pack.source} {pack.letterhead.made}")
    for row, line in enumerate((*lines, text("pack.one_table")), 1):
        write_cell(sheet.cell(row, 1), line)
    _title(sheet)
    heads = _distinct(of.table.heads)
    for column, head in enumerate(heads, 1):
        write_cell(sheet.cell(ROW_OF_TABLE, column), head, head=True)
    for row, cells in enumerate(of.table.rows, ROW_OF_TABLE + 1):
        for column, words in enumerate(cells):
            cell = sheet.cell(row, column + 1)
            if column not in of.table.numbers:
                write_cell(cell, words or MISSING)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                continue
            value, form = number_of(words)
            write_cell(cell, value)
            cell.number_format = form
            cell.alignment = Alignment(horizontal="right", vertical="top")
    last = f"{get_column_letter(len(heads))}{ROW_OF_TABLE + len(of.table.rows)}"
    sheet.add_table(ExcelTable(displayName=f"Table_{number}", ref=f"A{ROW_OF_TABLE}:{last}"))
    sheet.freeze_panes = f"B{ROW_OF_TABLE + 1}"
    for column, head in enumerate(heads):
        longest = max(len(words) for words in (head, *(row[column] for row in of.table.rows)))
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width


def number_of(words: str) -> tuple[float | str, str]:
    """Return a number that a table shows, with its format; text that is none stays as it is."""
    if words in ("", DASH):
        return MISSING, "General"
    found = NUMBER.fullmatch(words)
    if found is None:
        return words, "General"
    sign, whole, decimals, percent = found.groups(default="")
    value = float(whole.replace(",", "") + decimals) * (-1 if sign in (MINUS, "-") else 1)
    digits = "." + "0" * (len(decimals) - 1) if decimals else ""
    if percent:
        form = f"0{digits}%"
        places = len(digits) + 2
        return round(value / 100, places), f"+{form};-{form};{form}" if sign == "+" else form
    return value, f"#,##0{digits}"


def _distinct(heads: Sequence[str]) -> list[str]:
    """Return heads that differ, as a table of a spreadsheet needs."""
    found: list[str] = []
    for head in heads:
        name, number = head or " ", 1
        while name in found:
            number += 1
            name = f"{head} ({number})"
        found.append(name)
    return found


def _title(sheet: Worksheet) -> None:
    sheet["A1"].font = Font(bold=True, size=14)


def _legible(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = LEGIBLE
    for cells in sheet.iter_rows(max_col=1):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
