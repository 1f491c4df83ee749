"""Reads the incidents at the police's points, part by part."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.schema import CATEGORIES

WORDS = ["month", "category"]


def read_point_counts(path: Path, months: Collection[str]) -> pd.DataFrame:
    """Return the incidents of these months by point and category.

    Only the rows of the months are ever in memory, with a number in place of each word.

    Parameters
    ----------
    path
        The table `point_counts` of a release.
    months
        The months.

    Returns
    -------
    DataFrame
        `point`, `category` (categorical) and `incidents`, a row for each month that has any.

    Examples
    --------
    >>> read_point_counts(Path("release/point_counts.parquet"), ["2025-06"])  # doctest: +SKIP
    """
    parts: list[tuple[np.ndarray, ...]] = [tuple(np.empty(0, dtype=np.int32) for _ in range(3))]
    with pq.ParquetFile(path, read_dictionary=WORDS) as file:
        for batch in file.iter_batches(columns=["point", "month", "category", "incidents"]):
            wanted = _numbers(batch.column("month"), sorted(months)) >= 0
            category = _numbers(batch.column("category"), CATEGORIES)
            columns = (batch.column("point"), category, batch.column("incidents"))
            parts.append(tuple(np.asarray(column)[wanted] for column in columns))
    point, category, incidents = (np.concatenate(column) for column in zip(*parts, strict=True))
    return pd.DataFrame(
        {
            "point": point,
            "category": pd.Categorical.from_codes(category, list(CATEGORIES)),
            "incidents": incidents,
        }
    )


def _numbers(words: pa.DictionaryArray, known: Collection[str]) -> np.ndarray:
    """Return the position of each word among the known ones, -1 if it isn't one."""
    position = {word: number for number, word in enumerate(known)}
    of_code = np.array([position.get(word, -1) for word in words.dictionary.to_pylist()])
    numbers: np.ndarray = of_code[np.asarray(words.indices)].astype(np.int32)
    return numbers
