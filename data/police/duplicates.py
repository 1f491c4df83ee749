"""Finds rows whose Crime ID was published again: only the last of them is counted."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.police.month_file import MonthFile
from data.police.parsed_month import number_of_ids, read_ids

# Number of Crime IDs compared at once; more than 32 million in all are in more of them at once, as
# every file is opened for every part, which takes longer than to compare.
AT_A_TIME, MOST_PARTS = 1_000_000, 32


def duplicate_rows(files: Sequence[MonthFile]) -> dict[tuple[str, str], np.ndarray]:
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
    dict[tuple[str, str], numpy.ndarray]
        Row numbers by force and month.

    Examples
    --------
    >>> duplicate_rows(files)["gwent", "2025-06"]  # doctest: +SKIP
    """
    total = sum(number_of_ids(file.cache_path) for file in files)
    parts = min(1 << (total // AT_A_TIME).bit_length(), MOST_PARTS)
    rows_of: dict[tuple[str, str], list[np.ndarray]] = {file.key: [] for file in files}
    for part in range(parts):
        rows, ids = zip(*(read_ids(file.cache_path, part, parts) for file in files), strict=True)
        again = pd.Series(np.concatenate(ids)).duplicated(keep="last").to_numpy()
        ends = np.cumsum([len(few) for few in ids])[:-1]
        for file, row, repeated in zip(files, rows, np.split(again, ends), strict=True):
            rows_of[file.key].append(row[repeated])
    return {key: np.concatenate(rows) for key, rows in rows_of.items()}
