"""Files of national counts, made from the sample county's release with six authorities."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.national.make import write_national
from data.release.current import open_store
from data.release.national.layout import KEY
from data.settings import load_settings
from tests.many_authorities import CODES, release_with_six_authorities

# OWN: the sample county's authority, which is the first of the six.
OWN = "W06000999"


def national_file(release: Path, home: Path, file: Path, *, own: str = OWN) -> Path:
    """Write national counts of six authorities, one of which is the sample county's own."""
    release_with_six_authorities(release, home)
    store = open_store(load_settings({"MILLTIR_HOME": str(home)}))[0]
    write_national(store, file, made="2026-11-20")
    change(file, lambda table: _renamed(table, CODES[0], own))
    return file


def change(
    file: Path,
    alter: Callable[[pa.Table], pa.Table] = lambda table: table,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write a file of national counts anew, with another table or other facts."""
    table = pq.read_table(file)
    stated = json.loads(table.schema.metadata[KEY]) | dict(facts or {})
    changed = alter(table).replace_schema_metadata({KEY: json.dumps(stated).encode()})
    pq.write_table(changed, file)


def with_value(table: pa.Table, column: str, row: int, value: Any) -> pa.Table:
    """Return a table with another value in one cell."""
    values = table[column].to_pylist()
    values[row] = value
    kind = table.schema.field(column).type
    if isinstance(value, float):
        kind = pa.float64()
    return table.set_column(table.column_names.index(column), column, pa.array(values, kind))


def _renamed(table: pa.Table, code: str, other: str) -> pa.Table:
    for name in ("area_code", "authority_code"):
        values = [other if one == code else one for one in table[name].to_pylist()]
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array(values, pa.string()))
    return table
