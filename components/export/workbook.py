"""Write a workbook: the table as on screen with numeric cells, and its provenance."""

import io
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from components import colour_scheme
from components.export.content import COLOUR, LABEL, Content
from components.text.catalogue import Text
from components.ui.tables import DANGEROUS_STARTS, one_line
from geo.measures.model import Column, Measure, Unit

FORMATS = {Unit.NUMBER: "#,##0", Unit.TENTHS: "#,##0.0", Unit.PERCENT: "0%"}
WIDEST, NARROWEST = 60, 9


def as_xlsx(of: Content, measure: Measure, text: Text) -> bytes:
    """Return a workbook with two worksheets. No cell can be run as a formula."""
    book = Workbook()
    figures: Worksheet = book.active
    figures.title = text("xlsx.table")
    _figures(figures, of, measure, text)
    _about(book.create_sheet(text("xlsx.about")), of, text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _figures(sheet: Worksheet, of: Content, measure: Measure, text: Text) -> None:
    columns = [column for column in measure.columns if column.name in of.table]
    heads = [text("xlsx.code"), text("table.area")]
    heads += [text(_key(measure, column)) for column in columns]
    _row(sheet, [*heads, of.legend_title], head=True)
    for code, row in zip(of.table.index, of.table.to_dict("records"), strict=True):
        figures = [_figure(row[column.name], column) for column in columns]
        _row(sheet, [str(code), text.name(row), *figures, row[LABEL]])
        _paint(sheet.cell(sheet.max_row, len(heads) + 1), row[COLOUR])
    for at, column in enumerate(columns, start=3):
        for cells in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
            cells[0].number_format = FORMATS.get(column.unit, "General")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    _fit(sheet)


def _about(sheet: Worksheet, of: Content, text: Text) -> None:
    """Write title, provenance, caveats, classes, and what was left out."""
    rows: list[list[Any]] = [[of.title], [of.subtitle], []]
    rows += [[name.replace("_", " "), value] for name, value in of.about.items()]
    rows += [[], [text("xlsx.caveats")], *([caveat] for caveat in of.caveats)]
    rows += [[], [text("left_out.reason"), text("left_out.rows")]]
    rows += of.left_out.to_numpy().tolist()
    for values in rows:
        _row(sheet, values)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 70
    for row in sheet.iter_rows(min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _key(measure: Measure, column: Column) -> str:
    return f"table.{measure.name}_value" if column.name == "value" else f"table.{column.name}"


def _figure(value: Any, column: Column) -> Any:
    if pd.isna(value):
        return None
    return value if column.unit is Unit.NAME else float(value)


def _row(sheet: Worksheet, values: list[Any], *, head: bool = False) -> None:
    at = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    if not values:
        sheet.cell(at, 1).value = " "
    for number, value in enumerate(values, start=1):
        write_cell(sheet.cell(at, number), value, head=head)


def write_cell(cell: Cell, value: Any, *, head: bool = False) -> None:
    """Write a value that no spreadsheet runs as a formula; heads are bold on a ground."""
    if isinstance(value, str):
        cell.value = one_line(value)
        # Text, whatever it begins with: it is never read as a formula, nor when it is edited.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(DANGEROUS_STARTS)
    else:
        cell.value = value
    if head:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=colour_scheme.TOWN.lstrip("#"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _paint(cell: Cell, colour: str) -> None:
    cell.fill = PatternFill("solid", fgColor=colour.lstrip("#"))
    dark = sum(colour_scheme.rgb(colour)) < 3 * 110
    cell.font = Font(color="FFFFFF" if dark else colour_scheme.INK.lstrip("#"))


def _fit(sheet: Worksheet) -> None:
    for cells in sheet.iter_cols():
        longest = max(len(str(cell.value or "")) for cell in cells[1:]) if len(cells) > 1 else 0
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[cells[0].column_letter].width = width
