"""Finds the header of a delivery plan, and what each of its columns is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.readers.merged_cells import Cell, Sheet
from data.register.plan.layout import Column, column_of

# The header is among the first rows, and has at least so many columns that are known.
HEAD_ROWS, FEWEST_COLUMNS = 30, 3


@dataclass(frozen=True, kw_only=True)
class Header:
    """Where the header is, where the rows begin, and what each column is."""

    at: int
    rows_at: int
    columns: Mapping[int, Column]
    headers: Mapping[int, str]


def find_header(sheet: Sheet) -> Header | None:
    """Return the header of a sheet: the row with most known columns, of one or two lines.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    Header or None
        None without a column for actions or indicators beside two others.

    Examples
    --------
    >>> cells = tuple(Cell(text=text) for text in ("No", "Action", "Deadline"))
    >>> find_header(Sheet(name="", rows=((3, cells),))).columns[1].name
    'name_en'
    """
    best: Header | None = None
    for at, (_, row) in enumerate(sheet.rows[:HEAD_ROWS]):
        found = columns_of(row)
        fields = {one.field for one in found.values()}
        useful = fields & {"name", "indicator"} and len(fields) >= FEWEST_COLUMNS
        if useful and (best is None or len(found) > len(best.columns)):
            best = Header(at=at, rows_at=at + 1, columns=found, headers=_texts(row))
    if best is None:
        return None
    # A second line of a header names what a cell over several columns is made of.
    if best.at + 1 < len(sheet.rows):
        below = sheet.rows[best.at + 1][1]
        named = columns_of(below)
        others = [at for at, cell in enumerate(below) if cell.text and not cell.repeated]
        new = [at for at in named if at not in best.columns]
        repeated = {at for at, cell in enumerate(below) if best.headers.get(at) == cell.text}
        if len(new) > 1 and all(at in named or at in repeated for at in others):
            return Header(
                at=best.at,
                rows_at=best.at + 2,
                columns={**best.columns, **named},
                headers={**best.headers, **{at: below[at].text for at in named}},
            )
    return best


def columns_of(row: Sequence[Cell]) -> dict[int, Column]:
    """Return what the columns of a header are.

    Parameters
    ----------
    row
        The cells of the header.

    Returns
    -------
    dict
        By position; of two columns that are the same the first.

    Examples
    --------
    >>> columns_of([Cell(text="Budget"), Cell(text="Deadline")])
    {1: Column(field='deadline', language='', quarter=0, year=0)}
    """
    found: dict[int, Column] = {}
    for at, cell in enumerate(row):
        column = column_of(cell.text) if cell.text and len(cell.text) < 100 else None
        if column and column not in found.values():
            found[at] = column
    return found


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    return {at: cell.text for at, cell in enumerate(row) if cell.text and not cell.repeated}
