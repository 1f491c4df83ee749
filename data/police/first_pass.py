"""First pass over the parsed months: finds the distinct points and repeated Crime IDs.

Its memory grows with the number of distinct points, not with the number of months.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.geometry.points import OUTSIDE, Points
from data.police.parsed_month import BINS, number_of_ids, read_ids, read_spots
from data.police.point_index import PointIndex
from data.police.street_file import MonthFile

# Number of keys collected before they are merged.
PENDING = 1_000_000
# Number of Crime IDs compared at once.
AT_A_TIME = 1_000_000


def distinct_point_keys(files: Sequence[MonthFile]) -> np.ndarray:
    """Return the keys of the points of all files.

    Parameters
    ----------
    files
        The parsed files.

    Returns
    -------
    numpy.ndarray
        Distinct keys, ascending.

    Examples
    --------
    >>> distinct_point_keys([]).tolist()
    []
    """
    keys = np.empty(0, dtype=np.int64)
    pending: list[np.ndarray] = []
    for file in files:
        pending.append(read_spots(file.cache_path)["key"])
        if sum(map(len, pending)) > PENDING:
            keys, pending = _distinct([keys, *pending]), []
    return _distinct([keys, *pending])


def _distinct(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Return the distinct values by sorting, here five times as fast as np.unique."""
    every = np.sort(np.concatenate(parts))
    first = np.ones(len(every), dtype=bool)
    np.not_equal(every[1:], every[:-1], out=first[1:])
    return every[first]


def incidents_by_ward(
    files: Sequence[MonthFile], points: Points, spots: PointIndex, wards: int
) -> tuple[list[str], np.ndarray]:
    """Count the incidents that each police force has published in each ward.

    Parameters
    ----------
    files
        The parsed files.
    points
        The located points.
    spots
        Points of each file's spots.
    wards
        Number of wards.

    Returns
    -------
    tuple[list[str], numpy.ndarray]
        The forces, and the incidents [force, ward].

    Examples
    --------
    >>> forces, incidents = incidents_by_ward(files, points, spots, 51)  # doctest: +SKIP
    """
    forces = sorted({file.force for file in files})
    rows = np.zeros((len(forces), wards), dtype=np.int64)
    for file in files:
        ward = points.ward[spots.points_of(file)]
        inside = ward != OUTSIDE
        incidents = read_spots(file.cache_path)["incidents"][inside]
        published = np.bincount(ward[inside], weights=incidents, minlength=wards)
        rows[forces.index(file.force)] += published.astype(np.int64)
    return forces, rows


def duplicate_rows(files: Sequence[MonthFile]) -> dict[str, np.ndarray]:
    """Return the rows of each file whose Crime ID occurs again in a later row or file.

    Of rows with the same Crime ID the one published last is counted. Rows without an ID (all
    anti-social behaviour) are never duplicates. IDs are compared in parts to limit memory; equal
    IDs are always in the same part.

    Parameters
    ----------
    files
        The parsed files, in the order of their months.

    Returns
    -------
    dict[str, numpy.ndarray]
        Row numbers by the file's hash.

    Examples
    --------
    >>> duplicate_rows(files)["9f86..."]  # doctest: +SKIP
    """
    total = sum(number_of_ids(file.cache_path) for file in files)
    parts = min(1 << (total // AT_A_TIME).bit_length(), BINS)
    rows_of: dict[str, list[np.ndarray]] = {file.sha256: [] for file in files}
    for part in range(parts):
        rows, ids = zip(*(read_ids(file.cache_path, part, parts) for file in files), strict=True)
        again = pd.Series(np.concatenate(ids)).duplicated(keep="last").to_numpy()
        ends = np.cumsum([len(few) for few in ids])[:-1]
        for file, row, repeated in zip(files, rows, np.split(again, ends), strict=True):
            rows_of[file.sha256].append(row[repeated])
    return {sha256: np.concatenate(rows) for sha256, rows in rows_of.items()}
