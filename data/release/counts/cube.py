"""The count cube: the counts of any period are the difference of two cumulative sums.

`prefix` has the sums along the months [category, month + 1, area] (`cumulative_counts`): the
incidents of the months i to j (j excluded) are prefix[c, j] - prefix[c, i]. Areas are contiguous in
memory, because all areas are read at once. `series` is uint16 [area, category, month], the same
counts transposed for the time series of one area. Both are memory-mapped if they are large, so that
opening takes no time at any size.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np

from data.release.counts.cumulative_counts import (
    EVERY,
    CumulativeCounts,
    arrays_in,
    write_cumulative,
)

AREAS_AT_A_TIME = 8192
# Prefix of the name of the cube of incidents outside all areas of a level.
OUTSIDE_OF = "outside-"
MOST_IN_A_MONTH = np.iinfo(np.uint16).max
# MOST_IN_MEMORY: the bytes of the largest file that is read into memory. Fifteen years of a level
# of 12,000 areas are smaller, those of the 36,000 LSOAs of England and Wales larger.
MOST_IN_MEMORY = 64 << 20
PREFIX, SERIES, OBSERVED = "prefix", "series", "observed"

# Takes the name of an array's file while it is read, and raises an error if it is damaged.
Reading = Callable[[str], AbstractContextManager[object]]


class CubeWriter:
    """Fills a level's cube month by month, in any order; `close` computes the cumulative sums.

    Files are mapped in parts, so that memory never holds a whole cube.
    """

    def __init__(self, folder: Path, level: str, *, categories: int, months: int, areas: int):
        self._prefix = folder / f"prefix-{level}.npy"
        self._series = folder / f"series-{level}.npy"
        # The counts of each month, which are deleted when they are summed.
        self._monthly = folder / f"monthly-{level}.npy"
        _create(self._monthly, np.uint32, (categories, months, areas))
        _create(self._series, np.uint16, (areas, categories, months))

    def add(self, month: int, category: np.ndarray, area: np.ndarray) -> None:
        """Count a month's incidents, given as the category and area number of each."""
        monthly = _map(self._monthly)
        categories, _, areas = monthly.shape
        flat = np.bincount(category.astype(np.int64) * areas + area, minlength=categories * areas)
        monthly[:, month, :] += flat.reshape(categories, areas).astype(np.uint32)

    def close(self, *, hidden_months: Iterable[tuple[int, np.ndarray]] = ()) -> None:
        """Compute the cumulative sums, in which hidden months of areas count as zero."""
        categories, _, areas = _map(self._monthly).shape
        for first in range(0, areas, AREAS_AT_A_TIME):
            few = slice(first, first + AREAS_AT_A_TIME)
            monthly = _map(self._monthly)[:, :, few]
            _map(self._series)[few] = np.minimum(monthly, MOST_IN_A_MONTH).transpose(2, 0, 1)
        monthly = _map(self._monthly)
        for month, hidden_areas in hidden_months:
            monthly[:, month, hidden_areas] = 0
        del monthly
        write_cumulative(self._prefix, lambda number: _map(self._monthly)[number], categories)
        self._monthly.unlink()


def _create(path: Path, dtype: type, shape: tuple[int, ...]) -> None:
    np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)


def _map(path: Path) -> np.ndarray:
    mapped: np.ndarray = np.load(path, mmap_mode="r+")
    return mapped


class Cube:
    """The counts of one level, read from a release."""

    def __init__(self, folder: Path, level: str, *, reading: Reading | None = None) -> None:
        # As text, because a path takes as long to put together as the file to open.
        self._folder, self._level = str(folder), level
        self._reading: Reading = reading or nullcontext
        self._opened: dict[str, tuple[np.ndarray, ...]] = {}
        self._mapped: set[str] = set()
        with self._arrays(PREFIX):
            pass

    @contextmanager
    def _arrays(self, name: str) -> Iterator[tuple[np.ndarray, ...]]:
        """Yield a file's arrays; mapped ones only while the file is the one that was opened."""
        if name in self._opened and name not in self._mapped:
            yield self._opened[name]
            return
        file = f"{name}-{self._level}.npy"
        with self._reading(file):
            if name not in self._opened:
                self._opened[name] = self._read(name, f"{self._folder}/{file}")
            yield self._opened[name]

    def _read(self, name: str, path: str) -> tuple[np.ndarray, ...]:
        """Return arrays in memory, or over the mapped file: faster to slice than np.memmap."""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - text is no Path.
            if os.fstat(file.fileno()).st_size <= MOST_IN_MEMORY:
                return arrays_in(file.read())
            self._mapped.add(name)
            return arrays_in(mmap(file.fileno(), 0, access=ACCESS_READ))

    def counts(
        self, categories: Sequence[int], months: Sequence[int], *, areas: slice = EVERY
    ) -> np.ndarray:
        """Return the incidents of the categories in the months (ascending), for every area."""
        runs = [(c, *run) for run in consecutive_runs(months) for c in categories]
        with self._arrays(PREFIX) as arrays:
            return CumulativeCounts(*arrays).added(runs, areas)

    def by_month(self, categories: Sequence[int]) -> np.ndarray:
        """Return the incidents of each month and area as floats, NaN for months not observed."""
        with self._arrays(PREFIX) as arrays:
            counts = CumulativeCounts(*arrays).by_month(categories)
        counts[~self.published()] = np.nan
        return counts

    def observed(self, months: Sequence[int]) -> np.ndarray:
        """Return in how many of the months each area's police force published completely."""
        with self._arrays(OBSERVED) as (observed,):
            total = np.zeros(observed.shape[1], dtype=observed.dtype)
            for first, after in consecutive_runs(months):
                total += observed[after] - observed[first]
            return total.astype(np.int64)

    def published(self) -> np.ndarray:
        """Return for each month and area whether its police force published completely."""
        with self._arrays(OBSERVED) as (observed,):
            return np.diff(observed, axis=0) > 0

    def monthly(self, area: int, categories: Sequence[int]) -> np.ndarray:
        """Return one area's counts by month as floats, NaN for months not observed."""
        with self._arrays(SERIES) as (series,), self._arrays(OBSERVED) as (observed,):
            counts: np.ndarray = series[area][list(categories)].sum(axis=0).astype(float)
            counts[np.diff(observed[:, area].astype(np.int64)) == 0] = np.nan
            return counts


def consecutive_runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Group ascending months into runs, each of which costs two subtractions.

    Parameters
    ----------
    months
        Month numbers, ascending.

    Returns
    -------
    list[tuple[int, int]]
        First month, and the month after the last.

    Examples
    --------
    >>> consecutive_runs([0, 1, 2, 5])
    [(0, 3), (5, 6)]
    """
    runs: list[tuple[int, int]] = []
    for month in months:
        if runs and runs[-1][1] == month:
            runs[-1] = (runs[-1][0], month + 1)
        else:
            runs.append((month, month + 1))
    return runs


def write_observed(folder: Path, level: str, mask: np.ndarray) -> None:
    """Write the mask of observed months, summed along the months like the counts.

    Parameters
    ----------
    folder
        The release's folder.
    level
        Name of the cube.
    mask
        Booleans [month, area].

    Examples
    --------
    >>> write_observed(folder, "ward", np.ones((12, 51), dtype=bool))  # doctest: +SKIP
    """
    summed = np.zeros((mask.shape[0] + 1, mask.shape[1]), dtype=np.uint16)
    np.cumsum(mask, axis=0, dtype=np.uint16, out=summed[1:])
    np.save(folder / f"observed-{level}.npy", summed)
