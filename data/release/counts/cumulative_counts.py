"""The file of a level's counts, summed along the months: 16 bits for each sum.

It has one array in numpy's format, or three, one after the other:

- the sums, uint16 [category, month + 1, area], modulo 65,536;
- the numbers of the large areas: those with more than 65,535 incidents in all months and
  categories;
- the sums of these, uint32 [category, month + 1, large area].

The difference of two sums of any other area is at most 65,535, and so it is exact in 16 bits. There
is one array if no area is large. Where many are, as among authorities, and in releases of format 5,
it is uint32. Half the bytes are half the time of a question, which is spent on reading them.
"""

import math
import re
from collections.abc import Callable, Sequence
from mmap import mmap
from pathlib import Path
from typing import NamedTuple

import numpy as np

EVERY = slice(None)
MOST_IN_16_BITS = np.iinfo(np.uint16).max
# The largest share of large areas with which sums have 16 bits.
FEW = 1 / 8
MAGIC = b"\x93NUMPY\x01\x00"
# The dictionary that numpy writes after it and the header's length. numpy's own reader parses it as
# Python, which takes as long as to read the sums of a question.
HEADER = re.compile(
    rb"\{'descr': '([^']+)', 'fortran_order': False, 'shape': \(([0-9, ]*)\), \} *\n"
)
NO_AREAS = np.zeros(0, dtype=np.uint32)
# A category, the first month of a run, and the month after its last.
Run = tuple[int, int, int]


class CumulativeCounts(NamedTuple):
    """The arrays of a file of cumulative counts."""

    sums: np.ndarray
    large: np.ndarray = NO_AREAS
    sums_of_large: np.ndarray = NO_AREAS

    def added(self, runs: Sequence[Run], areas: slice = EVERY) -> np.ndarray:
        """Return the incidents of all runs together, for every area of the slice."""
        if not runs:
            return np.zeros(len(range(*areas.indices(self.sums.shape[2]))), dtype=np.int64)
        counts = _added(self.sums, runs, areas).astype(np.int64)
        if self.large.size and areas == EVERY:
            counts[self.large] = _added(self.sums_of_large, runs, EVERY)
        elif self.large.size:
            first, after, _ = areas.indices(self.sums.shape[2])
            few = slice(*np.searchsorted(self.large, (first, after)))
            counts[self.large[few] - first] = _added(self.sums_of_large, runs, few)
        return counts

    def by_month(self, categories: Sequence[int]) -> np.ndarray:
        """Return the incidents of the categories in each month and area, as floats."""
        counts = _by_month(self.sums, categories)
        if self.large.size:
            counts[:, self.large] = _by_month(self.sums_of_large, categories)
        return counts


def _added(sums: np.ndarray, runs: Sequence[Run], areas: slice) -> np.ndarray:
    """Return the added differences; overflow on the way cancels out."""
    category, first, after = runs[0]
    total: np.ndarray = sums[category, after, areas] - sums[category, first, areas]
    for category, first, after in runs[1:]:
        total += sums[category, after, areas]
        total -= sums[category, first, areas]
    return total


def _by_month(sums: np.ndarray, categories: Sequence[int]) -> np.ndarray:
    total = sums[categories[0]].copy()
    for category in categories[1:]:
        total += sums[category]
    counts: np.ndarray = np.diff(total, axis=0).astype(float)
    return counts


def write_cumulative(path: Path, monthly: Callable[[int], np.ndarray], categories: int) -> None:
    """Write the cumulative counts of a level, without more of them in memory than a month has.

    Parameters
    ----------
    path
        The file.
    monthly
        Returns the counts of a category [month, area].
    categories
        The number of categories.

    Examples
    --------
    >>> write_cumulative(folder / "prefix-ward.npy", counts.__getitem__, 14)  # doctest: +SKIP
    """
    months, areas = monthly(0).shape
    totals = np.zeros(areas, dtype=np.int64)
    for category in range(categories):
        totals += monthly(category).sum(axis=0, dtype=np.int64)
    large = np.flatnonzero(totals > MOST_IN_16_BITS).astype(np.uint32)
    has_few = large.size <= areas * FEW
    sums_of_large = np.zeros((categories, months + 1, large.size), dtype=np.uint32)
    dtype = np.dtype(np.uint16 if has_few else np.uint32)
    header = {"descr": dtype.str, "fortran_order": False, "shape": (categories, months + 1, areas)}
    # Written in order and not through a map: the disk cache then holds it in larger pieces, which
    # are mapped faster.
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for category in range(categories):
            running = np.zeros(areas, dtype=np.uint32)
            file.write(running.astype(dtype).data)
            for month, counts in enumerate(monthly(category), 1):
                running += counts
                file.write(running.astype(dtype).data)
                sums_of_large[category, month] = running[large]
        if has_few and large.size:
            np.save(file, large)
            np.save(file, sums_of_large)


def arrays_in(buffer: bytes | mmap) -> tuple[np.ndarray, ...]:
    """Return the arrays of a file in numpy's format, without copying them.

    Parameters
    ----------
    buffer
        The file's bytes, in memory or mapped.

    Returns
    -------
    tuple of numpy.ndarray
        In the order in which they are in the file.

    Raises
    ------
    ValueError
        If it is no such file, or ends too early.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> for array in (np.arange(3), np.ones((1, 2))):
    ...     np.save(file, array)
    >>> [array.tolist() for array in arrays_in(file.getvalue())]
    [[0, 1, 2], [[1.0, 1.0]]]
    """
    arrays: list[np.ndarray] = []
    at = 0
    while at < len(buffer) or not arrays:
        header = HEADER.match(buffer, at + len(MAGIC) + 2)
        if header is None or buffer[at : at + len(MAGIC)] != MAGIC:
            raise ValueError(f"no array in numpy's format at byte {at}")
        dtype = np.dtype(header[1].decode())
        shape = tuple(int(number) for number in header[2].split(b",") if number.strip())
        size, at = math.prod(shape), header.end()
        arrays.append(np.frombuffer(buffer, dtype, size, at).reshape(shape))
        at += size * dtype.itemsize
    return tuple(arrays)
