"""Repeated Crime IDs are found for any number of parts; points are distinct."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data.police import duplicates, points_of_files
from data.police.duplicates import duplicate_rows
from data.police.month_file import MonthFile
from data.police.parsed_month import ENDING, SPOT, ParsedMonth, write_parsed
from data.police.points_of_files import distinct_point_keys
from tests.cases import every_case


def month_file(folder: Path, name: str, ids: np.ndarray, keys: list[int]) -> MonthFile:
    path = folder / f"{name}{ENDING}"
    spots = np.zeros(len(keys), dtype=SPOT)
    spots["key"] = keys
    write_parsed(ParsedMonth(rows=pa.table({}), ids=ids, spots=spots, usable=9), path)
    return MonthFile(force=name, month="2025-06", shown=name, sha256=name, cache_path=path)


@every_case("at_a_time", [10, 100, 1_000_000])
def test_the_last_of_equal_ids_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(duplicates, "AT_A_TIME", at_a_time)
    rng = np.random.default_rng(3)
    ids = [rng.integers(0, 300, rows).astype(np.uint64) for rows in (200, 0, 150, 1)]
    files = [month_file(tmp_path, str(number), few, []) for number, few in enumerate(ids)]
    again = duplicate_rows(files)
    every = pd.Series(np.concatenate(ids))
    expected = np.split((every != 0) & every.duplicated(keep="last"), np.cumsum([200, 0, 150]))
    for file, wanted in zip(files, expected, strict=True):
        assert sorted(again[file.key]) == np.flatnonzero(wanted).tolist()


@every_case("pending", [1, 1_000])
def test_each_point_once_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pending: int
) -> None:
    monkeypatch.setattr(points_of_files, "PENDING", pending)
    none = np.empty(0, dtype=np.uint64)
    lists = ([3, 9], [], [1, 3], [9, 11])
    files = [month_file(tmp_path, str(n), none, keys) for n, keys in enumerate(lists)]
    assert distinct_point_keys(files).tolist() == [1, 3, 9, 11]
    assert distinct_point_keys([]).tolist() == []
