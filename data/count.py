"""The third pass: month by month into the cubes, the point counts and the outcome counts."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.cube import CubeWriter
from data.ingest import OUTSIDE, Survey, keys_of
from data.schema import CATEGORIES
from data.sources.police_uk import GOOD, REASONS, MonthFile
from data.sources.reasons import Reason
from data.sources.report import FileReport, LoadReport

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
class Vintages:
    """LSOA codes that only one of the two censuses knows."""

    only_2011: frozenset[str] = frozenset()
    only_2021: frozenset[str] = frozenset()


@dataclass(kw_only=True)
class Counted:
    """What the third pass leaves behind, to be written as tables."""

    points: list[pd.DataFrame] = field(default_factory=list)
    outcomes: list[pd.DataFrame] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Counts one month after another into the same cubes."""

    survey: Survey
    months: dict[str, int]
    lsoa_codes: np.ndarray
    ward_codes: np.ndarray
    cubes: dict[str, CubeWriter]
    vintages: Vintages
    report: LoadReport

    def count(self, file: MonthFile, account: FileReport, counted: Counted) -> None:
        """Count one file, and account for each of its rows."""
        table = pq.read_table(file.kept_at)
        account.read = len(table)
        reason = table["reason"].to_numpy()
        good = reason == GOOD
        again = good & self.survey.superseded[file.sha256]
        point = np.zeros(len(table), dtype=np.int64)
        keys = keys_of(table["east"].to_numpy()[good], table["north"].to_numpy()[good])
        point[good] = self.survey.points.numbers(keys)
        lsoa, ward = self.survey.points.lsoa[point], self.survey.points.ward[point]
        outside = good & ~again & ((lsoa == OUTSIDE) | (ward == OUTSIDE))
        used = good & ~again & ~outside
        for number, words in enumerate(REASONS):
            self._leave_out(table, reason == number, words, account)
        self._leave_out(table, again, Reason.PUBLISHED_AGAIN, account)
        self._leave_out(table, outside, Reason.OUTSIDE_THE_AREA, account)
        account.used = int(used.sum())
        self._note_stated_codes(table, lsoa, used, account)
        category = table["category"].to_numpy()[used].astype(np.int64)
        self._count_areas(file, lsoa[used], ward[used], category)
        counted.points.append(self._by_point(file, point[used], category))
        counted.outcomes.append(self._by_outcome(file, table, used, ward[used], category))

    @cached_property
    def _lsoa_numbers(self) -> pd.Index:
        index: pd.Index = pd.Index(self.lsoa_codes, dtype=object)
        return index

    def _when(self, file: MonthFile, rows: int) -> pd.Categorical:
        """The month of every row; one dtype for all files, so that they are joined as numbers."""
        codes = np.full(rows, self.months[file.month], dtype=np.int16)
        return pd.Categorical.from_codes(codes, dtype=self._month_type)

    @cached_property
    def _month_type(self) -> pd.CategoricalDtype:
        return pd.CategoricalDtype(list(self.months))

    @cached_property
    def _kind_type(self) -> pd.CategoricalDtype:
        return pd.CategoricalDtype(list(CATEGORIES))

    @cached_property
    def _ward_type(self) -> pd.CategoricalDtype:
        return pd.CategoricalDtype(list(self.ward_codes))

    def leave_out_whole(self, file: MonthFile, account: FileReport) -> None:
        """Account for a file of a month that isn't among those counted."""
        table = pq.read_table(file.kept_at)
        account.read = len(table)
        self._leave_out(table, np.ones(len(table), dtype=bool), Reason.NOT_OWN_MONTH, account)

    def _count_areas(
        self, file: MonthFile, lsoa: np.ndarray, ward: np.ndarray, category: np.ndarray
    ) -> None:
        month = self.months[file.month]
        self.cubes["lsoa"].add(month, category, lsoa)
        self.cubes["ward"].add(month, category, ward)

    def _leave_out(
        self, table: pa.Table, rows: np.ndarray, reason: str, account: FileReport
    ) -> None:
        if rows.any():
            picked = table.select(["line", *AS_PUBLISHED]).take(np.flatnonzero(rows))
            self.report.leave_out_rows(account, picked.to_pylist(), reason)

    def _note_stated_codes(
        self, table: pa.Table, lsoa: np.ndarray, used: np.ndarray, account: FileReport
    ) -> None:
        column = table["lsoa_code"].combine_chunks()
        words = np.asarray(column.dictionary.to_pylist() or [""], dtype=object)
        index = column.indices.to_numpy(zero_copy_only=False)
        old = np.array([word in self.vintages.only_2011 for word in words], dtype=bool)[index]
        new = np.array([word in self.vintages.only_2021 for word in words], dtype=bool)[index]
        stated = self._lsoa_numbers.get_indexer(pd.Index(words, dtype=object))[index]
        notes = {
            Reason.STATED_ONLY_2011: old,
            Reason.STATED_ONLY_2021: new,
            Reason.STATED_ELSEWHERE: used & (stated != lsoa),
        }
        account.notes |= {note: int(rows.sum()) for note, rows in notes.items() if rows.any()}

    def _by_point(self, file: MonthFile, point: np.ndarray, category: np.ndarray) -> pd.DataFrame:
        both, incidents = np.unique(point * len(CATEGORIES) + category, return_counts=True)
        return pd.DataFrame(
            {
                "point": (both // len(CATEGORIES)).astype(np.int32),
                "month": self._when(file, len(both)),
                "category": pd.Categorical.from_codes(
                    both % len(CATEGORIES), dtype=self._kind_type
                ),
                "incidents": incidents.astype(np.int32),
            }
        )

    def _by_outcome(
        self,
        file: MonthFile,
        table: pa.Table,
        used: np.ndarray,
        ward: np.ndarray,
        category: np.ndarray,
    ) -> pd.DataFrame:
        column = table["last_outcome_category"].combine_chunks()
        words = np.asarray(column.dictionary.to_pylist() or [""], dtype=object)
        outcome = column.indices.to_numpy(zero_copy_only=False)[used].astype(np.int64)
        key = (ward.astype(np.int64) * len(CATEGORIES) + category) * len(words) + outcome
        distinct, incidents = np.unique(key, return_counts=True)
        rest = distinct // len(words)
        rows = pd.DataFrame(
            {
                "ward_code": pd.Categorical.from_codes(
                    rest // len(CATEGORIES), dtype=self._ward_type
                ),
                "month": self._when(file, len(rest)),
                "category": pd.Categorical.from_codes(
                    rest % len(CATEGORIES), dtype=self._kind_type
                ),
                "outcome": words[distinct % len(words)],
                "incidents": incidents.astype(np.int32),
            }
        )
        said = np.asarray(words != "")[distinct % len(words)]
        with_outcome: pd.DataFrame = rows.loc[said]
        return with_outcome
