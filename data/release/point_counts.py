"""Reads the police's points and the incidents at them, which are the largest tables."""

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
    parts: list[tuple[np.ndarray, ...]] = [tuple(np.empty(0, dtype=np.int8) for _ in range(3))]
    with pq.ParquetFile(path, read_dictionary=WORDS) as file:
        for batch in file.iter_batches(columns=["point", "month", "category", "incidents"]):
            wanted = _numbers(batch.column("month"), sorted(months)) >= 0
            category = _numbers(batch.column("category"), CATEGORIES).astype(np.int8)
            columns = (batch.column("point"), category, batch.column("incidents"))
            parts.append(tuple(np.asarray(column)[wanted] for column in columns))
    point, category, incidents = (np.concatenate(column) for column in zip(*parts, strict=True))
    return pd.DataFrame(
        {
            "point": point,
            "category": pd.Categorical.from_codes(category, pd.Index(CATEGORIES)),
            "incidents": incidents,
        }
    )


def read_named_points(path: Path) -> pd.DataFrame:
    """Return the number, the name and the ward of every point.

    Parameters
    ----------
    path
        The table `points` of a release.

    Returns
    -------
    DataFrame
        `point`, `name` (categorical, as many points have the same) and `ward_code`.

    Examples
    --------
    >>> read_named_points(Path("release/points.parquet"))  # doctest: +SKIP
    """
    columns = ["point", "name", "ward_code"]
    table: pd.DataFrame = pq.read_table(path, columns=columns, read_dictionary=["name"]).to_pandas()
    return table


def _numbers(words: pa.DictionaryArray, known: Collection[str]) -> np.ndarray:
    """Return the position of each word among the known ones, -1 if it isn't one."""
    position = {word: number for number, word in enumerate(known)}
    of_code = np.array([position.get(word, -1) for word in words.dictionary.to_pylist()])
    numbers: np.ndarray = of_code[np.asarray(words.indices)].astype(np.int32)
    return numbers
