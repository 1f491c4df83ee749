"""Counts the located incidents month by month into cubes, point counts and outcome counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data.files.parquet_writer import TableWriter
from data.files.unused_memory import return_unused_memory
from data.geometry.point_in_area import NOWHERE
from data.geometry.points import Points
from data.police.parsed_month import read_rows
from data.police.plan import Parsing
from data.police.reading.row_reasons import GOOD
from data.police.row_accounts import RowAccounts
from data.police.street_csv import one_chunk, words
from data.release.counts.cube import CubeWriter
from data.schema import CATEGORIES, LSOA, WARD


@dataclass(frozen=True, kw_only=True)
class Used:
    """The incidents of one file that are counted, as numbers."""

    point: np.ndarray
    category: np.ndarray
    outcome: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Counts months one after another, each once."""

    points: Points
    months: Sequence[str]
    wards: Sequence[str]
    cubes: Mapping[str, CubeWriter]
    accounts: RowAccounts
    point_counts: TableWriter
    outcomes: TableWriter
    # For cubes besides those of LSOAs and wards: position of each point's area in them, or NOWHERE.
    further: Mapping[str, np.ndarray] = field(default_factory=dict)
    outcome_words: dict[str, int] = field(default_factory=dict)

    def count(self, month: str, planned: Sequence[Parsing]) -> None:
        """Count all forces' files of a month, and report every row as used or left out."""
        used = [self._used_incidents(parsing) for parsing in planned]
        return_unused_memory()
        point = np.concatenate([part.point for part in used])
        category = np.concatenate([part.category for part in used])
        outcome = np.concatenate([part.outcome for part in used])
        number = self.months.index(month)
        lsoa, ward = self.points.lsoa[point], self.points.ward[point]
        self.cubes[LSOA].add(number, category, lsoa)
        self.cubes[WARD].add(number, category, ward)
        for name, of_point in self.further.items():
            area = of_point[point]
            inside = area != NOWHERE
            self.cubes[name].add(number, category[inside], area[inside])
        self._write_point_counts(number, point, category)
        self._write_outcomes(number, ward, category, outcome)

    def _used_incidents(self, parsing: Parsing) -> Used:
        rows = read_rows(parsing.file.cache_path)
        point_of = self.accounts.points_of(parsing, rows)
        spot = np.asarray(rows["spot"])
        state = self.accounts.judge(parsing, rows, point_of)
        used = np.flatnonzero(state == GOOD)
        outcomes, which = words(one_chunk(rows["last_outcome_category"]))
        numbers = [
            self.outcome_words.setdefault(word, len(self.outcome_words) + 1) if word else 0
            for word in outcomes
        ]
        return Used(
            point=point_of[spot[used]],
            category=np.asarray(rows["category"])[used],
            outcome=np.array(numbers, dtype=np.int16)[which[used]],
        )

    def _write_point_counts(self, month: int, point: np.ndarray, category: np.ndarray) -> None:
        kind = _integer_type(len(self.points.key) * len(CATEGORIES))
        both, incidents = _sort_and_count(point.astype(kind) * len(CATEGORIES) + category)
        self.point_counts.write(
            {
                "point": both // len(CATEGORIES),
                "month": self._month_column(month, len(both)),
                "category": (both % len(CATEGORIES), CATEGORIES),
                "incidents": incidents,
            }
        )

    def _write_outcomes(
        self, month: int, ward: np.ndarray, category: np.ndarray, outcome: np.ndarray
    ) -> None:
        kinds, answers = len(CATEGORIES), len(self.outcome_words) + 1
        kind = _integer_type(len(self.wards) * kinds * answers)
        every, incidents = _sort_and_count(
            (ward.astype(kind) * kinds + category) * answers + outcome
        )
        has_outcome = every % answers > 0
        every, incidents = every[has_outcome], incidents[has_outcome]
        group = every // answers
        self.outcomes.write(
            {
                "ward_code": (group // kinds, self.wards),
                "month": self._month_column(month, len(every)),
                "category": (group % kinds, CATEGORIES),
                "outcome": (every % answers - 1, list(self.outcome_words)),
                "incidents": incidents,
            }
        )

    def _month_column(self, month: int, rows: int) -> tuple[np.ndarray, pa.Array]:
        return np.full(rows, month, dtype=np.int32), pa.array(self.months, pa.string())


def _integer_type(most: int) -> type:
    """Return the smaller integer type if it is large enough, because it sorts in half the time."""
    return np.int32 if most <= np.iinfo(np.int32).max else np.int64


def _sort_and_count(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct numbers, ascending, and how often each occurs."""
    numbers.sort()
    begins = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    return numbers[starts], np.diff(starts, append=len(numbers))
