"""Rows of delimited text, and what is wrong with a row that can't be read."""

import csv
import io
from collections.abc import Iterator

from data.errors import SourceError
from data.messages import Message
from data.readers.headers.header import Row

# TOO_LONG: what the module csv says of a cell that is longer than its limit.
TOO_LONG = "field larger than field limit"


class OddRow(csv.Error):
    """A row that can't be read, the line in which it begins, and why."""

    def __init__(self, begins: int, why: str) -> None:
        super().__init__(why)
        self.begins = begins


def rows_of(name: str, text: str, delimiter: str) -> list[Row]:
    r"""Return every row of a text.

    Parameters
    ----------
    name
        The file's name for messages.
    text
        Its text.
    delimiter
        One character.

    Returns
    -------
    list[Row]
        Line number and cells.

    Raises
    ------
    SourceError
        If quotation marks don't pair.

    Examples
    --------
    >>> rows_of("a.csv", "a,b\n1,2", ",")
    [(1, ['a', 'b']), (2, ['1', '2'])]
    """
    try:
        return list(read_rows(text, delimiter))
    except OddRow as fault:
        raise odd_row_error(name, fault.begins, fault) from fault


def read_rows(text: str, delimiter: str) -> Iterator[Row]:
    r"""Read the rows of a text one after another; a cell may contain line ends.

    Parameters
    ----------
    text
        The text.
    delimiter
        One character.

    Yields
    ------
    Row
        The line number in which the row begins, and its cells.

    Raises
    ------
    OddRow
        At a row that can't be read.

    Examples
    --------
    >>> next(read_rows("a,b\n1,2", ","))
    (1, ['a', 'b'])
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise OddRow(begins, str(fault)) from fault


def odd_row_error(name: str, line: int, fault: csv.Error) -> SourceError:
    """Return the error for a row that can't be read.

    Parameters
    ----------
    name
        The file's name for messages.
    line
        The line in which the row begins.
    fault
        What the reader of rows raised: at unpaired quotation marks, or at a cell that is too long.

    Returns
    -------
    SourceError
        The error, to be raised by the caller.

    Examples
    --------
    >>> str(odd_row_error("a.csv", 7, csv.Error("unexpected end of data")).facts["expected"])
    'quotation marks in pairs'
    """
    if TOO_LONG in str(fault):
        most = csv.field_size_limit()
        expected, found = Message("text.cell", most=most), Message("text.long_cell", line=line)
    else:
        expected, found = Message("text.quotes"), Message("text.broken_quotes", line=line)
    return SourceError(file=name, expected=expected, found=found)


def cells_of_line(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line, which may be the header.

    Parameters
    ----------
    line
        The line, without its end.
    delimiter
        One character.

    Returns
    -------
    list[str]
        Empty if they can't be read.

    Examples
    --------
    >>> cells_of_line('a,"b,c"', ",")
    ['a', 'b,c']
    """
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
