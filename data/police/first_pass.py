"""The first pass over the parsed months: the distinct points, and which Crime IDs come again.

What it holds grows with the number of different points and never with the number of months.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.geometry.points import OUTSIDE, Points
from data.police.parsed_month import BINS, kept_ids, kept_spots, number_of_ids
from data.police.point_index import PointIndex
from data.police.street_file import MonthFile

PENDING = 1_000_000
"""Keys held until they are merged."""
AT_A_TIME = 1_000_000
"""Crime IDs compared at a time."""


def distinct_point_keys(files: Sequence[MonthFile]) -> np.ndarray:
    """The key of every point of any file, ascending."""
    keys = np.empty(0, dtype=np.int64)
    pending: list[np.ndarray] = []
    for file in files:
        pending.append(kept_spots(file.kept_at)["key"])
        if sum(map(len, pending)) > PENDING:
            keys, pending = _distinct([keys, *pending]), []
    return _distinct([keys, *pending])


def _distinct(parts: Sequence[np.ndarray]) -> np.ndarray:
    """By sorting, which is five times faster here than np.unique's hash table."""
    every = np.sort(np.concatenate(parts))
    first = np.ones(len(every), dtype=bool)
    np.not_equal(every[1:], every[:-1], out=first[1:])
    return every[first]


def incidents_by_ward(
    files: Sequence[MonthFile], points: Points, spots: PointIndex, wards: int
) -> tuple[list[str], np.ndarray]:
    """The forces, and the incidents [force, ward] that each has published."""
    forces = sorted({file.force for file in files})
    rows = np.zeros((len(forces), wards), dtype=np.int64)
    for file in files:
        ward = points.ward[spots.of(file)]
        inside = ward != OUTSIDE
        incidents = kept_spots(file.kept_at)["incidents"][inside]
        published = np.bincount(ward[inside], weights=incidents, minlength=wards)
        rows[forces.index(file.force)] += published.astype(np.int64)
    return forces, rows


def duplicate_rows(files: Sequence[MonthFile]) -> dict[str, np.ndarray]:
    """The rows of each file (by its hash) whose Crime ID comes again further on.

    Of a Crime ID that appears more than once the row that was published last is the one that
    counts. Rows without an ID (all of ASB) are never touched. The IDs are compared in as many
    parts as keep each of them small; equal ones always fall into the same part.
    """
    total = sum(number_of_ids(file.kept_at) for file in files)
    parts = min(1 << (total // AT_A_TIME).bit_length(), BINS)
    found: dict[str, list[np.ndarray]] = {file.sha256: [] for file in files}
    for part in range(parts):
        rows, ids = zip(*(kept_ids(file.kept_at, part, parts) for file in files), strict=True)
        again = pd.Series(np.concatenate(ids)).duplicated(keep="last").to_numpy()
        ends = np.cumsum([len(few) for few in ids])[:-1]
        for file, row, repeated in zip(files, rows, np.split(again, ends), strict=True):
            found[file.sha256].append(row[repeated])
    return {sha256: np.concatenate(rows) for sha256, rows in found.items()}
