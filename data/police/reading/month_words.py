"""Reads the month of a police row, as published or as a spreadsheet has rewritten it."""

import datetime as dt
import re

from data.schema import MONTH

NAMES = (
    ("january", "ionawr"),
    ("february", "chwefror"),
    ("march", "mawrth"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin"),
    ("july", "gorffennaf"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref"),
    ("november", "tachwedd"),
    ("december", "rhagfyr"),
)
SHORTEST_NAME = 3
NO_TIME = r"(?:[ T]0?0:00(?::00)?)?"
ISO_DAY = re.compile(rf"(\d{{4}})-(\d\d)-01{NO_TIME}")
DAY = re.compile(rf"(\d\d?)[/.-](\d\d?)[/.-](\d{{4}}|\d\d){NO_TIME}")
NAMED = re.compile(r"(?:0?1[ /-])?([^\W\d]+)[ /-](\d{4}|\d\d)")
# A day counted from the end of 1899, as spreadsheets store it: those of the years 2000 to 2099.
SERIAL, SERIALS = re.compile(r"\d{5}"), range(36_526, 73_051)
DAY_ZERO = dt.date(1899, 12, 30)


def month_of(text: str) -> str:
    """Return a month such as "2025-03".

    A spreadsheet makes the first day of a month of it, so that "01/03/2025" and the American
    "3/1/2025" are both March.

    Parameters
    ----------
    text
        The cell, such as "2025-03", "Mar-25", "March 2025", "01/03/2025" or "45717".

    Returns
    -------
    str
        Empty if no single month can be read.

    Examples
    --------
    >>> [month_of(text) for text in ("2025-03", "Mar-25", "01/03/2025", "3/1/2025", "5/3/2025")]
    ['2025-03', '2025-03', '2025-03', '2025-03', '']
    """
    text = text.strip()
    if re.match(MONTH, text):
        return text
    if found := ISO_DAY.fullmatch(text):
        return _month(found[1], int(found[2]))
    if found := DAY.fullmatch(text):
        return _month(found[3], _beside_first(int(found[1]), int(found[2])))
    if found := NAMED.fullmatch(text):
        return _month(found[2], _number_of(found[1].casefold()))
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        day = DAY_ZERO + dt.timedelta(int(text))
        return f"{day:%Y-%m}" if day.day == 1 else ""
    return ""


def _month(year: str, month: int) -> str:
    century = "20" if len(year) == len("25") else ""
    return f"{century}{year}-{month:02}" if 1 <= month <= len(NAMES) else ""


def _beside_first(one: int, other: int) -> int:
    """Return the number beside the first of the month; 0 if neither is the first."""
    if one == 1:
        return other
    return one if other == 1 else 0


def _number_of(word: str) -> int:
    """Return the number of a month by its name or the start of it, in English or Welsh; or 0."""
    if len(word) < SHORTEST_NAME:
        return 0
    found = [n for n, names in enumerate(NAMES, 1) if any(name.startswith(word) for name in names)]
    return found[0] if len(found) == 1 else 0
