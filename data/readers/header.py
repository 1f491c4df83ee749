"""Finds the header of a table below title lines, and returns the cells below it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.messages import Message

# Column of cells that a row has beyond the header: its cells may have shifted.
BEYOND = "beyond the header"
MOST_TITLE_LINES = 3
# MOST_COLUMNS: twenty times as many as a long survey has; each takes time.
MOST_COLUMNS = 5_000
HEAD_LINES = 20
# Other names of a wanted column, used if the file has no column of the wanted name.
ALSO_CALLED = {
    "ward_code": ("ward", "wardname", "wardnameen", "electoralward", "enwrward", "enwward"),
    "lsoa_code": ("lsoa21cd",),
    "town_code": ("bua22cd", "bua24cd"),
    "town_en": ("townname", "townnameen", "bua22nm", "bua24nm"),
    "town_cy": ("townnamecy", "bua22nmw", "bua24nmw"),
    "beat_en": ("beatname", "beatnameen"),
    "beat_cy": ("beatnamecy",),
}
# A line's number in the file, and its cells.
Row = tuple[int, list[str]]


@dataclass(frozen=True, kw_only=True)
class PartnerTable:
    """Cells as text, indexed by line number; `notes` counts what was normalised.

    The `cells` of a layer are a GeoDataFrame in EPSG:27700, indexed by feature number.
    """

    cells: pd.DataFrame
    notes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Header:
    """The header of a table: its line, its columns, and the title lines above it."""

    line: int
    columns: list[str]
    # The columns that have no name in the file.
    unnamed: list[str]
    titles: int


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


def find_header(name: str, filled: Sequence[Row], wants: Sequence[str]) -> Header:
    """Return the header among the first rows that aren't blank.

    Parameters
    ----------
    name
        The file's name for messages.
    filled
        Line numbers and cells of the first rows.
    wants
        The columns to look for.

    Returns
    -------
    Header
        The row with the most wanted columns, after at most three title lines.

    Raises
    ------
    SourceError
        If no line has a wanted column, a column occurs twice, or there are too many columns.

    Examples
    --------
    >>> find_header("a.csv", [(1, ["Our wards"]), (2, ["Ward code"])], ["ward_code"]).titles
    1
    """
    titles = _header_at(filled, wants)
    if titles is None:
        raise SourceError(
            file=name,
            where=Message("where.header"),
            expected=Message("columns.these", columns=tuple(wants)),
            found=", ".join(filled[0][1][:15])[:300] if filled else Message("found.empty_file"),
        )
    line, header = filled[titles]
    require_few_columns(name, header)
    columns = _column_names(name, header, wants)
    unnamed = [columns[at] for at, cell in enumerate(header) if not cell]
    return Header(line=line, columns=columns, unnamed=unnamed, titles=titles)


def require_few_columns(name: str, header: Sequence[str]) -> None:
    """Raise if a table has more columns than any that is meant to be read.

    Parameters
    ----------
    name
        The file's name for messages.
    header
        The names of its columns; those without a name don't count.

    Raises
    ------
    SourceError
        If there are more than `MOST_COLUMNS`.

    Examples
    --------
    >>> require_few_columns("a.csv", ["ward_code", "name"])
    """
    columns = sum(1 for cell in header if cell)
    if columns > MOST_COLUMNS:
        raise SourceError(
            file=name,
            where=Message("where.header"),
            expected=Message("limit.columns", most=MOST_COLUMNS),
            found=f"{columns:,}",
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


def fit(rows: Sequence[Row], wants: Sequence[str]) -> int:
    """Return how many wanted columns the best candidate for a header has.

    Parameters
    ----------
    rows
        Line numbers and cells.
    wants
        The columns to look for.

    Returns
    -------
    int
        Number of columns.

    Examples
    --------
    >>> fit([(1, ["Ward code", "Name"])], ["ward_code"])
    1
    """
    filled = [row for row in rows[:HEAD_LINES] if any(row[1])]
    return max((_matches(row, wants) for row in filled[: MOST_TITLE_LINES + 1]), default=0)


def _header_at(filled: Sequence[Row], wants: Sequence[str]) -> int | None:
    fits = [_matches(row, wants) for row in filled[: MOST_TITLE_LINES + 1]]
    return fits.index(max(fits)) if any(fits) else None


def _matches(row: Row, wants: Sequence[str]) -> int:
    return len(set(names_in(row[1], wants)) - {None})


def names_in(header: Sequence[str], wants: Sequence[str]) -> list[str | None]:
    """Return for each column of a header the wanted column that it is.

    Parameters
    ----------
    header
        Names in the file.
    wants
        The columns to look for.

    Returns
    -------
    list[str or None]
        None for a column that isn't wanted.

    Examples
    --------
    >>> names_in(["Electoral ward", "Notes"], ["ward_code"])
    ['ward_code', None]
    """
    names = [wanted(cell, wants) for cell in header]
    bare = [re.sub(r"[\W_]+", "", cell).casefold() for cell in header]
    for want, others in ALSO_CALLED.items():
        if want in wants and want not in names:
            alike = [bare.index(other) for other in others if other in bare]
            if alike:
                names[alike[0]] = want
    return names


def wanted(cell: str, wants: Sequence[str]) -> str | None:
    """Return the wanted column that a name spells, in any case and spacing.

    Parameters
    ----------
    cell
        A name in the file.
    wants
        The columns to look for; one may end with `*`.

    Returns
    -------
    str or None
        None if it is none of them.

    Examples
    --------
    >>> wanted("Ward Code", ["ward_code"])
    'ward_code'
    """
    spelt = re.sub(r"[\s_\-]+", "_", cell.strip()).casefold()
    bare = spelt.replace("_", "")
    for want in wants:
        if want.endswith("*") and fnmatchcase(spelt, want):
            return spelt
        if bare == want.replace("_", "").casefold():
            return want
    return None


def _column_names(name: str, header: Sequence[str], wants: Sequence[str]) -> list[str]:
    own = names_in(header, wants)
    names = [own[at] or cell or f"column {at + 1}" for at, cell in enumerate(header)]
    times = Counter(names)
    twice = [column for column in times if times[column] > 1 and wanted(column, wants)]
    if twice:
        raise SourceError(
            file=name,
            where=Message("where.header"),
            expected=Message("columns.once"),
            found=Message("columns.several_times", column=twice[0], times=times[twice[0]]),
        )
    return [
        column if times[column] == 1 else f"{column} (column {at})"
        for at, column in enumerate(names, 1)
    ]
