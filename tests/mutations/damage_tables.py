"""Damages of tables: columns that are missing, empty, named twice or of another kind, odd cells."""

from collections.abc import Callable
from random import Random

Table = list[list[object]]
TableDamage = Callable[[Table, Random], Table]
ODD_CELLS = (
    *("", " ", "NaN", "nan", "inf", "-inf", "1e309", "-1", "0", "1.5", "99999999999999999999"),
    *("9" * 400, "1e5", "0x10", "=1+1", "#N/A", "null", "None", "TRUE", "soon", "2025-13"),
    *(
        "2025-02-30",
        "9999-12-31",
        "0001-01-01",
        "31/12/2025",
        "W05999999",
        "W05990001",
        "w05990001",
    ),
    *("W01990001", "W06000022", "E01000001", "-3.19", "51.551", "330000", "185000", "180", "91"),
    *("\N{PERSON RAISING BOTH HANDS IN CELEBRATION}", "\u200b", "\u202e", "ŵ" * 50, "x" * 5_000),
    *(
        "a\nb",
        'a"b',
        "a,b",
        "\\",
        "\ufffd",
        "\ud800",
        "\x85",
        "<b>",
        "'; --",
        "../../a",
        "{}",
        "[1]",
    ),
)


def column_lost(rows: Table, rng: Random) -> Table:
    at = _column(rows, rng)
    return [row[:at] + row[at + 1 :] for row in rows]


def column_emptied(rows: Table, rng: Random) -> Table:
    return _column_of(rows, _column(rows, rng), lambda cell: "")


def column_odd(rows: Table, rng: Random) -> Table:
    odd = rng.choice(ODD_CELLS)
    return _column_of(rows, _column(rows, rng), lambda cell: odd)


def column_mixed(rows: Table, rng: Random) -> Table:
    at = _column(rows, rng)
    return _column_of(rows, at, lambda cell: rng.choice(ODD_CELLS) if rng.random() < 0.3 else cell)


def header_renamed(rows: Table, rng: Random) -> Table:
    """Give a column another name: none, that of another column, or an odd one."""
    head = list(rows[0]) or [""]
    other = rng.choice(("", " ", rng.choice(head), "geometry", "wkt", rng.choice(ODD_CELLS), "row"))
    head[rng.randrange(len(head))] = other
    return [head, *rows[1:]]


def header_lost(rows: Table, rng: Random) -> Table:
    return rows[1:]


def only_header(rows: Table, rng: Random) -> Table:
    return rows[:1] if rng.random() < 0.7 else [rows[0], [""] * len(rows[0])]


def columns_swapped(rows: Table, rng: Random) -> Table:
    a, b = _column(rows, rng), _column(rows, rng)
    swapped = []
    for row in rows:
        cells = list(row)
        if max(a, b) < len(cells) and rows.index(row):
            cells[a], cells[b] = cells[b], cells[a]
        swapped.append(cells)
    return swapped


def row_twice(rows: Table, rng: Random) -> Table:
    """Repeat rows, or give a row the first cells of another one: a code that is there twice."""
    body = rows[1:]
    if len(body) < 2:
        return rows
    first, second = rng.sample(range(len(body)), 2)
    half = rng.randrange(1, max(len(body[first]), 2))
    body[first] = [*body[second][:half], *body[first][half:]]
    return [rows[0], *body, *(body if rng.random() < 0.3 else [])]


def column_same(rows: Table, rng: Random) -> Table:
    at = _column(rows, rng)
    same = rows[1][at] if len(rows) > 1 and at < len(rows[1]) else ""
    return _column_of(rows, at, lambda cell: same)


def ragged(rows: Table, rng: Random) -> Table:
    """Make rows shorter or longer than the header."""
    changed = []
    for row in rows:
        few = rng.random()
        longer = [*row, *["x"] * rng.randrange(1, 4)]
        changed.append(
            row[: rng.randrange(len(row) + 1)] if few < 0.1 else row if few < 0.9 else longer
        )
    return changed


def odd_cell(rows: Table, rng: Random) -> Table:
    for _ in range(rng.choice((1, 1, 3, 20))):
        row = rng.choice(rows)
        if row:
            row[rng.randrange(len(row))] = rng.choice(ODD_CELLS)
    return rows


def blank_rows(rows: Table, rng: Random) -> Table:
    at = rng.randrange(len(rows) + 1)
    blank: Table = [[""] * rng.choice((0, 1, len(rows[0]))) for _ in range(rng.choice((1, 3, 30)))]
    return [*rows[:at], *blank, *rows[at:]]


def titles_above(rows: Table, rng: Random) -> Table:
    return [*([rng.choice(("A title", *ODD_CELLS))] for _ in range(rng.choice((1, 3, 6)))), *rows]


def many_columns(rows: Table, rng: Random) -> Table:
    names: list[object] = [f"more {at}" for at in range(rng.choice((1, 300)))]
    return [[*rows[0], *names], *rows[1:]]


TABLE: tuple[TableDamage, ...] = (
    *(column_lost, column_lost, column_emptied, column_emptied, column_odd, column_odd),
    *(column_mixed, column_mixed, header_renamed, header_lost, only_header, columns_swapped),
    *(row_twice, row_twice, column_same, ragged, odd_cell, odd_cell, blank_rows, titles_above),
    *(many_columns,),
)


def _column(rows: Table, rng: Random) -> int:
    return rng.randrange(max(len(rows[0]), 1))


def _column_of(rows: Table, at: int, change: Callable[[object], object]) -> Table:
    """Change the cells of a column below the header."""
    return [
        rows[0],
        *(
            [*row[:at], change(row[at]), *row[at + 1 :]] if at < len(row) else row
            for row in rows[1:]
        ),
    ]
