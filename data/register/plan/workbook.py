"""Writes the rows of a delivery plan as a workbook."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from data.register.plan.layout import FORMULA_STARTS

if TYPE_CHECKING:
    from data.register.plan.export import Row

NARROW = 14
GROUND = {"priority": ("1F3864", "FFFFFF"), "objective": ("D9E2F3", "000000")}
HEAD_GROUND = "E7E6E6"
# The kinds of rows with a line around each cell.
BY_LINE = ("header", "action", "indicator")
LINE = Side(style="thin", color="BFBFBF")
AROUND = Border(top=LINE, bottom=LINE, left=LINE, right=LINE)
WRAPPED, BOLD = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
# The names of cell styles: openpyxl looks up a style by its name, but compares others by all that
# they have, in each cell.
BODY, HEAD = "Plan", "Plan head"


def write_workbook(
    rows: "Sequence[Row]",
    *,
    sheet: str,
    columns: Sequence[str],
    shared: Sequence[int],
    statuses: Mapping[str, str],
    widths: Mapping[str, int],
) -> bytes:
    """Return a workbook of the rows, laid out for people.

    Parameters
    ----------
    rows
        The rows of the plan.
    sheet
        The name of the sheet.
    columns
        The names of the columns.
    shared
        The positions of the columns that an action has once, however many indicators it has.
    statuses
        The colour of each status by its word.
    widths
        Widths of columns by their name.

    Returns
    -------
    bytes
        XLSX. Every cell is a text, whatever it begins with.

    Examples
    --------
    >>> none = {"columns": [], "shared": [], "statuses": {}, "widths": {}}
    >>> write_workbook([], sheet="Plan", **none)[:2]
    b'PK'
    """
    book = Workbook()
    page = book.active
    page.title = sheet
    styles = _styles(book, statuses)
    begun = 0
    for line, row in enumerate(rows, start=1):
        for at, text in enumerate(row.cells, start=1):
            cell = page.cell(line, at)
            if row.kind in BY_LINE:
                cell.style = HEAD if row.kind == "header" else styles.get(text, BODY)
            _write(cell, text)
        _lay_out(page, line, row.kind, len(columns))
        if row.kind == "indicator":
            continue
        _merge(page, begun, line - 1, shared)
        begun = line if row.kind == "action" else 0
    _merge(page, begun, len(rows), shared)
    for at, name in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = widths.get(name, NARROW)
    page.freeze_panes = "C4"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(cell: Any, text: str) -> None:
    if not text:
        return
    cell.value = text
    # Text, whatever it begins with: it is never read as a formula, nor when it is edited.
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)


def _styles(book: Workbook, statuses: Mapping[str, str]) -> dict[str, str]:
    """Add the styles of cells to a workbook, and return the name of each status's by its word."""
    around: dict[str, Any] = {"alignment": WRAPPED, "border": AROUND}
    ground = PatternFill("solid", fgColor=HEAD_GROUND)
    book.add_named_style(NamedStyle(BODY, **around))
    book.add_named_style(NamedStyle(HEAD, font=BOLD, fill=ground, **around))
    for word, colour in statuses.items():
        ground = PatternFill("solid", fgColor=colour)
        book.add_named_style(NamedStyle(f"{BODY}: {word}", fill=ground, **around))
    return {word: f"{BODY}: {word}" for word in statuses}


def _lay_out(page: Any, line: int, kind: str, wide: int) -> None:
    if kind == "title":
        page.cell(line, 1).font = Font(bold=True, size=14)
    elif kind in GROUND:
        ground, ink = GROUND[kind]
        _merge_cells(page, (line, line), (1, max(wide, 2)))
        page.cell(line, 1).fill = PatternFill("solid", fgColor=ground)
        page.cell(line, 1).font = Font(bold=True, color=ink)


def _merge(page: Any, first: int, last: int, shared: Sequence[int]) -> None:
    """Merge the cells of an action over the lines of its indicators."""
    if first and last > first:
        for at in shared:
            _merge_cells(page, (first, last), (at + 1, at + 1))


def _merge_cells(page: Any, lines: tuple[int, int], columns: tuple[int, int]) -> None:
    """Merge cells that are not merged yet: openpyxl would compare them with all that are."""
    cells = CellRange(min_row=lines[0], max_row=lines[1], min_col=columns[0], max_col=columns[1])
    page.merged_cells.ranges.add(cells)
