"""The cells of a table below its header."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.load_report.reasons import Reason
from data.readers.headers.header import Header, Row, find_header

# Column of cells that a row has beyond the header: its cells may have shifted.
BEYOND = "beyond the header"


@dataclass(frozen=True, kw_only=True)
class PartnerTable:
    """Cells as text, indexed by line number; `notes` counts what was normalised.

    The `cells` of a layer are a GeoDataFrame in EPSG:27700, indexed by feature number.
    """

    cells: pd.DataFrame
    notes: dict[str, int] = field(default_factory=dict)


def table_under_header(
    name: str,
    rows: Sequence[Row],
    wants: Sequence[str],
    notes: dict[str, int],
    *,
    blank_rows_too: bool = False,
) -> PartnerTable:
    """Return the cells under the header, which may follow up to three title lines.

    Parameters
    ----------
    name
        The file's name for messages.
    rows
        Line numbers and cells.
    wants
        The columns to look for.
    notes
        Notes to which those about title lines and blank rows are added.
    blank_rows_too
        Whether blank rows are rows of the table.

    Returns
    -------
    PartnerTable
        Wanted columns under their own names, others as in the file.

    Raises
    ------
    SourceError
        If no line has a wanted column, or a column occurs twice.

    Examples
    --------
    >>> rows = [(1, ["Our wards"]), (2, ["Ward code"]), (3, ["W1"])]
    >>> table_under_header("a.csv", rows, ["ward_code"], {}).cells["ward_code"].to_dict()
    {3: 'W1'}
    """
    filled = [row for row in rows if blank_rows_too or any(row[1])]
    header = find_header(name, filled, wants)
    body = filled[header.titles + 1 :]
    last = body[-1][0] if body else header.line
    blank = sum(header.line < line < last and not any(cells) for line, cells in rows)
    skipped = {Reason.TITLE_LINE: header.titles, Reason.BLANK_ROW: 0 if blank_rows_too else blank}
    return PartnerTable(
        cells=cells_under(header, body), notes=notes | {note: n for note, n in skipped.items() if n}
    )


def cells_under(header: Header, body: Sequence[Row]) -> pd.DataFrame:
    """Return the rows below a header as text, indexed by line number.

    Spaces around cells are removed and empty cells are missing. Columns without a name are left
    out if they are empty.

    Parameters
    ----------
    header
        The header.
    body
        Line numbers and cells.

    Returns
    -------
    DataFrame
        The header's columns, and `BEYOND` with the cells of rows that are longer.

    Examples
    --------
    >>> header = Header(line=1, columns=["a", "b"], unnamed=[], titles=0)
    >>> cells_under(header, [(2, ["1", " x "]), (3, ["2"])])["b"].tolist()
    ['x', nan]
    """
    width = len(header.columns)
    rows = [
        row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for _, row in body
    ]
    beyond = [_rest(row[width:]) if len(row) > width else "" for _, row in body]
    by_column = [*zip(*rows, strict=True)] or [()] * width
    arrays = [pa.array(column, pa.large_string()) for column in [*by_column, beyond]]
    cells = cells_of_columns(header, arrays, [line for line, _ in body])
    spare = [name for name in [*header.unnamed, BEYOND] if cells[name].isna().all()]
    return cells.drop(columns=spare)


def cells_of_columns(
    header: Header, columns: Sequence[pa.Array | pa.ChunkedArray], lines: Sequence[int]
) -> pd.DataFrame:
    """Return columns of text as a table: without spaces around cells, empty cells missing.

    Parameters
    ----------
    header
        The header.
    columns
        An array for each of its columns, and possibly one of the cells beyond them.
    lines
        The line number of each row.

    Returns
    -------
    DataFrame
        The columns under the header's names.

    Examples
    --------
    >>> header = Header(line=1, columns=["a"], unnamed=[], titles=0)
    >>> cells_of_columns(header, [pa.array([" 1 "], pa.large_string())], [2])["a"].to_dict()
    {2: '1'}
    """
    cells = pd.DataFrame(dict(enumerate(map(_texts, columns))))
    cells.columns = pd.Index([*header.columns, BEYOND][: len(columns)])
    cells.index = pd.Index(lines)
    return cells


def _texts(cells: pa.Array | pa.ChunkedArray) -> pd.Series:
    trimmed = pc.utf8_trim_whitespace(cells)
    filled = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, trimmed.type), trimmed)
    texts: pd.Series = filled.to_pandas()
    return texts.astype("str")


def _rest(cells: Iterable[str]) -> str:
    return " | ".join(filter(None, map(str.strip, cells)))
