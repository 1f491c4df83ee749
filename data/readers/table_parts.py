"""Reads a partnership's own table in parts, so that memory doesn't grow with the file."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.readers.headers.cells import PartnerTable, cells_under
from data.readers.headers.header import MOST_TITLE_LINES, find_header
from data.readers.partner_table import is_text, read_own
from data.readers.plain_lines import plain_header, read_blocks
from data.readers.text.delimited_text import delimiter_of
from data.readers.text.encoding import LINE_END, UTF8_LETTER
from data.readers.text.rows import odd_row_error

# PART_ROWS, PART_BYTES: the rows or bytes of lines that are in memory at a time.
PART_ROWS, PART_BYTES = 50_000, 1 << 22
# BLOCK, HEAD: bytes that are decoded at a time, and characters in which the header is looked for.
BLOCK, HEAD = 1 << 20, 1 << 18
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_parts(
    member: Member, *, wants: Sequence[str], most: int = PART_ROWS
) -> Iterator[PartnerTable]:
    """Yield the rows of a table in parts; a workbook or a layer is one part.

    The parts together are what `read_own` returns, without shapes in cells.

    Parameters
    ----------
    member
        The file.
    wants
        The columns to look for; one may end with `*`.
    most
        The number of rows of a part.

    Yields
    ------
    PartnerTable
        Cells as text, indexed by line number; at least one part.

    Raises
    ------
    SourceError
        If the file can't be read, or has no header with a wanted column.

    Examples
    --------
    >>> [len(part.cells) for part in read_parts(survey, wants=["wave"])]  # doctest: +SKIP
    [50000, 12345]
    """
    text = _encoding(member) if is_text(member) else None
    if text is None:
        # A message about mixed encodings names the line, for which the whole text is needed.
        yield read_own(member, wants=wants, shown=member.path_shown)
        return
    with _opened(member, text) as head:
        delimiter = delimiter_of(head.read(HEAD), wants)
    header = None
    if text.quotes is not None:
        header = plain_header(member, wants=wants, delimiter=delimiter, quotes=text.quotes)
    if header is not None:
        yield from read_blocks(member, header, delimiter=delimiter, size=PART_BYTES)
        return
    with _opened(member, text) as stream:
        yield from _parts(member.path_shown, stream, delimiter, wants, text.notes, most)


@dataclass(frozen=True, kw_only=True)
class _Encoding:
    """The encoding of a text and the note on it."""

    name: str
    notes: dict[str, int] = field(default_factory=dict)
    # The number of quotation marks; None if a line can end otherwise than with a line feed, or if
    # the text isn't UTF-8.
    quotes: int | None = None


def _opened(member: Member, text: _Encoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(member.open(), encoding=text.name, errors="replace", newline="")


def _parts(
    name: str,
    text: io.TextIOWrapper,
    delimiter: str,
    wants: Sequence[str],
    notes: dict[str, int],
    most: int,
) -> Iterator[PartnerTable]:
    rows, blank = _filled(name, text, delimiter), _Blank()
    first = list(islice(rows, MOST_TITLE_LINES + 1))
    header = find_header(name, [(line, _stripped(cells)) for line, cells, _ in first], wants)
    if header.titles:
        notes = notes | {Reason.TITLE_LINE: header.titles}
    body = chain(first[header.titles + 1 :], rows)
    while part := list(islice(body, most)):
        blanks = blank.before(part)
        cells = cells_under(header, [(line, cells) for line, cells, _ in part])
        yield PartnerTable(cells=cells, notes=notes | blanks)
        notes = {}
    if blank.first:
        yield PartnerTable(cells=cells_under(header, []), notes=notes)


# The line of a row, its cells, and the number of blank rows directly above it.
Counted = tuple[int, list[str], int]


class _Blank:
    """Counts the blank rows between the rows of a table."""

    def __init__(self) -> None:
        self.first = True

    def before(self, part: Sequence[Counted]) -> dict[str, int]:
        """Return the note on the blank rows above the rows of a part."""
        self.first = False
        number = sum(blank for _, _, blank in part)
        return {Reason.BLANK_ROW: number} if number else {}


def _filled(name: str, text: io.TextIOWrapper, delimiter: str) -> Iterator[Counted]:
    """Yield every row that isn't blank, with the line in which it begins."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    begins, blank = 1, 0
    try:
        for cells in reader:
            # The first cell decides nearly always.
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield begins, cells, blank
                blank = 0
            else:
                blank += 1
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise odd_row_error(name, begins, fault) from fault


def _stripped(cells: list[str]) -> list[str]:
    return [cell.strip() for cell in cells]


def _encoding(member: Member) -> _Encoding | None:
    """Return the encoding of a text; None if it can't be read in parts."""
    with member.open() as stream:
        if stream.read(2) in UTF16_MARKS:
            return _Encoding(name="utf-16", notes={Reason.READ_AS_UTF16: 1})
    decoder, quotes, plain = codecs.getincrementaldecoder("utf-8")(), 0, True
    try:
        with member.open() as stream:
            while block := stream.read(BLOCK) + stream.readline():
                if b"\0" in block:
                    return None
                decoder.decode(block)
                quotes += block.count(b'"')
                plain = plain and _ends_with_line_feeds(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        try:
            lines = _lines_in_windows_1252(member)
        except ValueError:
            return None
        return _Encoding(name="windows-1252", notes={Reason.READ_AS_WINDOWS_1252: lines})
    return _Encoding(name="utf-8-sig", quotes=quotes if plain else None)


def _ends_with_line_feeds(block: bytes) -> bool:
    """Return whether every line ends with a line feed, possibly after a carriage return."""
    return block.count(b"\r") == block.count(b"\r\n")


def _lines_in_windows_1252(member: Member) -> int:
    """Return the number of lines that aren't ASCII; ValueError if it isn't only Windows-1252."""
    lines, rest = 0, b""
    with member.open() as stream:
        if stream.peek(3).startswith(codecs.BOM_UTF8):
            raise ValueError("a mark of UTF-8")
        while block := stream.read(BLOCK):
            whole, end, rest = (rest + block).rpartition(b"\n")
            lines += _odd_lines(whole + end)
    return lines + _odd_lines(rest)


def _odd_lines(block: bytes) -> int:
    block.decode("windows-1252")
    if b"\0" in block or UTF8_LETTER.search(block.decode("utf-8", "surrogateescape")):
        raise ValueError("no text, or letters of UTF-8")
    return sum(not line.isascii() for line in LINE_END.split(block))
