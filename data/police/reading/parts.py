"""Divides a police file into forces and months: people merge many of them into one file."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.errors import SourceError
from data.forces.official_forces import force_slug
from data.messages import Message
from data.police.reading.month_words import month_of
from data.police.street_csv import words

# Share of the largest month's rows from which another month makes a file, whose name states one, a
# merged file; and from which a month of a merged file is no stray.
MERGED, NO_STRAY = 0.1, 0.01
# Share of the rows from which a second force makes a file one of several forces.
SECOND_FORCE = 0.05


@dataclass(frozen=True, kw_only=True)
class Part:
    """The rows of one force and month in a file."""

    # Empty if the file's name says it.
    force: str
    month: str
    # Row numbers; None for all rows.
    rows: np.ndarray | None = None


@dataclass(frozen=True, kw_only=True)
class Months:
    """The month of each row, as a number; -1 if it can't be read."""

    names: list[str]
    of_row: np.ndarray
    # Rows whose month is written otherwise than published.
    rewritten: int = 0


def months_of(column: pa.DictionaryArray, shown: str, first_line: int) -> Months:
    """Return the month of each row.

    Parameters
    ----------
    column
        The column "Month".
    shown
        The file's name for messages.
    first_line
        Line of the first row.

    Returns
    -------
    Months
        The months, ascending.

    Raises
    ------
    SourceError
        If the months of most rows can't be read.

    Examples
    --------
    >>> months_of(pa.array(["Mar-25"]).dictionary_encode(), "a.csv", 2).names
    ['2025-03']
    """
    given, which = words(column)
    read = [month_of(word) for word in given]
    names = sorted({*read} - {""})
    of_word = np.array([names.index(month) if month else -1 for month in read])
    of_row = of_word[which]
    unread = np.flatnonzero(of_row < 0)
    if len(unread) and len(unread) * 2 >= len(of_row):
        raise SourceError(
            file=shown,
            where=Message("where.row_column", row=int(unread[0]) + first_line, column="Month"),
            expected=Message("month.such_as"),
            found=given[which[unread[0]]] or Message("found.nothing"),
        )
    odd = np.array([bool(month) and month != word for month, word in zip(read, given, strict=True)])
    return Months(names=names, of_row=of_row, rewritten=int(odd[which].sum()))


def parts_of(
    months: Months, force: pa.DictionaryArray, stated: tuple[str, str] | None, shown: str
) -> list[Part]:
    """Return the forces and months that a file holds.

    A file whose name states a month is of that month alone if other months are rare. Rows of rare
    months, and of unreadable ones, go to the largest month of their force.

    Parameters
    ----------
    months
        The month of each row.
    force
        The police force of each row.
    stated
        Force and month that the file's name states; None if it states none.
    shown
        The file's name for messages.

    Returns
    -------
    list[Part]
        Sorted by force and month.

    Raises
    ------
    SourceError
        If there is no row and the name states no month.

    Examples
    --------
    >>> months = months_of(pa.array(["2025-03", "2025-04"]).dictionary_encode(), "a.csv", 2)
    >>> force = pa.array(["Gwent Police"] * 2).dictionary_encode()
    >>> [(part.force, part.month) for part in parts_of(months, force, None, "a.csv")]
    [('gwent', '2025-03'), ('gwent', '2025-04')]
    """
    if not len(months.of_row):
        if stated:
            return [Part(force="", month=stated[1])]
        raise SourceError(file=shown, expected=Message("rows.one"), found=Message("found.no_row"))
    names, of_row = _forces(force, months.of_row)
    rows = np.zeros((len(names), len(months.names)), dtype=np.int64)
    known = months.of_row >= 0
    np.add.at(rows, (of_row[known], months.of_row[known]), 1)
    if len(names) == 1 and stated:
        names = [""]
    if stated and names == [""] and _is_of(rows[0], months.names, stated[1]):
        return [Part(force="", month=stated[1])]
    held = (rows > 0) & (rows >= NO_STRAY * rows.max(axis=1, keepdims=True))
    held_at = list(zip(*np.nonzero(held), strict=True))
    if len(held_at) == 1:
        return [Part(force=names[0], month=months.names[held_at[0][1]])]
    number = np.full((len(names), len(months.names) + 1), -1)
    number[:, :-1][held] = np.arange(len(held_at))
    # The last column, which -1 points to, is that of unreadable months.
    largest = number[np.arange(len(names)), rows.argmax(axis=1)]
    number = np.maximum(np.where(number < 0, largest[:, None], number), 0)
    part_of_row = number[of_row, months.of_row]
    return [
        Part(force=names[f], month=months.names[m], rows=np.flatnonzero(part_of_row == n))
        for n, (f, m) in enumerate(held_at)
    ]


def _forces(column: pa.DictionaryArray, like: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Return the forces, and the number of each row's force; one if the others are rare."""
    given, which = words(column)
    names = sorted({_force_of(word) for word in given})
    of_row = np.array([names.index(_force_of(word)) for word in given])[which]
    rows = np.bincount(of_row, minlength=len(names))
    if len(names) > 1 and np.sort(rows)[-2] >= SECOND_FORCE * len(like):
        return names, of_row
    return [names[int(rows.argmax())]], np.zeros_like(like)


def _force_of(name: str) -> str:
    return force_slug(name) or "unknown"


def _is_of(rows: np.ndarray, names: list[str], month: str) -> bool:
    """Return whether a month is the largest by far."""
    others = [int(n) for n, name in zip(rows, names, strict=True) if name != month]
    own = int(rows.sum()) - sum(others)
    return own > 0 and max(others, default=0) < MERGED * own
