"""How much an ODS spreadsheet would become when it is read, from its tags alone.

A cell and a row can say how often they are repeated. Blank ones at the end of a row or of a sheet,
which every program writes, are not read and don't count.
"""

import re

ROW_END, TABLE_END = b"</table:table-row>", b"</table:table>"
CELL, COVERED = b"<table:table-cell", b"<table:covered-table-cell"
REPEATED_ROW = re.compile(rb"""<table:table-row\b[^>]*?number-rows-repeated\s*=\s*["'](\d+)""")
REPEATED_CELL = re.compile(
    rb"""<table:(?:covered-)?table-cell\b[^>]*?number-columns-repeated\s*=\s*["'](\d+)[^>]*>"""
)
# BLANK_END: a blank cell at the end of a row, closed in itself or at once.
BLANK_END = re.compile(
    rb"<table:(?:covered-)?table-cell\b(?:(?!office:|table:formula)[^>])*"
    rb"(?:/>|>\s*</table:(?:covered-)?table-cell>)\s*\Z"
)
FILLED = (b"office:", b"<text:p", b"table:formula")
NEXT_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b")


class Extent:
    """What the tags of the content come to; `read` is called with each piece of it."""

    def __init__(self) -> None:
        self.tags = 0
        # Cells as they are written, and as they are repeated across their row.
        self.cells = 0
        # Letters of all cells, repeated ones too.
        self.letters = 0
        self._dense = self._rows = self._blank_rows = self._widest = 0
        self._rest = b""

    @property
    def dense(self) -> int:
        """The cells of all sheets from the first to the outermost filled one."""
        return self._dense + self._rows * self._widest

    def read(self, piece: bytes) -> None:
        """Count the rows that end in a piece."""
        self.tags += piece.count(b"<") - piece.count(b"</")
        *rows, self._rest = (self._rest + piece).split(ROW_END)
        for row in rows:
            self._count(row)

    def close(self) -> None:
        """Count what comes after the last row."""
        self._count(self._rest)
        self._rest = b""

    def _count(self, row: bytes) -> None:
        if TABLE_END in row:
            self._dense += self._rows * self._widest
            self._rows = self._blank_rows = self._widest = 0
            row = row[row.rfind(TABLE_END) :]
        written = row.count(CELL) + row.count(COVERED)
        self.cells += written
        found = [int(number[:9]) for number in REPEATED_ROW.findall(row)]
        # A row that is closed in itself is blank, and stands before this one.
        repeat, blank_before = (found[-1] if found else 1), sum(found[:-1])
        blank_before += row.count(b"<table:table-row") - 1 if found[:-1] else 0
        if not any(mark in row for mark in FILLED):
            self._blank_rows += repeat + blank_before
            return
        self._rows += self._blank_rows + blank_before + repeat
        self._blank_rows = 0
        while BLANK_END.match(row, last := max(row.rfind(CELL), row.rfind(COVERED), 0)):
            row = row[:last]
        width, letters = row.count(CELL) + row.count(COVERED), len(row)
        for cell in REPEATED_CELL.finditer(row):
            more = int(cell.group(1)[:9]) - 1
            after = NEXT_CELL.search(row, cell.end())
            width += more
            letters += more * ((after.start() if after else len(row)) - cell.end())
        self.cells += width
        self._widest = max(self._widest, width)
        self.letters += repeat * letters
