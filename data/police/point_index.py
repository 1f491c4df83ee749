"""Which points the spots of each month's file are."""

import tempfile
from collections.abc import Sequence

import numpy as np

from data.geometry.points import Points
from data.police.parsed_month import kept_spots
from data.police.street_file import MonthFile


class PointIndex:
    """Looked up once and kept in a file of their own: in memory they would grow with the months."""

    def __init__(self, files: Sequence[MonthFile], points: Points) -> None:
        self._kept = tempfile.TemporaryFile()  # noqa: SIM115 - it outlives this function.
        self._place: dict[str, tuple[int, int]] = {}
        for file in files:
            numbers = points.numbers(kept_spots(file.kept_at)["key"]).astype(np.int32)
            self._place[file.sha256] = self._kept.tell(), len(numbers)
            numbers.tofile(self._kept)
        points.drop_lookup_table()

    def of(self, file: MonthFile) -> np.ndarray:
        """The number of the point that each of the file's spots is."""
        begins, count = self._place[file.sha256]
        self._kept.seek(begins)
        return np.fromfile(self._kept, dtype=np.int32, count=count)

    def close(self) -> None:
        """Let the file go."""
        self._kept.close()
