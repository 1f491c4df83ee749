"""How much an XLSX workbook would become when it is read, from its tags alone."""

import re

import numpy as np

# TAG_ENDS: what follows the name of a tag.
TAG_ENDS = b" >/\t\r\n"
# PLACE: where a cell or a row is, in every way that XML allows to write it.
PLACE = re.compile(rb"""<(?:[\w.-]+:)?(c|row)\b[^<]*?\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
# AS_USUAL: how all programs write it, right after the name of the tag.
AS_USUAL = b' r="'
# PREFIXED: what is in a piece if the names of its tags have a prefix.
PREFIXED = (b":c", b":row", b":si")
TAGS = re.compile(rb"<(?:[\w.-]+:)?(c|row|si)[\s/>]")
VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*(\d{1,9})")
# A place has three letters and seven digits at the most; one more of each is looked at.
MOST_LETTERS, MOST_DIGITS = 4, 8
PADDING = bytes(MOST_LETTERS + MOST_DIGITS + 4)


class Extent:
    """What the tags of one part come to; `read` is called with each piece of it."""

    def __init__(self) -> None:
        self.tags = self.cells = self.rows = self.texts = 0
        # The outermost row and column that are named, and rows and cells that name none.
        self.row = self.column = 0
        self.unplaced_rows = self.unplaced_cells = 0
        # The most cells in one row, and those of the row that goes on in the next piece.
        self.widest = self._open_row = 0
        # The lengths of shared texts, and where the open one began.
        self.lengths: list[int] = []

    @property
    def dense(self) -> int:
        """The cells from the first to the outermost one, blank ones too."""
        columns = self.column + (self.widest if self.unplaced_cells else 0)
        return max(self.row + self.unplaced_rows, 1) * max(columns, 1)

    def read(self, piece: bytes) -> None:
        """Count the tags of a piece."""
        letters = np.frombuffer(piece + PADDING, dtype=np.uint8)
        opening = np.flatnonzero(letters[:-1] == ord("<"))
        self.tags += len(opening) - piece.count(b"</")
        if b":" in piece and any(part in piece for part in PREFIXED) and self._read_prefixed(piece):
            return
        cells = _named(letters, opening, b"c")
        rows = _named(letters, opening, b"row")
        self._count(cells, rows, _named(letters, opening, b"si"), len(piece))
        after = np.concatenate([cells + 2, rows + 4])
        usual = _followed(letters, after, AS_USUAL)
        self._look_at_usual_places(letters, after[usual] + len(AS_USUAL))
        if not usual.all():
            self._look_at_written_places(piece, len(cells), len(rows))

    def _read_prefixed(self, piece: bytes) -> bool:
        """Count the tags of a piece if their names have a prefix, which is rare and slower."""
        found: dict[bytes, list[int]] = {b"c": [], b"row": [], b"si": []}
        prefixed = False
        for tag in TAGS.finditer(piece):
            found[tag.group(1)].append(tag.start())
            prefixed = prefixed or b":" in tag.group()
        if not prefixed:
            return False
        cells, rows, texts = (np.array(found[name], dtype=np.int64) for name in found)
        self._count(cells, rows, texts, len(piece))
        self._look_at_written_places(piece, len(cells), len(rows))
        return True

    def _count(self, cells: np.ndarray, rows: np.ndarray, texts: np.ndarray, end: int) -> None:
        self.cells += len(cells)
        self.rows += len(rows)
        self.texts += len(texts)
        in_rows = np.diff(np.searchsorted(cells, [0, *rows, end]))
        in_rows[0] += self._open_row
        self.widest = max(self.widest, int(in_rows.max()))
        self._open_row = int(in_rows[-1])
        # What comes before the first text of a piece belongs to the last one of the piece before.
        parts = np.diff([0, *texts, end]).tolist()
        if self.lengths:
            self.lengths[-1] += parts[0]
        self.lengths += parts[1:]

    def _look_at_usual_places(self, letters: np.ndarray, at: np.ndarray) -> None:
        column, row = (np.zeros(len(at), dtype=np.int64) for _ in range(2))
        for _ in range(MOST_LETTERS):
            letter = (letters[at] & 0xDF).astype(np.int64) - 64
            named = (letter > 0) & (letter < 27)
            column = np.where(named, column * 26 + letter, column)
            at = at + named
        for _ in range(MOST_DIGITS):
            digit = letters[at].astype(np.int64) - 48
            named = (digit >= 0) & (digit < 10)
            row = np.where(named, row * 10 + digit, row)
            at = at + named
        self.column = max(self.column, int(column.max(initial=0)))
        self.row = max(self.row, int(row.max(initial=0)))

    def _look_at_written_places(self, piece: bytes, cells: int, rows: int) -> None:
        """Look at the places of a piece one by one, and count the tags that have none."""
        found = {b"c": 0, b"row": 0}
        for tag, word, digits in PLACE.findall(piece):
            found[tag] += 1
            column = 0
            for letter in word.upper()[: MOST_LETTERS + 1]:
                column = column * 26 + letter - 64
            self.column = max(self.column, column)
            self.row = max(self.row, int(digits[: MOST_DIGITS + 1] or 0))
        self.unplaced_cells += max(cells - found[b"c"], 0)
        self.unplaced_rows += max(rows - found[b"row"], 0)


def shown_letters(piece: bytes, lengths: np.ndarray) -> int:
    """Return how many letters the cells of a piece show if each number names a shared text.

    Parameters
    ----------
    piece
        A piece of a sheet.
    lengths
        The lengths of the shared texts.

    Returns
    -------
    int
        At least as many as are shown.

    Examples
    --------
    >>> shown_letters(b"<v>1</v><v>1</v>", np.array([3, 5]))
    10
    """
    named = np.array([int(number) for number in VALUE.findall(piece)], dtype=np.int64)
    return int(lengths[named[named < len(lengths)]].sum())


def _named(letters: np.ndarray, opening: np.ndarray, name: bytes) -> np.ndarray:
    """Return where the tags of a name begin."""
    for offset, letter in enumerate(name, start=1):
        opening = opening[letters[opening + offset] == letter]
    ends = np.isin(letters[opening + len(name) + 1], np.frombuffer(TAG_ENDS, dtype=np.uint8))
    found: np.ndarray = opening[ends]
    return found


def _followed(letters: np.ndarray, at: np.ndarray, words: bytes) -> np.ndarray:
    """Return at which places these letters stand."""
    fits = np.ones(len(at), dtype=bool)
    for offset, letter in enumerate(words):
        fits &= letters[at + offset] == letter
    return fits
