"""Writes tables that grow with the months part by part, so that memory never holds a whole one."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMAS = {
    "points": pa.schema(
        {"point": pa.int32(), "x": pa.float64(), "y": pa.float64()}
        | {"name": pa.string(), "lsoa_code": WORD, "ward_code": WORD}
    ),
    "point_counts": pa.schema(
        {"point": pa.int32(), "month": WORD, "category": WORD, "incidents": pa.int32()}
    ),
    "outcomes": pa.schema(
        {"ward_code": WORD, "month": WORD, "category": WORD, "outcome": WORD}
        | {"incidents": pa.int32()}
    ),
    "perceptions": pa.schema(
        {"respondent": pa.string(), "wave": WORD, "mode": WORD, "area_code": WORD}
        | {"age_band": WORD, "weight": pa.float64(), "design_effect": pa.float64()}
        | {"question": WORD, "answer": WORD, "wording": WORD}
    ),
    "left_out": pa.schema({"file": WORD, "row": pa.int64(), "reason": WORD, "record": pa.string()}),
}
# Columns stored as differences, which is smaller and faster than a dictionary here.
NEARLY_SORTED = {"points": ["point"], "point_counts": ["point"], "left_out": ["row"]}
# MAY_MISS: columns in which values may be missing.
MAY_MISS = {"perceptions": ["age_band", "wording"]}
AT_A_TIME = 65_536


class TableWriter:
    """Writes one table of a release as a Parquet file. Reading it returns plain strings."""

    def __init__(self, folder: Path, name: str) -> None:
        self.rows = 0
        self.name = name
        self._parts: list[pa.Table] = []
        differences = NEARLY_SORTED.get(name, [])
        words = [field.name for field in SCHEMAS[name] if field.type == WORD]
        self._file = pq.ParquetWriter(
            folder / f"{name}.parquet",
            SCHEMAS[name],
            # Writing takes less memory and time than with zstd; the tables are half as large again.
            compression="lz4",
            use_dictionary=[*words, "incidents"],
            column_encoding=dict.fromkeys(differences, "DELTA_BINARY_PACKED"),
            # Tables are read whole, so that statistics of row groups are never used.
            write_statistics=False,
            store_schema=False,
        )

    def write(self, columns: dict[str, Any]) -> None:
        """Append rows, given as columns as for `table_of`."""
        part = table_of(self.name, columns)
        self._parts.append(part)
        self.rows += len(part)
        if sum(map(len, self._parts)) >= AT_A_TIME:
            self._flush()

    def close(self) -> None:
        """Write the remaining rows and close the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        """Write the collected parts as one row group, because many small ones are slow to read."""
        parts, self._parts = self._parts, []
        if parts:
            table = pa.concat_tables(parts).unify_dictionaries()
            self._file.write_table(table, row_group_size=AT_A_TIME)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()


def table_of(name: str, columns: dict[str, Any]) -> pa.Table:
    """Return rows as an Arrow table of the schema.

    Parameters
    ----------
    name
        A table of `SCHEMAS`.
    columns
        By column name an array, or a pair (codes, words) for a dictionary column.

    Returns
    -------
    pyarrow.Table
        The table.

    Raises
    ------
    ValueError
        If a value is missing.

    Examples
    --------
    >>> one = ([0], ["2025-06"])
    >>> columns = {"point": [7], "month": one, "category": ([0], ["drugs"]), "incidents": [2]}
    >>> table_of("point_counts", columns).to_pylist()
    [{'point': 7, 'month': '2025-06', 'category': 'drugs', 'incidents': 2}]
    """
    schema = SCHEMAS[name]
    arrays = [_array(columns[field.name], field.type) for field in schema]
    table = pa.Table.from_arrays(arrays, schema=schema)
    whole = [column for column in table.column_names if column not in MAY_MISS.get(name, ())]
    empty = [column for column in whole if table[column].null_count]
    if empty:
        raise ValueError(f"missing values in {', '.join(empty)} of the table {name}")
    return table


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, tuple):
        codes, words = values
        return pa.DictionaryArray.from_arrays(
            pa.array(codes, pa.int32()),
            words if isinstance(words, pa.Array) else pa.array(words, pa.string()),
        )
    if isinstance(values, pa.Array):
        return values
    return pa.array(np.asarray(values).astype(kind.to_pandas_dtype(), copy=False))
