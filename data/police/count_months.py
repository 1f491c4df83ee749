"""The last pass: month by month into the cubes, the point counts and the outcome counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data.files.parquet_writer import TableWriter
from data.geometry.point_in_area import NOWHERE
from data.geometry.points import Points
from data.police.arrow_memory import release_arrow_memory
from data.police.parsed_month import kept_rows
from data.police.plan import Parsing
from data.police.row_accounts import RowAccounts
from data.police.street_csv import one_chunk, words
from data.police.street_file import GOOD
from data.release.cube import CubeWriter
from data.schema import CATEGORIES, LSOA, WARD


@dataclass(frozen=True, kw_only=True)
class Used:
    """The incidents of one file that count, each by its numbers."""

    point: np.ndarray
    category: np.ndarray
    outcome: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Counts one month after another, each of them once."""

    points: Points
    months: Sequence[str]
    wards: Sequence[str]
    cubes: Mapping[str, CubeWriter]
    accounts: RowAccounts
    point_counts: TableWriter
    outcomes: TableWriter
    further: Mapping[str, np.ndarray] = field(default_factory=dict)
    """For cubes besides those of LSOAs and wards: the number of each point in them, or NOWHERE."""
    outcome_words: dict[str, int] = field(default_factory=dict)

    def count(self, month: str, planned: Sequence[Parsing]) -> None:
        """Count every force's file of a month, and account for each of its rows."""
        used = [self._use(parsing) for parsing in planned]
        release_arrow_memory()
        point = np.concatenate([part.point for part in used])
        category = np.concatenate([part.category for part in used])
        outcome = np.concatenate([part.outcome for part in used])
        number = self.months.index(month)
        lsoa, ward = self.points.lsoa[point], self.points.ward[point]
        self.cubes[LSOA].add(number, category, lsoa)
        self.cubes[WARD].add(number, category, ward)
        for name, of_point in self.further.items():
            at = of_point[point]
            here = at != NOWHERE
            self.cubes[name].add(number, category[here], at[here])
        self._by_point(number, point, category)
        self._by_outcome(number, ward, category, outcome)

    def _use(self, parsing: Parsing) -> Used:
        rows = kept_rows(parsing.file.kept_at)
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

    def _by_point(self, month: int, point: np.ndarray, category: np.ndarray) -> None:
        kind = _whole(len(self.points.key) * len(CATEGORIES))
        both, incidents = _often(point.astype(kind) * len(CATEGORIES) + category)
        self.point_counts.write(
            {
                "point": both // len(CATEGORIES),
                "month": self._when(month, len(both)),
                "category": (both % len(CATEGORIES), CATEGORIES),
                "incidents": incidents,
            }
        )

    def _by_outcome(
        self, month: int, ward: np.ndarray, category: np.ndarray, outcome: np.ndarray
    ) -> None:
        kinds, answers = len(CATEGORIES), len(self.outcome_words) + 1
        kind = _whole(len(self.wards) * kinds * answers)
        every, incidents = _often((ward.astype(kind) * kinds + category) * answers + outcome)
        said = every % answers > 0
        every, incidents = every[said], incidents[said]
        place = every // answers
        self.outcomes.write(
            {
                "ward_code": (place // kinds, self.wards),
                "month": self._when(month, len(every)),
                "category": (place % kinds, CATEGORIES),
                "outcome": (every % answers - 1, list(self.outcome_words)),
                "incidents": incidents,
            }
        )

    def _when(self, month: int, rows: int) -> tuple[np.ndarray, pa.Array]:
        return np.full(rows, month, dtype=np.int32), pa.array(self.months, pa.string())


def _whole(most: int) -> type:
    """The smaller whole number, which is sorted in half the time, where it is large enough."""
    return np.int32 if most <= np.iinfo(np.int32).max else np.int64


def _often(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different numbers, ascending, and how often each of them is there."""
    numbers.sort()
    begins = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    return numbers[starts], np.diff(starts, append=len(numbers))
