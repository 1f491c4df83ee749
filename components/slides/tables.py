"""The columns and rows of a table on a slide: their widths and heights, and what has room."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.slides.measure import height_of, width_of
from components.ui.sections import Table

# SIZES: of the letters, from the largest; LEAST of a table that runs on over several slides.
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
# ACROSS, DOWN: the space beside and above the text of a cell, in points.
ACROSS, DOWN = 5.0, 2.0


@dataclass(frozen=True, kw_only=True)
class Sized:
    """A table at one size of letters: the widths of its columns and the heights of its rows."""

    table: Table
    size: float
    widths: Sequence[float]
    # The height of the head, then of each row.
    heights: Sequence[float]

    @property
    def height(self) -> float:
        return sum(self.heights)


def sized(table: Table, size: float, width: float) -> Sized:
    """Return the table in a width of so many points."""
    widths = _widths(table, size, width)
    heads = _height(table.heads, size, widths, bold=True)
    heights = [_height(row, size, widths, bold=False) for row in table.rows]
    return Sized(table=table, size=size, widths=widths, heights=[heads, *heights])


def fitted(
    table: Table, width: float, height: float, sizes: Sequence[float] = SIZES
) -> list[Sized]:
    """Return the table in the largest letters that have room, or in parts that each have it."""
    tried = [sized(table, size, width) for size in sizes]
    whole = next((one for one in tried if one.height <= height), None)
    if whole:
        return [whole]
    last = tried[-1]
    while tall := [n for n, high in enumerate(last.heights[1:]) if high > height - last.heights[0]]:
        last = sized(_divided(last.table, tall[0]), last.size, width)
    return _parts(last, height)


def _divided(table: Table, number: int) -> Table:
    """Return the table with one row as two: the second has the second half of its longest cell."""
    row = table.rows[number]
    longest = max(range(len(row)), key=lambda at: len(row[at]))
    words = row[longest].split() if " " in row[longest] else list(row[longest])
    joined = " " if " " in row[longest] else ""
    halves = [joined.join(part) for part in (words[: len(words) // 2], words[len(words) // 2 :])]
    first = [halves[0] if at == longest else cell for at, cell in enumerate(row)]
    second = [halves[1] if at == longest else "" for at in range(len(row))]
    rows = [*table.rows[:number], first, second, *table.rows[number + 1 :]]
    return Table(heads=table.heads, rows=rows, numbers=table.numbers)


def _parts(of: Sized, height: float) -> list[Sized]:
    """Return rows in turn until the height is used up; each part has the head."""
    head, *rows = of.heights
    parts: list[list[int]] = [[]]
    used = head
    for number, tall in enumerate(rows):
        if parts[-1] and used + tall > height:
            parts.append([])
            used = head
        parts[-1].append(number)
        used += tall
    return [
        Sized(
            table=Table(
                heads=of.table.heads,
                rows=[of.table.rows[number] for number in part],
                numbers=of.table.numbers,
            ),
            size=of.size,
            widths=of.widths,
            heights=[head, *(rows[number] for number in part)],
        )
        for part in parts
    ]


def _widths(table: Table, size: float, width: float) -> list[float]:
    """Return widths between that of the longest word and that of the whole text of a column."""
    columns = [*zip(table.heads, *table.rows, strict=True)]
    least = [max(_longest_word(cell, size) for cell in column) + 2 * ACROSS for column in columns]
    whole = [
        max(width_of(cell, size, bold=n == 0) for n, cell in enumerate(column)) + 2 * ACROSS
        for column in columns
    ]
    if sum(whole) <= width:
        spare = (width - sum(whole)) / len(whole)
        return [one + spare for one in whole]
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    wanted = [more - less for more, less in zip(whole, least, strict=True)]
    share = (width - sum(least)) / sum(wanted)
    return [less + share * more for less, more in zip(least, wanted, strict=True)]


def _longest_word(cell: str, size: float) -> float:
    return max((width_of(word, size, bold=True) for word in cell.split()), default=0.0)


def _height(row: Sequence[str], size: float, widths: Sequence[float], *, bold: bool) -> float:
    return 2 * DOWN + max(
        height_of(cell, size, wide - 2 * ACROSS, bold=bold)
        for cell, wide in zip(row, widths, strict=True)
    )
