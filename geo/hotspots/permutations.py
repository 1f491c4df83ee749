"""How often a random draw of neighbours gives a smaller or a larger sum than the real ones."""

import numpy as np
from scipy import sparse

# CLOSE: sums that differ by less are equal, because they are added in another order.
CLOSE = 1e-9
# PERMUTATIONS: with 999 no p-value is below 0.002, and a single one among more than 25 areas could
# not be found; 99,999 take a tenth of a second for 36,000 areas.
PERMUTATIONS, SEED = 99_999, 20


def tail_shares(
    values: np.ndarray,
    neighbours: sparse.csr_array,
    sums: np.ndarray,
    *,
    permutations: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares of draws whose sum is at most, and at least, the sum of the neighbours.

    The draws are the same for all areas, as in esda: the first k areas of each, for an area with
    k neighbours. Where the area itself is among them the next area of the draw takes its place,
    which leaves a random draw of the others. So draws are sorted once for each number of
    neighbours, and only the few with the area in them are counted apart.

    Parameters
    ----------
    values
        Values by area.
    neighbours
        Ones for neighbours, without the area itself.
    sums
        Sum of each area's neighbours.
    permutations
        Number of draws.
    seed
        Seed of the random generator.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        (draws at most + 1)/(draws + 1), and the same of those at least; one where an area has no
        neighbours or all others as neighbours.

    Examples
    --------
    >>> pair = sparse.csr_array(np.eye(4)[[1, 0, 3, 2]])
    >>> values = np.array([1.0, 2.0, 3.0, 4.0])
    >>> below, above = tail_shares(values, pair, pair @ values, permutations=999, seed=1)
    >>> below.round(1).tolist()
    [0.3, 0.3, 1.0, 1.0]
    """
    count, number = len(values), np.diff(neighbours.indptr)
    below, above = np.ones(count), np.ones(count)
    drawable = (number > 0) & (number < count - 1)
    if not drawable.any():
        return below, above
    width = int(number[drawable].max()) + 1
    draws = _draws(count, width, permutations, np.random.default_rng(seed))
    drawn = np.cumsum(values[draws], axis=1)
    for size in np.unique(number[drawable]):
        areas = np.flatnonzero(number == size)
        totals = drawn[:, size - 1]
        ordered = np.sort(totals)
        few = np.searchsorted(ordered, sums[areas] + CLOSE, side="right")
        many = permutations - np.searchsorted(ordered, sums[areas] - CLOSE, side="left")
        lower, higher = np.zeros(count), np.zeros(count)
        lower[areas], higher[areas] = few, many
        # The draws in which an area of this size is among its own neighbours.
        row, place = np.nonzero((number == size)[draws[:, :size]])
        area = draws[row, place]
        wrong = totals[row]
        right = wrong - values[area] + values[draws[row, size]]
        least, most = sums[area] + CLOSE, sums[area] - CLOSE
        np.add.at(lower, area, (right <= least).astype(float) - (wrong <= least))
        np.add.at(higher, area, (right >= most).astype(float) - (wrong >= most))
        below[areas] = (lower[areas] + 1) / (permutations + 1)
        above[areas] = (higher[areas] + 1) / (permutations + 1)
    return below, above


def group_tail_shares(
    values: np.ndarray, sizes: np.ndarray, sums: np.ndarray, *, permutations: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares of random groups of areas whose sum is at most, and at least, a sum.

    Parameters
    ----------
    values
        Values by area.
    sizes
        How many areas each group has, below the number of areas.
    sums
        The sum of each group.
    permutations
        Number of draws.
    seed
        Seed of the random generator.

    Returns
    -------
    tuple[np.ndarray, np.ndarray]
        (draws at most + 1)/(draws + 1), and the same of those at least.

    Examples
    --------
    >>> one = np.arange(10.0), np.array([1]), np.array([9.0])
    >>> [share.round(1).tolist() for share in group_tail_shares(*one, permutations=999, seed=1)]
    [[1.0], [0.1]]
    """
    below, above = np.ones(len(sizes)), np.ones(len(sizes))
    width = int(sizes.max(initial=1))
    draws = _draws(len(values), width, permutations, np.random.default_rng(seed))
    drawn = np.cumsum(values[draws], axis=1)
    for size in np.unique(sizes):
        groups = sizes == size
        ordered = np.sort(drawn[:, size - 1])
        few = np.searchsorted(ordered, sums[groups] + CLOSE, side="right")
        many = permutations - np.searchsorted(ordered, sums[groups] - CLOSE, side="left")
        below[groups], above[groups] = (
            (few + 1) / (permutations + 1),
            (many + 1) / (permutations + 1),
        )
    return below, above


def _draws(count: int, width: int, number: int, rng: np.random.Generator) -> np.ndarray:
    """Return random draws of areas without an area twice, one in each row."""
    # Of more areas most draws have no area twice, and only the others are drawn again.
    if count < width**2:
        return np.argsort(rng.random((number, count)), axis=1)[:, :width]
    draws = rng.integers(0, count, (number, width))
    while True:
        ordered = np.sort(draws, axis=1)
        twice = np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))
        if not len(twice):
            return draws
        draws[twice] = rng.integers(0, count, (len(twice), width))
