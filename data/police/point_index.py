"""Maps each spot of a monthly police file to its index in the table of all points."""

import tempfile
from collections.abc import Sequence

import numpy as np

from data.geometry.points import Points
from data.police.month_file import MonthFile
from data.police.parsed_month import read_spots


class PointIndex:
    """The point of every spot, in a temporary file because it grows with the number of months."""

    def __init__(self, files: Sequence[MonthFile], points: Points) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it outlives this function.
        self._ranges: dict[tuple[str, str], tuple[int, int]] = {}
        for file in files:
            numbers = points.numbers(read_spots(file.cache_path)["key"]).astype(np.int32)
            self._ranges[file.key] = self._file.tell(), len(numbers)
            numbers.tofile(self._file)
        points.drop_lookup_table()

    def points_of(self, file: MonthFile) -> np.ndarray:
        """Return the index of the point of each of the file's spots."""
        begins, count = self._ranges[file.key]
        self._file.seek(begins)
        return np.fromfile(self._file, dtype=np.int32, count=count)

    def close(self) -> None:
        """Delete the temporary file."""
        self._file.close()
