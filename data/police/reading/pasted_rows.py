"""Finds rows that were pasted into a file once more, among honest rows that look alike.

Anti-social behaviour has no Crime ID, and honest rows of it are often identical: the same kind at
the same place in the same month. Three things tell pasted rows from them: a long run of rows that
repeats earlier rows in their order; Crime IDs, if nearly all of them are there several times; and
LSOAs in which nearly all Crime IDs are. The last finds a part of a file that was pasted and then
sorted: published rows are sorted by LSOA, so that a part has whole LSOAs, but for its first and
last one.
"""

import numpy as np

# Rows in a run, and different ones among them, from which a run is pasted. Honest repeats are few,
# and in a sorted file they are runs of one and the same row.
LEAST_RUN = 20
# Distances between equal rows that are looked at, most frequent first.
MOST_LAGS = 8
# Share of the rows with a Crime ID that occur several times if the whole file was pasted.
NEARLY_ALL = 0.9
# Share of the rows whose Crime ID repeats that lie in LSOAs where nearly all do, if a part was
# pasted. Of Gwent's January 2023, published with 513 of 3,856 Crime IDs twice, it is 2%.
MOST = 0.75
MIX, MIX_KIND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)


def pasted_rows(
    ids: np.ndarray,
    place: np.ndarray,
    category: np.ndarray,
    outcome: np.ndarray,
    lsoa: np.ndarray,
) -> np.ndarray:
    """Return which rows of a force and month repeat an earlier row because they were pasted.

    A row with a Crime ID whose outcome differs from the earlier row's was published again, and is
    not one of them.

    Parameters
    ----------
    ids
        Hash of each row's Crime ID, 0 without one.
    place
        Key of each row's coordinates.
    category, outcome
        Number of each row's crime type and outcome.
    lsoa
        Number of each row's LSOA, ascending with its code.

    Returns
    -------
    numpy.ndarray
        Booleans, one per row.

    Examples
    --------
    >>> ids, place = np.zeros(50, dtype=np.uint64), np.tile(np.arange(25), 2)
    >>> none = np.zeros(50, dtype=np.int8)
    >>> int(pasted_rows(ids, place, none, none, none).sum())
    25
    """
    # Key and row are sorted together in one integer, which is faster than argsort.
    bits = np.uint64(len(ids).bit_length())
    key = ((ids * MIX + place.astype(np.uint64)) * MIX_KIND + category.astype(np.uint64)) * MIX
    key >>= bits
    both = (key << bits) | np.arange(len(ids), dtype=np.uint64)
    both.sort()
    order = (both & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    both >>= bits
    again = both[1:] == both[:-1]
    if np.count_nonzero(again) < LEAST_RUN:
        return np.zeros(len(key), dtype=bool)
    pasted, earlier = _surplus(order, again, ids != 0)
    if not pasted.any():
        pasted, earlier = _runs(key, order, again)
    if not pasted.any():
        pasted, earlier = _lsoas(order, again, ids != 0, lsoa)
    pasted &= (ids == 0) | (outcome == outcome[earlier])
    return pasted


def _surplus(
    order: np.ndarray, again: np.ndarray, has_id: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the surplus copies if nearly all rows with an ID are there several times.

    If each of them is there twice, half of the rows that are equal and have no ID are surplus too,
    in whatever order the rows are.
    """
    pasted, earlier = np.zeros(len(order), dtype=bool), np.zeros(len(order), dtype=np.int64)
    # Where nearly all are there at least twice, nearly half repeat another.
    repeats, with_id = np.count_nonzero(has_id[order[1:][again]]), np.count_nonzero(has_id)
    if with_id < LEAST_RUN or repeats < with_id * NEARLY_ALL / 2:
        return pasted, earlier
    group = np.concatenate([[0], np.cumsum(~again)])
    begins = np.flatnonzero(np.concatenate([[True], ~again]))
    size = np.diff(begins, append=len(order))[group]
    rank = np.arange(len(order)) - begins[group]
    times = size[has_id[order]]
    if np.mean(times > 1) < NEARLY_ALL:
        return pasted, earlier
    copies = int(np.median(times))
    pasted[order] = rank >= -(-size // copies)
    earlier[order] = order[begins[group]]
    return pasted, earlier


def _lsoas(
    order: np.ndarray, again: np.ndarray, has_id: np.ndarray, lsoa: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the surplus copies in LSOAs of which nearly all rows with an ID are there twice.

    There are none if many such rows lie in other LSOAs: some months are published with Crime IDs
    twice, here and there. An LSOA without such rows is one of them if those next to it are.
    """
    pasted, earlier = np.zeros(len(order), dtype=bool), np.zeros(len(order), dtype=np.int64)
    if np.count_nonzero(has_id[order[1:][again]]) < LEAST_RUN:
        return pasted, earlier
    begins = np.flatnonzero(np.concatenate([[True], ~again]))
    size = np.diff(begins, append=len(order))
    group = np.repeat(np.arange(len(begins)), size)
    size = size[group]
    with_id, several = has_id[order], size > 1
    of_lsoa, lsoas = lsoa[order], int(lsoa.max()) + 1
    rows = np.bincount(of_lsoa[with_id], minlength=lsoas)
    repeated = np.bincount(of_lsoa[with_id & several], minlength=lsoas)
    twice = repeated >= NEARLY_ALL * rows
    if repeated[twice].sum() < MOST * repeated.sum():
        return pasted, earlier
    known = np.flatnonzero(rows)
    at = np.searchsorted(known, np.arange(lsoas))
    before, after = (known[np.clip(at - side, 0, len(known) - 1)] for side in (1, 0))
    twice = np.where(rows > 0, twice, twice[before] & twice[after])
    copies = int(np.median(size[with_id & several]))
    rank = np.arange(len(order)) - begins[group]
    pasted[order] = twice[of_lsoa] & (rank >= -(-size // copies))
    earlier[order] = order[begins[group]]
    return pasted, earlier


def _runs(key: np.ndarray, order: np.ndarray, again: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of long runs that repeat the rows at a fixed distance before them."""
    pasted, earlier = np.zeros(len(key), dtype=bool), np.zeros(len(key), dtype=np.int64)
    distance = (order[1:] - order[:-1])[again]
    # Rows that repeat at a shorter distance have too few different ones among them.
    lags, times = np.unique(distance[distance >= LEAST_RUN], return_counts=True)
    often = np.argsort(-times, kind="stable")[:MOST_LAGS]
    for lag in lags[often][times[often] >= LEAST_RUN]:
        equal = np.concatenate([[False], key[lag:] == key[:-lag], [False]])
        edges = np.flatnonzero(equal[1:] != equal[:-1])
        for first, after in zip(edges[::2], edges[1::2], strict=True):
            if after - first < LEAST_RUN:
                continue
            rows = np.arange(first, after) + lag
            if len(np.unique(key[rows])) >= LEAST_RUN:
                pasted[rows], earlier[rows] = True, rows - lag
    return pasted, earlier
