"""How a cell's text is read: its value, or None where the text can't be one."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

EARLIEST, LATEST = 1990, 2100


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


def number(least: float, most: float, *, whole: bool = False) -> Callable[[str], float | None]:
    """A reader of numbers between limits."""

    def read(cell: str) -> float | None:
        if not re.fullmatch(r"[+-]?\d{1,15}(\.\d*)?", cell):
            return None
        value = float(cell)
        return value if least <= value <= most and not (whole and value % 1) else None

    return read


def _by_format(cell: str, formats: Sequence[str]) -> dt.datetime | None:
    for layout in formats:
        try:
            when = dt.datetime.strptime(cell, layout)
        except ValueError:
            continue
        return when if EARLIEST <= when.year <= LATEST else None
    return None


def date(cell: str) -> str | None:
    """A day, as ISO writes it or as people here do."""
    when = _by_format(cell, ("%Y-%m-%d", "%d/%m/%Y"))
    return when.strftime("%Y-%m-%d") if when else None


def moment(cell: str) -> str | None:
    """A date, and its time where the cell has one too."""
    day, _, clock = cell.replace("T", " ", 1).partition(" ")
    on, at = date(day), time(clock.strip())
    return f"{on}T{at}" if on and at else on if not clock else None


def time(cell: str) -> str | None:
    """A time of day, to the minute."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.0+)?)?", cell)
    return f"{int(found[1]):02d}:{found[2]}" if found else None


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month(cell: str) -> str | None:
    """A month; also the first of a month and “Jun-25”, which Excel makes of one."""
    named = re.fullmatch(r"([A-Za-z]{3})[- ](\d\d)?(\d\d)", cell)
    if named and named[1].lower() in MONTHS:
        cell = f"20{named[3]}-{MONTHS.index(named[1].lower()) + 1:02d}"
    when = _by_format(cell, ("%Y-%m", "%m/%Y", "%Y-%m-01", "01/%m/%Y"))
    return when.strftime("%Y-%m") if when else None


YES, NO = (
    {"yes", "y", "true", "1", "ydy", "oes", "ie"},
    {"no", "n", "false", "0", "na", "nac oes", "nac ydy"},
)


def yes_no(cell: str) -> bool | None:
    """Yes or no, in either language."""
    said = cell.casefold()
    return True if said in YES else False if said in NO else None


def code(pattern: str) -> Callable[[str], str | None]:
    """A reader of codes that look like the pattern, in any case."""

    def read(cell: str) -> str | None:
        return cell.upper() if re.fullmatch(pattern, cell.upper()) else None

    return read
