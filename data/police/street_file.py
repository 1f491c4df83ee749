"""Parses data.police.uk street files: mostly one file per force and month, one row per incident.

Parsing needs no boundaries, so that a month is parsed once: the result is cached under the file's
hash and located later.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.geometry.points import keys_of
from data.load_report.reasons import Reason
from data.police.crime_ids import hashes
from data.police.distinct_points import distinct_spots
from data.police.parsed_month import SPOT, ParsedMonth
from data.police.reading.cells import COLUMNS, FORCE, LSOA_NAME, Cells, read_cells
from data.police.reading.parts import Months, Part, months_of, parts_of
from data.police.reading.pasted_rows import pasted_rows
from data.police.reading.row_reasons import GOOD, PASTED, UNUSABLE, reasons_of_rows, require_degrees
from data.police.street_csv import numbers, one_chunk, words
from data.schema import CATEGORIES, NAMES_OF_CATEGORIES

CATEGORY_OF = {name: category for category, name in NAMES_OF_CATEGORIES.items()}
# The header is line 1.
FIRST_LINE = 2
# How far an outcome is. All others are decided.
STAGES = {
    "": 0,
    "Under investigation": 0,
    "Awaiting court outcome": 1,
    "Status update unavailable": 1,
}
DECIDED = 2


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
    reason = reasons_of_rows(rows, category, longitude, latitude, month, own)
    ids, keys = hashes(rows["Crime ID"]), keys_of(*map(np.nan_to_num, (longitude, latitude)))
    outcome = words(rows["Last outcome category"])[1]
    reason[pasted_rows(ids, keys, category, outcome, _lsoa_numbers(rows["LSOA code"]))] = PASTED
    good = np.flatnonzero(reason == GOOD)
    spots = distinct_spots(keys[good])
    first = good[spots.first]
    at = first + FIRST_LINE if line is None else line[first]
    require_degrees(longitude[first], latitude[first], spots.incidents, at, shown)
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


def _category(column: pa.DictionaryArray) -> np.ndarray:
    number_of = {category: number for number, category in enumerate(CATEGORIES)}
    named, which = words(column)
    of_word = [number_of.get(CATEGORY_OF.get(str(word).strip(), ""), -1) for word in named]
    of_row: np.ndarray = np.array(of_word, dtype=np.int8)[which]
    return of_row


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")
