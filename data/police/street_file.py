"""Parses data.police.uk street files: mostly one file per force and month, one row per incident.

Parsing needs no boundaries, so that a month is parsed once: the result is cached under the file's
hash and located later.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.errors import SourceError
from data.file_kinds import TABLE_ENDINGS
from data.geometry.points import keys_of
from data.load_report.reasons import Reason
from data.messages import Message
from data.police.crime_ids import hashes
from data.police.distinct_points import distinct_spots
from data.police.parsed_month import SPOT, ParsedMonth
from data.police.reading.cells import COLUMNS, FORCE, LSOA_NAME, Cells, read_cells
from data.police.reading.parts import Months, Part, months_of, parts_of
from data.police.reading.pasted_rows import pasted_rows
from data.police.street_csv import blank, numbers, one_chunk, words
from data.readers.coordinates import EXCHANGED, METRES, coordinate_kind
from data.schema import CATEGORIES, NAMES_OF_CATEGORIES

CATEGORY_OF = {name: category for category, name in NAMES_OF_CATEGORIES.items()}
FILE_NAME = re.compile(
    rf"^(\d{{4}}-\d{{2}})-(.+)-street(?:{'|'.join(map(re.escape, TABLE_ENDINGS))})$"
)
# The header is line 1.
FIRST_LINE = 2
GOOD = -1
# How far an outcome is. All others are decided.
STAGES = {
    "": 0,
    "Under investigation": 0,
    "Awaiting court outcome": 1,
    "Status update unavailable": 1,
}
DECIDED = 2
ADVICE = {
    EXCHANGED: Message("advice.exchanged"),
    METRES: Message("advice.metres_published"),
}
REASONS = (
    Reason.UNKNOWN_CRIME_TYPE,
    Reason.BAD_MONTH,
    Reason.NOT_THE_FILES_MONTH,
    Reason.NO_LOCATION,
    Reason.BAD_COORDINATES,
    Reason.PASTED_TWICE,
)
PASTED = REASONS.index(Reason.PASTED_TWICE)
# Reasons of rows without a usable crime type or month. A file of many such rows is faulty, and its
# month must not count as a month with few incidents.
UNUSABLE = (
    REASONS.index(Reason.UNKNOWN_CRIME_TYPE),
    REASONS.index(Reason.BAD_MONTH),
    REASONS.index(Reason.NOT_THE_FILES_MONTH),
    PASTED,
)


@dataclass(frozen=True, kw_only=True)
class MonthFile:
    """One force's rows of one month in a file, and the cache file of its parsed rows."""

    force: str
    month: str
    shown: str
    sha256: str
    cache_path: Path
    # Number of all rows, of usable ones, and how far their outcomes are.
    read: int = 0
    usable: int = 0
    outcomes: int = 0
    # Rows that were pasted once more.
    pasted: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Force and month, which only one file in use has."""
        return self.force, self.month


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


@dataclass(frozen=True, kw_only=True)
class FilePart:
    """The parsed rows of one force and month in a file."""

    # Empty if the file's name says it.
    force: str
    month: str
    parsed: ParsedMonth
    # How far the outcomes are: a later publication has more that are decided.
    outcomes: int
    # Notes on how the rows were read, with their number.
    notes: dict[str, int]


def parse_file(content: bytes, shown: str, stated: tuple[str, str] | None) -> Iterator[FilePart]:
    r"""Parse a police file: one part for each force and month that it holds.

    Parameters
    ----------
    content
        The file's bytes.
    shown
        Its name for messages.
    stated
        Force and month that its name states; None if it states none.

    Yields
    ------
    FilePart
        The parts one after another, sorted by force and month.

    Raises
    ------
    SourceError
        If a column is missing, or most months or coordinates can't be used.

    Examples
    --------
    >>> header = ",".join(COLUMNS).encode()
    >>> rows = b"\n,2025-06,-3.0,51.5,Here,W01000001,Drugs," * 2
    >>> [part.parsed.usable for part in parse_file(header + rows, "a.csv", None)]
    [2]
    """
    cells = read_cells(content, shown)
    months = months_of(cells.columns["Month"], shown, cells.first_line)
    parts = parts_of(months, cells.columns[FORCE], stated, shown)
    notes: dict[str, int] = {}
    if months.rewritten:
        notes[Reason.MONTHS_REWRITTEN] = months.rewritten
    if len(parts) > 1 or (stated and parts[0].month != stated[1]):
        notes[Reason.MONTHS_BY_ROW] = len(months.of_row)
    notes |= dict.fromkeys(cells.notes, len(months.of_row))
    for part in parts:
        parsed = parse_rows(cells, months, part, shown)
        yield FilePart(
            force=part.force,
            month=part.month,
            parsed=parsed,
            outcomes=outcomes_decided(parsed),
            notes={note: min(number, len(parsed.rows)) for note, number in notes.items()},
        )


def parse_rows(cells: Cells, months: Months, part: Part, shown: str) -> ParsedMonth:
    """Parse the rows of a part: the spot of each row, or the reason why it can't be used.

    Parameters
    ----------
    cells
        The file's columns.
    months
        The month of each row.
    part
        The rows to parse.
    shown
        The file's name for messages.

    Returns
    -------
    ParsedMonth
        Rows, hashes of Crime IDs and spots.

    Raises
    ------
    SourceError
        If most coordinates are exchanged or in metres.

    Examples
    --------
    >>> parse_rows(cells, months, part, "a.csv").usable  # doctest: +SKIP
    """
    rows, month, line = cells.columns, months.of_row, None
    if part.rows is not None:
        rows = {name: column.take(pa.array(part.rows)) for name, column in rows.items()}
        month = month[part.rows]
    if part.rows is not None or cells.first_line != FIRST_LINE:
        line = (np.arange(len(month)) if part.rows is None else part.rows) + cells.first_line
    category = _category(rows["Crime type"])
    longitude, latitude = numbers(rows["Longitude"]), numbers(rows["Latitude"])
    own = months.names.index(part.month) if part.month in months.names else len(months.names)
    reason = _reasons(rows, category, longitude, latitude, month, own)
    ids, keys = hashes(rows["Crime ID"]), keys_of(*map(np.nan_to_num, (longitude, latitude)))
    outcome = words(rows["Last outcome category"])[1]
    reason[pasted_rows(ids, keys, category, outcome, _lsoa_numbers(rows["LSOA code"]))] = PASTED
    good = np.flatnonzero(reason == GOOD)
    spots = distinct_spots(keys[good])
    first = good[spots.first]
    at = first + FIRST_LINE if line is None else line[first]
    _require_degrees(longitude[first], latitude[first], spots.incidents, at, shown)
    spot = np.full(len(reason), -1, dtype=np.int32)
    spot[good] = spots.of_row
    columns = {_slug(name): rows[name] for name in (*COLUMNS, LSOA_NAME)}
    if line is not None:
        columns["line"] = pa.array(line, pa.int64())
    return ParsedMonth(
        rows=pa.table({"reason": reason, "category": category, "spot": spot, **columns}),
        # A row that is left out for another reason doesn't count as a second publication.
        ids=np.where(reason == GOOD, ids, np.uint64(0)),
        spots=np.rec.fromarrays([spots.key, spots.incidents, first], dtype=SPOT),
        usable=len(reason) - sum(int((reason == number).sum()) for number in UNUSABLE),
    )


def _lsoa_numbers(column: pa.DictionaryArray) -> np.ndarray:
    """Return a number for the stated LSOA of each row, ascending with its code."""
    codes, of_row = words(column)
    numbers: np.ndarray = np.unique(codes, return_inverse=True)[1][of_row]
    return numbers


def outcomes_decided(parsed: ParsedMonth) -> int:
    """Return how far the outcomes of a month's rows are, to compare its publications.

    Parameters
    ----------
    parsed
        The parsed rows.

    Returns
    -------
    int
        Two for each decided outcome of a usable row, one for each that is awaited.

    Examples
    --------
    >>> outcomes_decided(parsed)  # doctest: +SKIP
    """
    named, which = words(one_chunk(parsed.rows["last_outcome_category"]))
    stage = np.array([STAGES.get(word or "", DECIDED) for word in named], dtype=np.int64)
    counts = ~np.isin(np.asarray(parsed.rows["reason"]), UNUSABLE)
    return int(stage[which][counts].sum())


def _reasons(
    rows: dict[str, pa.Array],
    category: np.ndarray,
    longitude: np.ndarray,
    latitude: np.ndarray,
    month: np.ndarray,
    own: int,
) -> np.ndarray:
    """Return for each row the number of the first reason to leave it out, or GOOD."""
    nowhere = np.isnan(longitude) | np.isnan(latitude)
    empty = nowhere.copy()
    if nowhere.any():
        empty[nowhere] = _blank(rows, nowhere)
    reason = np.full(len(category), GOOD, dtype=np.int8)
    for number, against in reversed(
        list(enumerate((category < 0, month < 0, month != own, empty, nowhere)))
    ):
        reason[against] = number
    return reason


def _require_degrees(
    longitude: np.ndarray, latitude: np.ndarray, often: np.ndarray, line: np.ndarray, shown: str
) -> None:
    """Raise if most coordinates are exchanged or in metres instead of degrees."""
    looks = coordinate_kind(longitude, latitude)
    for other, advice in ADVICE.items():
        alike = looks == other
        if alike.any() and often[alike].sum() * 2 >= often.sum():
            at = int(line[alike].min())
            here = np.flatnonzero(line == at)[0]
            raise SourceError(
                file=shown,
                where=Message("where.row_columns", row=at, columns=("Longitude", "Latitude")),
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
