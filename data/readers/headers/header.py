"""The header of a table, which may follow title lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.errors import SourceError
from data.messages import Message
from data.readers.headers.column_names import names_in, wanted

MOST_TITLE_LINES = 3
# MOST_COLUMNS: twenty times as many as a long survey has; each takes time.
MOST_COLUMNS = 5_000
HEAD_LINES = 20
# A line's number in the file, and its cells.
Row = tuple[int, list[str]]


@dataclass(frozen=True, kw_only=True)
class Header:
    """The header of a table: its line, its columns, and the title lines above it."""

    line: int
    columns: list[str]
    # The columns that have no name in the file.
    unnamed: list[str]
    titles: int


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
