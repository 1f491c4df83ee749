"""Reads text files with any usual encoding, line end and delimiter."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.messages import Message
from data.readers.headers.cells import PartnerTable, table_under_header
from data.readers.headers.header import HEAD_LINES, Row, fit

DELIMITERS = ",;\t"
LINE_END = re.compile(rb"\r\n|\r|\n")
# TOO_LONG: what the module csv says of a cell that is longer than its limit.
TOO_LONG = "field larger than field limit"
UTF8_BOM = b"\xef\xbb\xbf"
# UTF8_LETTER: a letter that was in UTF-8, in a text decoded with "surrogateescape".
UTF8_LETTER = re.compile("[^\0-\x7f\udc80-\udcff\ufeff]")


class OddRow(csv.Error):
    """A row that can't be read, the line in which it begins, and why."""

    def __init__(self, begins: int, why: str) -> None:
        super().__init__(why)
        self.begins = begins


def read_text(name: str, content: bytes, wants: Sequence[str]) -> PartnerTable:
    r"""Read a table with the delimiter under which its header has most of the wanted columns.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    wants
        The columns to look for.

    Returns
    -------
    PartnerTable
        The cells under the header.

    Raises
    ------
    SourceError
        If encoding, quotation marks or header can't be read.

    Examples
    --------
    >>> read_text("a.csv", b"ward_code;name\nW1;Ward", ["ward_code", "name"]).cells["name"].tolist()
    ['Ward']
    """
    text, notes = decoded(name, content)
    rows = rows_of(name, text, delimiter_of(text, wants))
    return table_under_header(name, rows, wants, notes)


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
        return list(_lines(text, delimiter))
    except OddRow as fault:
        raise odd_row_error(name, fault.begins, fault) from fault


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


def heads_of_text(start: bytes) -> list[list[Row]]:
    """Return the first rows under each delimiter.

    Parameters
    ----------
    start
        The first bytes of a file.

    Returns
    -------
    list[list[Row]]
        One list per delimiter in `DELIMITERS`.

    Examples
    --------
    >>> [head[0][1] for head in heads_of_text(b"a,b")]
    [['a', 'b'], ['a,b'], ['a,b']]
    """
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if wide else "utf-8-sig", "replace")
    return [head_of(text, mark) for mark in DELIMITERS]


def delimiter_of(text: str, wants: Sequence[str]) -> str:
    """Return the delimiter under which a text's header has most of the wanted columns.

    Parameters
    ----------
    text
        The text, or its beginning.
    wants
        The columns to look for.

    Returns
    -------
    str
        One of `DELIMITERS`.

    Examples
    --------
    >>> delimiter_of("ward_code;name", ["ward_code", "name"])
    ';'
    """
    heads = {mark: head_of(text, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: fit(heads[mark], wants))


def decoded(name: str, content: bytes) -> tuple[str, dict[str, int]]:
    r"""Decode a text from UTF-8, UTF-16 or Windows-1252, without guessing between two encodings.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.

    Returns
    -------
    tuple[str, dict[str, int]]
        The text, and a note with the number of lines if it isn't UTF-8.

    Raises
    ------
    SourceError
        If two encodings are mixed, or it is no text.

    Examples
    --------
    >>> decoded("a.csv", b"Heol y M\xf4r")[0]
    'Heol y Môr'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), {Reason.READ_AS_UTF16: 1}
    if b"\0" in content:
        raise SourceError(file=name, expected=Message("reads"), found=Message("reads.no_text"))
    marked = content.startswith(UTF8_BOM)
    try:
        return content.decode("utf-8-sig"), {}
    except UnicodeDecodeError:
        lenient = content.decode("utf-8", "surrogateescape")
    odd = re.search("[\udc80-\udcff]", lenient)
    assert odd is not None
    first_odd = len(lenient[: odd.start()].encode())
    utf8 = UTF8_LETTER.search(lenient)
    if marked or utf8:
        byte = f"0x{content[first_odd]:02X}"
        found = Message("text.marked", byte=byte)
        if utf8:
            line = _line_of(lenient, utf8.start())
            found = Message("text.mixed", byte=byte, line=line, letter=utf8[0])
        raise SourceError(
            file=name,
            where=_where(lenient, odd.start(), first_odd),
            expected=Message("text.one_encoding"),
            found=found,
        )
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError as fault:
        raise SourceError(
            file=name,
            where=_where(lenient, fault.start, fault.start),
            expected=Message("text.utf8_or_windows"),
            found=Message("text.neither", byte=f"0x{content[fault.start]:02X}"),
        ) from fault
    lines = sum(not line.isascii() for line in LINE_END.split(content))
    return text, {Reason.READ_AS_WINDOWS_1252: lines}


def _where(text: str, position: int, byte: int) -> Message:
    return Message("where.line_byte", line=_line_of(text, position), byte=byte + 1)


def _line_of(text: str, position: int) -> int:
    return len(re.findall("\r\n|\r|\n", text[:position])) + 1


def _lines(text: str, delimiter: str) -> Iterator[Row]:
    """Yield each row with the line number in which it begins; a cell may contain line ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise OddRow(begins, str(fault)) from fault


def head_of(text: str, delimiter: str) -> list[Row]:
    """Return the first rows, as far as they can be read with the delimiter.

    Parameters
    ----------
    text
        The text.
    delimiter
        One character.

    Returns
    -------
    list[Row]
        At most `HEAD_LINES` rows.

    Examples
    --------
    >>> head_of("a,b", ",")
    [(1, ['a', 'b'])]
    """
    head = []
    try:
        for row in islice(_lines(text, delimiter), HEAD_LINES):
            head.append(row)
    except csv.Error:  # Another delimiter may fit; if none does, `rows_of` raises the error.
        pass
    return head
