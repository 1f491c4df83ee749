"""Decides for each row of a police file whether it is used, or for which reason it is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa

from data.geometry.points import Names, Points
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.police.json_records import records
from data.police.parsed_month import read_rows, read_spots
from data.police.plan import Parsing
from data.police.point_index import PointIndex
from data.police.street_csv import one_chunk, words
from data.police.street_file import GOOD, REASONS
from data.sources.lsoa_vintages import Vintages

STATES = (*REASONS, Reason.PUBLISHED_AGAIN, Reason.OUTSIDE_THE_AREA, Reason.NOT_OWN_MONTH)
AGAIN, OUTSIDE_AREA, NOT_OWN = len(REASONS), len(REASONS) + 1, len(REASONS) + 2
AS_PUBLISHED = (
    "crime_id",
    "month",
    "longitude",
    "latitude",
    "location",
    "lsoa_code",
    "crime_type",
    "last_outcome_category",
)


@dataclass(frozen=True, kw_only=True)
class RowAccounts:
    """Reports the rows of one file after another."""

    report: LoadReport
    points: Points
    spots: PointIndex
    names: Names
    again: Mapping[str, np.ndarray]
    lsoa_codes: Sequence[str]
    vintages: Vintages
    # By force, the positions of the LSOAs that it states: the same few in every month.
    _known: dict[str, dict[str, int]] = field(default_factory=dict)

    def points_of(self, parsing: Parsing, rows: pa.Table) -> np.ndarray:
        """Return the point of each of the file's spots, and store the names of new points."""
        points = self.spots.points_of(parsing.file)
        first = read_spots(parsing.file.cache_path)["row"]
        self.names.note(points, first, one_chunk(rows["location"]))
        return points

    def judge(self, parsing: Parsing, rows: pa.Table, point_of: np.ndarray) -> np.ndarray:
        """Return the state of each row: GOOD, or the number of the reason why it is left out."""
        account = self._open(parsing, rows)
        spot = np.asarray(rows["spot"])
        state = np.asarray(rows["reason"]).copy()
        outside = ~self.points.inside[point_of]
        if outside.any():
            state[(state == GOOD) & outside[spot]] = OUTSIDE_AREA
        state[self.again[parsing.file.sha256]] = AGAIN
        used = state == GOOD
        account.used = int(np.count_nonzero(used))
        self._leave_out(rows, state, account)
        known = self._known.setdefault(parsing.file.force, {})
        # Without spots no row is used, so that any LSOA number will do.
        lsoa = self.points.lsoa[point_of][spot] if len(point_of) else spot
        self._note_stated_codes(rows, lsoa, used, known, account)
        return state

    def leave_out_whole(self, parsing: Parsing) -> None:
        """Leave out all rows of a file whose month is not counted."""
        rows = read_rows(parsing.file.cache_path)
        self.points_of(parsing, rows)
        self._leave_out(rows, np.full(len(rows), NOT_OWN), self._open(parsing, rows))

    def _open(self, parsing: Parsing, rows: pa.Table) -> FileReport:
        account = self.report.open_file(parsing.member, "police", parsing.file.sha256)
        account.read = len(rows)
        return account

    def _leave_out(self, rows: pa.Table, state: np.ndarray, account: FileReport) -> None:
        left = np.flatnonzero(state != GOOD)
        if not len(left):
            return
        left = left[np.argsort(state[left], kind="stable")]
        often = np.bincount(state[left])
        reasons = {str(STATES[number]): int(often[number]) for number in np.flatnonzero(often)}
        picked = pa.array(left)
        cells = {name: _texts(one_chunk(rows[name]), picked) for name in AS_PUBLISHED}
        # The header is line 1.
        self.report.leave_out_rows(account, left + 2, reasons, records(cells))

    def _note_stated_codes(
        self,
        rows: pa.Table,
        lsoa: np.ndarray,
        used: np.ndarray,
        known: dict[str, int],
        account: FileReport,
    ) -> None:
        named, which = words(one_chunk(rows["lsoa_code"]))
        for word in set(named).difference(known):
            known[word] = self._lsoa_numbers.get(word, -1)
        stated = np.array([known[word] for word in named], dtype=np.int32)
        notes = {
            Reason.STATED_ONLY_2011: _rows_of(which, named, self.vintages.only_2011),
            Reason.STATED_ONLY_2021: _rows_of(which, named, self.vintages.only_2021),
            Reason.STATED_ELSEWHERE: int(np.count_nonzero((stated[which] != lsoa) & used)),
        }
        account.notes |= {note: number for note, number in notes.items() if number}

    @cached_property
    def _lsoa_numbers(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.lsoa_codes)}


def _texts(column: pa.Array, picked: pa.Array) -> pa.Array:
    if isinstance(column, pa.DictionaryArray):
        column, picked = column.dictionary, column.indices.take(picked)
    return column.take(picked)


def _rows_of(which: np.ndarray, named: list[str], wanted: frozenset[str]) -> int:
    """Return the number of rows whose text is one of the wanted ones."""
    numbers = [number for number, word in enumerate(named) if word in wanted]
    return int(np.isin(which, numbers).sum()) if numbers else 0
