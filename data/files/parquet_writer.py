"""Tables that grow with the months: written part by part, held in memory never."""

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
    "left_out": pa.schema({"file": WORD, "row": pa.int64(), "reason": WORD, "record": pa.string()}),
}
NEARLY_SORTED = {"points": ["point"], "point_counts": ["point"], "left_out": ["row"]}
"""Kept as differences, which is smaller than a dictionary and sooner written."""
AT_A_TIME = 65_536


class TableWriter:
    """One table of a release as a Parquet file; read back it has plain texts and no dictionary."""

    def __init__(self, folder: Path, name: str) -> None:
        self.rows = 0
        self.name = name
        self._waiting: list[pa.Table] = []
        differences = NEARLY_SORTED.get(name, [])
        words = [field.name for field in SCHEMAS[name] if field.type == WORD]
        self._file = pq.ParquetWriter(
            folder / f"{name}.parquet",
            SCHEMAS[name],
            # Writing takes less memory and time than with zstd; the tables are half as large again.
            compression="lz4",
            use_dictionary=[*words, "incidents"],
            column_encoding=dict.fromkeys(differences, "DELTA_BINARY_PACKED"),
            # Tables are read whole: nobody asks where which values lie.
            write_statistics=False,
            store_schema=False,
        )

    def write(self, columns: dict[str, Any]) -> None:
        """Add rows, in columns as `table_of` takes them."""
        part = table_of(self.name, columns)
        self._waiting.append(part)
        self.rows += len(part)
        if sum(map(len, self._waiting)) >= AT_A_TIME:
            self._flush()

    def close(self) -> None:
        """Write what is left, and end the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        """Parts are gathered: a reader pays for each of those that a file is written in."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            table = pa.concat_tables(waiting).unify_dictionaries()
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
    """Rows of a table; each column is an array, or a dictionary (codes, words)."""
    schema = SCHEMAS[name]
    arrays = [_array(columns[field.name], field.type) for field in schema]
    table = pa.Table.from_arrays(arrays, schema=schema)
    holes = [column for column in table.column_names if table[column].null_count]
    if holes:
        raise ValueError(f"nothing in {', '.join(holes)} of the table {name}")
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
