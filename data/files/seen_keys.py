"""Finds keys that an earlier row of a large file has, in eight bytes of memory for each key."""

import numpy as np
import pandas as pd


class SeenKeys:
    """The keys of the rows that have been read, as 64-bit hashes in a few sorted arrays."""

    def __init__(self) -> None:
        self._sorted: list[np.ndarray] = []

    def add(self, keys: pd.Series) -> pd.Series:
        """Add keys, and return for each whether rows that were added before have it.

        A missing key is never found again.
        """
        known = keys.dropna()
        hashes = pd.util.hash_array(known.to_numpy(dtype=object), categorize=False)
        found = np.zeros(len(hashes), dtype=bool)
        for earlier in self._sorted:
            at = np.searchsorted(earlier, hashes).clip(max=len(earlier) - 1)
            found |= earlier[at] == hashes
        if len(hashes):
            self._merge(np.sort(hashes))
        return pd.Series(found, known.index).reindex(keys.index, fill_value=False)

    def _merge(self, added: np.ndarray) -> None:
        """Add a sorted array; arrays of about the same size become one, so that there are few."""
        while self._sorted and len(self._sorted[-1]) < 2 * len(added):
            added = np.sort(np.concatenate([self._sorted.pop(), added]))
        self._sorted.append(added)
