"""Decides for each row of a police file whether it is used, or for which reason it is left out."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.geometry.points import Names, Points
from data.load_report.reasons import IN_A_GAP, Reason
from data.load_report.report import FileReport, LoadReport
from data.police.json_records import records
from data.police.parsed_month import read_rows, read_spots
from data.police.plan import Parsing
from data.police.point_index import PointIndex
from data.police.reading.row_reasons import GOOD, REASONS
from data.police.street_csv import one_chunk, words
from data.police.street_file import FIRST_LINE
from data.release.coverage.force_coverage import Publisher
from data.release.coverage.missing_months import CUT, THIN, MissingMonths
from data.sources.lsoa_vintages import Vintages

STATES = (
    *REASONS,
    Reason.PUBLISHED_AGAIN,
    Reason.OUTSIDE_THE_AREA,
    Reason.NOT_OWN_MONTH,
    Reason.OTHER_FORCE,
    *IN_A_GAP,
)
AGAIN, OUTSIDE_AREA, NOT_OWN, OTHER_FORCE, THIN_THERE, CUT_THERE, NO_FILE_THERE = range(
    len(REASONS), len(STATES)
)
# The state of rows of a place without figures, by the kind of its gap.
STATE_OF_GAP = {THIN: THIN_THERE, CUT: CUT_THERE}
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
    again: Mapping[tuple[str, str], np.ndarray]
    # The area's police forces. A row of another force that has no usable place is of another area.
    own_forces: Set[str]
    lsoa_codes: Sequence[str]
    vintages: Vintages
    # By month, the state of rows of each ward: GOOD, or the reason why the ward has no figures.
    gaps: Mapping[str, np.ndarray] = field(default_factory=dict)
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
        if parsing.file.force not in self.own_forces:
            state[state != GOOD] = OTHER_FORCE
        again = self.again[parsing.file.key]
        away = outside[spot] if len(outside) else np.zeros(len(spot), dtype=bool)
        away &= np.asarray(rows["reason"]) == GOOD
        state[again] = AGAIN
        state[away] = OUTSIDE_AREA
        state[_only_ones_here(rows["crime_id"], again, away)] = GOOD
        if parsing.file.month in self.gaps:
            good = np.flatnonzero(state == GOOD)
            ward = self.points.ward[point_of[spot[good]]]
            state[good] = self.gaps[parsing.file.month][ward]
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
        account = self.report.open_police_file(parsing.member, parsing.file)
        account.read = len(rows)
        account.notes |= parsing.file.notes
        return account

    def _leave_out(self, rows: pa.Table, state: np.ndarray, account: FileReport) -> None:
        left = np.flatnonzero(state != GOOD)
        if not len(left):
            return
        left = left[np.argsort(state[left], kind="stable")]
        often = np.bincount(state[left])
        reasons = {str(STATES[number]): int(often[number]) for number in np.flatnonzero(often)}

        def records_of(positions: np.ndarray) -> pa.Array:
            picked = pa.array(left[positions])
            return records({name: _texts(one_chunk(rows[name]), picked) for name in AS_PUBLISHED})

        lines = np.asarray(rows["line"])[left] if "line" in rows.column_names else left + FIRST_LINE
        self.report.leave_out_rows(account, lines, reasons, records_of)

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
            Reason.STATED_ONLY_2011: _rows_of(which[used], named, self.vintages.only_2011),
            Reason.STATED_ONLY_2021: _rows_of(which[used], named, self.vintages.only_2021),
            Reason.STATED_ELSEWHERE: int(np.count_nonzero((stated[which] != lsoa) & used)),
        }
        account.notes |= {note: number for note, number in notes.items() if number}

    @cached_property
    def _lsoa_numbers(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.lsoa_codes)}


def states_in_gaps(
    wards: Sequence[Publisher], gaps: Sequence[MissingMonths]
) -> dict[str, np.ndarray]:
    """Return the states of rows of each ward in the months in which some ward has no figures.

    Parameters
    ----------
    wards
        Police force and authority of each ward.
    gaps
        The gaps of forces and of authorities.

    Returns
    -------
    dict[str, numpy.ndarray]
        By month, for each ward `GOOD` or the number of the reason.

    Examples
    --------
    >>> gap = MissingMonths(force="gwent", month="2025-06", why=THIN, rows=40)
    >>> states = states_in_gaps([("gwent", "W06000022"), ("kent", "E07000106")], [gap])
    >>> [STATES[n] if n >= 0 else "" for n in states["2025-06"]]
    [<Reason.THIN_MONTH: "its month has less than half of the force's usual rows">, '']
    """
    states: dict[str, np.ndarray] = {}
    for gap in gaps:
        there = [
            force == gap.force and gap.authority in ("", authority) for force, authority in wards
        ]
        of_month = states.setdefault(gap.month, np.full(len(wards), GOOD))
        of_month[there] = STATE_OF_GAP.get(gap.why, NO_FILE_THERE)
    return states


def _only_ones_here(ids: pa.ChunkedArray, again: np.ndarray, away: np.ndarray) -> np.ndarray:
    """Return the rows in the area whose later copy in the same file is outside the area.

    One file has some crimes at two places; a crime that has a place in the area is counted there.
    """
    here: np.ndarray = again[~away[again]]
    # A copy that is itself published again is not the one that would count.
    last_away = away.copy()
    last_away[again] = False
    if not len(here) or not last_away.any():
        return here[:0]
    # Of several copies in the area the last one counts.
    own = pd.Series(ids.take(pa.array(here)).to_pylist(), here).sort_index()
    own = own[~own.duplicated(keep="last")]
    elsewhere = ids.filter(pa.array(last_away))
    kept = pc.is_in(pa.array(own.to_list(), pa.string()), value_set=one_chunk(elsewhere))
    rows: np.ndarray = own.index.to_numpy()[np.asarray(kept)]
    return rows


def _texts(column: pa.Array, picked: pa.Array) -> pa.Array:
    if isinstance(column, pa.DictionaryArray):
        column, picked = column.dictionary, column.indices.take(picked)
    return column.take(picked)


def _rows_of(which: np.ndarray, named: list[str], wanted: frozenset[str]) -> int:
    """Return the number of rows whose text is one of the wanted ones."""
    numbers = [number for number, word in enumerate(named) if word in wanted]
    return int(np.isin(which, numbers).sum()) if numbers else 0
