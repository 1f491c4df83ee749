"""Parse a cell's text into a value of the column's type; None if the text isn't valid."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

# EARLIEST, LATEST: the years between which a date is valid.
EARLIEST, LATEST = 1990, 2100
# NUMBER: up to fifteen digits, or groups of three as spreadsheets export them, and decimals.
NUMBER = re.compile(r"[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d*)?")


def text(cell: str) -> str:
    """Return the cell unchanged.

    Parameters
    ----------
    cell
        The cell's text.

    Returns
    -------
    str
        The same text.

    Examples
    --------
    >>> text("Market Square")
    'Market Square'
    """
    return cell


def plain(cell: str) -> str:
    """Return a word without differences that don't change it: case, spaces, hyphens, apostrophes.

    Parameters
    ----------
    cell
        The cell's text.

    Returns
    -------
    str
        The normalised text.

    Examples
    --------
    >>> plain(" Don’t_Know. "), plain("Anti-social  behaviour")
    ('dont know', 'anti social behaviour')
    """
    bare = re.sub(r"['‘’ʼ`´]", "", cell.casefold())
    return " ".join(re.sub(r"[_\-‐‑–]", " ", bare).split()).rstrip(".")


def number(least: float, most: float, *, whole: bool = False) -> Callable[[str], float | None]:
    """Return a parser of numbers between two limits.

    Parameters
    ----------
    least, most
        The smallest and the largest valid number.
    whole
        Whether only whole numbers are valid.

    Returns
    -------
    callable
        A function from a cell's text to its number, or to None if it isn't valid.

    Examples
    --------
    >>> share = number(0, 1)
    >>> share("0.25"), share("2"), number(0, 5000)("1,250")
    (0.25, None, 1250.0)
    """

    def read(cell: str) -> float | None:
        if not NUMBER.fullmatch(cell):
            return None
        value = float(cell.replace(",", ""))
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
    """Parse a day in ISO or in British order.

    Parameters
    ----------
    cell
        The cell's text, such as "2025-06-30" or "30/06/2025".

    Returns
    -------
    str or None
        ISO date; None if the text isn't a day between `EARLIEST` and `LATEST`.

    Examples
    --------
    >>> date("30/06/2025"), date("June")
    ('2025-06-30', None)
    """
    when = _by_format(cell, ("%Y-%m-%d", "%d/%m/%Y"))
    return when.strftime("%Y-%m-%d") if when else None


def moment(cell: str) -> str | None:
    """Parse a day, and the time after it if there is one.

    Parameters
    ----------
    cell
        The cell's text.

    Returns
    -------
    str or None
        ISO date, or ISO date and time to the minute; None if a part of the text isn't valid.

    Examples
    --------
    >>> moment("05/07/2026 23:40"), moment("2026-07-05")
    ('2026-07-05T23:40', '2026-07-05')
    """
    day, _, clock = cell.replace("T", " ", 1).partition(" ")
    iso_date, iso_time = date(day), time(clock.strip())
    if not clock:
        return iso_date
    return f"{iso_date}T{iso_time}" if iso_date and iso_time else None


def time(cell: str) -> str | None:
    """Parse a time of day to the minute.

    Parameters
    ----------
    cell
        The cell's text, such as "9:05" or "21:15:00".

    Returns
    -------
    str or None
        The time as HH:MM; None if the text isn't a time.

    Examples
    --------
    >>> time("9:05"), time("25:00")
    ('09:05', None)
    """
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.0+)?)?", cell)
    return f"{int(match[1]):02d}:{match[2]}" if match else None


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month(cell: str) -> str | None:
    """Parse a month.

    The first day of a month and "Jun-25" are valid too, as spreadsheets turn a month into those.

    Parameters
    ----------
    cell
        The cell's text.

    Returns
    -------
    str or None
        The month as YYYY-MM; None if the text isn't a month.

    Examples
    --------
    >>> month("06/2025"), month("Jun-25"), month("2025-06-30")
    ('2025-06', '2025-06', None)
    """
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
    """Parse yes or no in English or Welsh.

    Parameters
    ----------
    cell
        The cell's text, in any case.

    Returns
    -------
    bool or None
        True for yes, False for no; None for any other text.

    Examples
    --------
    >>> yes_no("Ydy"), yes_no("no"), yes_no("perhaps")
    (True, False, None)
    """
    word = cell.casefold()
    return True if word in YES else False if word in NO else None


def code(pattern: str) -> Callable[[str], str | None]:
    """Return a parser of codes that match a pattern.

    Parameters
    ----------
    pattern
        A regular expression for the code in upper case.

    Returns
    -------
    callable
        A function from a cell's text to the code in upper case, or to None if it doesn't match.

    Examples
    --------
    >>> ward = code(r"[EW]05[0-9]{6}")
    >>> ward("w05999003"), ward("Caerau")
    ('W05999003', None)
    """

    def read(cell: str) -> str | None:
        return cell.upper() if re.fullmatch(pattern, cell.upper()) else None

    return read
