"""The count cube: any period of any categories for every area is two subtractions.

`prefix` is uint32 [category, month + 1, area], summed along the months, so that the incidents of
the months i to j (j not included) are prefix[c, j] - prefix[c, i]; areas stand side by side in
memory, because that is how they are asked for. `series` is uint16 [area, category, month], the
same counts the other way round, for the time series of one area. Both are memory-mapped: a release
of any size opens at once.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np

EVERY = slice(None)
AREAS_AT_A_TIME = 8192
OUTSIDE_OF = "outside-"
"""Begins the name of the cube of what lies in no area of a level."""
MOST_IN_A_MONTH = np.iinfo(np.uint16).max


class CubeWriter:
    """Fills a level's cube month by month, in any order, and closes it with the running sums.

    The files are mapped piece by piece and let go again, so that memory never holds a whole cube.
    """

    def __init__(self, folder: Path, level: str, *, categories: int, months: int, areas: int):
        self._prefix = folder / f"prefix-{level}.npy"
        self._series = folder / f"series-{level}.npy"
        _create(self._prefix, np.uint32, (categories, months + 1, areas))
        _create(self._series, np.uint16, (areas, categories, months))

    def add(self, month: int, category: np.ndarray, area: np.ndarray) -> None:
        """Count a month's incidents, given as category and area numbers row by row."""
        prefix = _map(self._prefix)
        categories, _, areas = prefix.shape
        flat = np.bincount(category.astype(np.int64) * areas + area, minlength=categories * areas)
        prefix[:, month + 1, :] += flat.reshape(categories, areas).astype(np.uint32)

    def close(self, *, hidden_months: Iterable[tuple[int, np.ndarray]] = ()) -> None:
        """Sum up. Months hidden for some areas keep their series but are never summed."""
        hidden = list(hidden_months)
        categories, _, areas = _map(self._prefix).shape
        for first in range(0, areas, AREAS_AT_A_TIME):
            few = slice(first, first + AREAS_AT_A_TIME)
            monthly = _map(self._prefix)[:, 1:, few]
            _map(self._series)[few] = np.minimum(monthly, MOST_IN_A_MONTH).transpose(2, 0, 1)
        for category in range(categories):
            counts = _map(self._prefix)[category]
            for month, hidden_areas in hidden:
                counts[month + 1, hidden_areas] = 0
            np.cumsum(counts, axis=0, dtype=np.uint32, out=counts)


def _create(path: Path, dtype: type, shape: tuple[int, ...]) -> None:
    np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)


def _map(path: Path) -> np.ndarray:
    mapped: np.ndarray = np.load(path, mmap_mode="r+")
    return mapped


class Cube:
    """One level's counts, read from a release."""

    def __init__(self, folder: Path, level: str) -> None:
        self._folder, self._level = folder, level
        self._prefix = self._array("prefix")

    @cached_property
    def _series(self) -> np.ndarray:
        return self._array("series")

    @cached_property
    def _observed(self) -> np.ndarray:
        return self._array("observed")

    def _array(self, name: str) -> np.ndarray:
        """A plain array over the mapped file: np.memmap takes longer to open and to slice."""
        with (self._folder / f"{name}-{self._level}.npy").open("rb") as file:
            np.lib.format.read_magic(file)
            shape, _, dtype = np.lib.format.read_array_header_1_0(file)
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
            return np.frombuffer(mapped, dtype=dtype, offset=file.tell()).reshape(shape)

    def counts(
        self, categories: Sequence[int], months: Sequence[int], *, areas: slice = EVERY
    ) -> np.ndarray:
        """Incidents of these categories in these months (given in order), for every area.

        In uint32, whose wrapping around cancels out: what is left is the count itself. Make it
        int64 before subtracting anything from it.
        """
        prefix = self._prefix
        wanted = [(c, run) for run in consecutive_runs(months) for c in categories]
        if not wanted:
            return np.zeros(len(range(*areas.indices(prefix.shape[2]))), dtype=np.uint32)
        category, (first, after) = wanted[0]
        total: np.ndarray = prefix[category, after, areas] - prefix[category, first, areas]
        for category, (first, after) in wanted[1:]:
            total += prefix[category, after, areas]
            total -= prefix[category, first, areas]
        return total

    def observed(self, months: Sequence[int]) -> np.ndarray:
        """In how many of these months each area's police force published, whole and plausible."""
        total = np.zeros(self._observed.shape[1], dtype=np.int64)
        for first, after in consecutive_runs(months):
            total += self._observed[after].astype(np.int64) - self._observed[first]
        return total

    def monthly(self, area: int, categories: Sequence[int]) -> np.ndarray:
        """One area's months as floats, with NaN where nothing was observed."""
        counts: np.ndarray = self._series[area][list(categories)].sum(axis=0).astype(float)
        counts[np.diff(self._observed[:, area].astype(np.int64)) == 0] = np.nan
        return counts


def consecutive_runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Months in order as runs (first, one after the last): each costs two subtractions."""
    found: list[tuple[int, int]] = []
    for month in months:
        if found and found[-1][1] == month:
            found[-1] = (found[-1][0], month + 1)
        else:
            found.append((month, month + 1))
    return found


def write_observed(folder: Path, level: str, mask: np.ndarray) -> None:
    """Keep the mask [month, area] of what was observed, summed along the months like the counts."""
    summed = np.zeros((mask.shape[0] + 1, mask.shape[1]), dtype=np.uint16)
    np.cumsum(mask, axis=0, dtype=np.uint16, out=summed[1:])
    np.save(folder / f"observed-{level}.npy", summed)
