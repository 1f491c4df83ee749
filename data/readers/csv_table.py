"""Reads a published CSV file with known columns as text."""

import io
import re

import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.messages import Message
from data.readers.headers.header import require_few_columns

FIRST_DATA_LINE = 2


def read_csv(member: Member, *, needs: tuple[str, ...]) -> pd.DataFrame:
    """Return all columns as text, indexed by line number.

    Spaces around headers and cells are removed. Empty cells become missing; "n/a" stays text.
    Blank lines stay, so that the caller can count them.

    Parameters
    ----------
    member
        The file, UTF-8 with commas.
    needs
        Columns that it must have.

    Returns
    -------
    pandas.DataFrame
        The table, indexed from line 2.

    Raises
    ------
    SourceError
        If a column is missing, there is no row, or the file is no CSV in UTF-8.

    Examples
    --------
    >>> read_csv(member, needs=("LSOA21CD",))  # doctest: +SKIP
    """
    try:
        table = pd.read_csv(
            io.BytesIO(member.read_bytes()),
            dtype="str",
            encoding="utf-8-sig",
            skip_blank_lines=False,
            keep_default_na=False,
        )
    except UnicodeDecodeError as fault:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.byte", byte=fault.start + 1),
            expected=Message("text.utf8"),
            found=Message("text.not_utf8", byte=f"0x{fault.object[fault.start]:02X}"),
        ) from fault
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as fault:
        raise SourceError(
            file=member.path_shown, expected=Message("text.commas"), found=_no_table(fault)
        ) from fault
    table.columns = [str(column).strip() for column in table.columns]
    require_few_columns(member.path_shown, [c for c in table.columns if not _is_unnamed(c)])
    _require_once(member, table)
    for column in table.columns:
        stripped = table[column].str.strip()
        table[column] = stripped.mask(stripped == "")
    table.index = pd.RangeIndex(FIRST_DATA_LINE, FIRST_DATA_LINE + len(table))
    require_columns(member, table, needs)
    if table.empty:
        raise SourceError(
            file=member.path_shown, expected=Message("rows.one"), found=Message("found.none")
        )
    return table


def _no_table(fault: Exception) -> Message:
    """Return the message for the parser's error."""
    if isinstance(fault, pd.errors.EmptyDataError):
        return Message("found.empty_file")
    line = re.search(r"in line (\d+)", str(fault))
    return Message("text.more_cells", line=int(line[1])) if line else Message("text.none")


def _is_unnamed(column: object) -> bool:
    """Return whether pandas has named a column, because the file has no name for it."""
    return str(column).startswith("Unnamed")


def _require_once(member: Member, table: pd.DataFrame) -> None:
    again = table.columns[table.columns.duplicated()]
    if len(again):
        times = int((table.columns == again[0]).sum())
        raise SourceError(
            file=member.path_shown,
            where=Message("where.header"),
            expected=Message("columns.once"),
            found=Message("columns.several_times", column=str(again[0])[:80], times=times),
        )


def require_columns(member: Member, table: pd.DataFrame, needs: tuple[str, ...]) -> None:
    """Raise if a column is missing.

    Parameters
    ----------
    member
        The file, for the message.
    table
        Its table.
    needs
        Columns that it must have.

    Raises
    ------
    SourceError
        Names the missing columns and those that the file has.

    Examples
    --------
    >>> require_columns(member, table, ("LSOA21CD",))  # doctest: +SKIP
    """
    missing = [column for column in needs if column not in table.columns]
    if missing:
        came = [str(column) for column in table.columns if not _is_unnamed(column)]
        raise SourceError(
            file=member.path_shown,
            where=Message("where.header"),
            expected=Message("columns.these", columns=tuple(missing)),
            found=", ".join(came[:15])[:300],
        )
