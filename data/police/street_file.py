"""Parses data.police.uk street files: one file per force and month, one row per incident.

Parsing needs no boundaries, so that a month is parsed once: the result is cached under the file's
hash and located later.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.errors import SourceError
from data.files.archive import Member
from data.forces.official_forces import force_slug
from data.geometry.points import keys_of
from data.load_report.reasons import Reason
from data.messages import Message
from data.police.crime_ids import hashes
from data.police.distinct_points import distinct_spots
from data.police.parsed_month import SPOT, ParsedMonth
from data.police.street_csv import COLUMNS, blank, numbers, read_columns, words
from data.readers.coordinates import EXCHANGED, METRES, coordinate_kind
from data.schema import CATEGORIES, MONTH

CATEGORY_OF = {
    "Anti-social behaviour": "anti-social-behaviour",
    "Bicycle theft": "bicycle-theft",
    "Burglary": "burglary",
    "Criminal damage and arson": "criminal-damage-arson",
    "Drugs": "drugs",
    "Other theft": "other-theft",
    "Possession of weapons": "possession-of-weapons",
    "Public order": "public-order",
    "Robbery": "robbery",
    "Shoplifting": "shoplifting",
    "Theft from the person": "theft-from-the-person",
    "Vehicle crime": "vehicle-crime",
    "Violence and sexual offences": "violent-crime",
    "Other crime": "other-crime",
}
FILE_NAME = re.compile(r"^(\d{4}-\d{2})-(.+)-street\.csv$")
GOOD = -1
ADVICE = {
    EXCHANGED: Message("advice.exchanged"),
    METRES: Message("advice.metres_published"),
}
REASONS = (
    Reason.UNKNOWN_CRIME_TYPE,
    Reason.NOT_THE_FILES_MONTH,
    Reason.NO_LOCATION,
    Reason.BAD_COORDINATES,
)
# Reasons of rows without a usable crime type or month. A file of many such rows is faulty, and its
# month must not count as a month with few incidents.
UNUSABLE = (
    REASONS.index(Reason.UNKNOWN_CRIME_TYPE),
    REASONS.index(Reason.NOT_THE_FILES_MONTH),
)


@dataclass(frozen=True, kw_only=True)
class MonthFile:
    """One force's file of one month, and the cache file of its parsed rows."""

    force: str
    month: str
    shown: str
    sha256: str
    cache_path: Path


def force_and_month(name: str) -> tuple[str, str] | None:
    """Return police force and month from the name of a street file.

    Parameters
    ----------
    name
        File name, with or without folders.

    Returns
    -------
    tuple[str, str] or None
        None if it is not the name of a street file.

    Examples
    --------
    >>> force_and_month("2025-06/2025-06-gwent-street.csv")
    ('gwent', '2025-06')
    """
    match = FILE_NAME.match(name.rsplit("/", 1)[-1])
    return (match.group(2), match.group(1)) if match else None


def force_and_month_inside(member: Member) -> tuple[str, str]:
    """Return police force and month from the first row of a renamed street file.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    tuple[str, str]
        Force and month.

    Raises
    ------
    SourceError
        If the first row has no month.

    Examples
    --------
    >>> force_and_month_inside(member)  # doctest: +SKIP
    """
    with member.open() as file:
        head = file.read(1 << 16).decode("utf-8-sig", errors="replace").splitlines()
    rows = list(csv.DictReader(head[:2]))
    if not rows or not re.match(MONTH, rows[0].get("Month") or ""):
        raise SourceError(
            file=member.path_shown,
            where=Message("where.row_column", row=2, column="Month"),
            expected=Message("month.such_as"),
            found=(rows[0].get("Month") or Message("found.nothing"))
            if rows
            else Message("found.no_row"),
        )
    return force_slug(rows[0].get("Falls within") or "unknown"), rows[0]["Month"]


def parse_month(content: bytes, shown: str, month: str) -> ParsedMonth:
    r"""Parse a street file: the spot of each row, or the reason why it can't be used.

    Parameters
    ----------
    content
        The file's bytes.
    shown
        Its name for messages.
    month
        The month that its rows should have.

    Returns
    -------
    ParsedMonth
        Rows, hashes of Crime IDs and spots.

    Raises
    ------
    SourceError
        If a column is missing, or most coordinates are exchanged or in metres.

    Examples
    --------
    >>> header = ",".join(COLUMNS).encode()
    >>> row = b",2025-06,-3.0,51.5,On or near High Street,W01000001,Drugs,"
    >>> parse_month(header + b"\n" + row, "a.csv", "2025-06").usable
    1
    """
    rows = read_columns(content, shown)
    category = _category(rows["Crime type"])
    longitude, latitude = numbers(rows["Longitude"]), numbers(rows["Latitude"])
    reason = _reasons(rows, category, longitude, latitude, month)
    good = np.flatnonzero(reason == GOOD)
    spots = distinct_spots(keys_of(longitude[good], latitude[good]))
    first = good[spots.first]
    _require_degrees(longitude[first], latitude[first], spots.incidents, first, shown)
    spot = np.full(len(reason), -1, dtype=np.int32)
    spot[good] = spots.of_row
    # A row that is left out for another reason doesn't count as a second publication.
    ids = np.where(reason == GOOD, hashes(rows["Crime ID"]), np.uint64(0))
    return ParsedMonth(
        rows=pa.table(
            {
                "reason": reason,
                "category": category,
                "spot": spot,
                **{_slug(name): rows[name] for name in COLUMNS},
            }
        ),
        ids=ids,
        spots=np.rec.fromarrays([spots.key, spots.incidents, first], dtype=SPOT),
        usable=len(reason) - sum(int((reason == number).sum()) for number in UNUSABLE),
    )


def _reasons(
    rows: dict[str, pa.Array],
    category: np.ndarray,
    longitude: np.ndarray,
    latitude: np.ndarray,
    month: str,
) -> np.ndarray:
    """Return for each row the number of the first reason to leave it out, or GOOD."""
    named, which = words(rows["Month"])
    own_month = np.array([word == month for word in named])[which]
    nowhere = np.isnan(longitude) | np.isnan(latitude)
    empty = nowhere.copy()
    if nowhere.any():
        empty[nowhere] = _blank(rows, nowhere)
    reason = np.full(len(category), GOOD, dtype=np.int8)
    for number, against in reversed(list(enumerate((category < 0, ~own_month, empty, nowhere)))):
        reason[against] = number
    return reason


def _require_degrees(
    longitude: np.ndarray, latitude: np.ndarray, often: np.ndarray, row: np.ndarray, shown: str
) -> None:
    """Raise if most coordinates are exchanged or in metres instead of degrees."""
    looks = coordinate_kind(longitude, latitude)
    for other, advice in ADVICE.items():
        alike = looks == other
        if alike.any() and often[alike].sum() * 2 >= often.sum():
            at = int(row[alike].min())
            here = np.flatnonzero(row == at)[0]
            raise SourceError(
                file=shown,
                where=Message("where.row_columns", row=at + 2, columns=("Longitude", "Latitude")),
                expected=Message("pair.published"),
                found=Message(
                    "pair.found_published",
                    x=f"{longitude[here]:.6f}",
                    y=f"{latitude[here]:.6f}",
                    advice=advice,
                    alike=int(often[alike].sum()),
                    all=int(often.sum()),
                ),
            )


def _blank(rows: dict[str, pa.Array], where: np.ndarray) -> np.ndarray:
    """Return which of these rows have neither coordinate, rather than unreadable ones."""
    few = pa.array(where)
    both: np.ndarray = blank(rows["Longitude"].filter(few)) & blank(rows["Latitude"].filter(few))
    return both


def _category(column: pa.DictionaryArray) -> np.ndarray:
    number_of = {category: number for number, category in enumerate(CATEGORIES)}
    named, which = words(column)
    of_word = [number_of.get(CATEGORY_OF.get(str(word).strip(), ""), -1) for word in named]
    of_row: np.ndarray = np.array(of_word, dtype=np.int8)[which]
    return of_row


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")
