"""The points of all parsed months: their distinct keys, and the incidents of each force by ward.

Memory grows with the number of distinct points, not with the number of months.
"""

from collections.abc import Sequence

import numpy as np

from data.geometry.points import OUTSIDE, Points
from data.police.month_file import MonthFile
from data.police.parsed_month import read_spots
from data.police.point_index import PointIndex

# Number of keys collected before they are merged.
PENDING = 1_000_000


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
