"""A table written in parts equals the table written at once."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data.files import parquet_writer
from data.files.parquet_writer import SCHEMAS, TableWriter
from data.schema import TABLES, check
from tests.cases import every_case


def test_parts_make_one_table_of_plain_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_writer, "AT_A_TIME", 3)
    with TableWriter(tmp_path, "point_counts") as table:
        for month, words in enumerate((["2025-05", "2025-06"], ["2025-05", "2025-06", "2025-07"])):
            table.write(
                {
                    "point": np.arange(2),
                    "month": (np.full(2, month), words),
                    "category": (np.array([1, 0]), ["burglary", "drugs"]),
                    "incidents": np.array([5, 1]),
                }
            )
    assert table.rows == 4
    read = pd.read_parquet(tmp_path / "point_counts.parquet")
    check("point_counts", read)
    assert read["month"].tolist() == ["2025-05", "2025-05", "2025-06", "2025-06"]
    assert read["category"].tolist() == ["drugs", "burglary"] * 2


def test_missing_values_are_refused(tmp_path: Path) -> None:
    rows = {"file": ([0], ["a"]), "row": [1], "reason": ([0], ["b"])}
    rows["record"] = pa.array([None], pa.string())
    with pytest.raises(ValueError, match="missing values in record"):
        parquet_writer.table_of("left_out", rows)


@every_case("name", SCHEMAS)
def test_the_columns_are_those_of_the_contract(name: str, tmp_path: Path) -> None:
    assert SCHEMAS[name].names == list(TABLES[name].columns)
    TableWriter(tmp_path, name).close()
    assert len(pd.read_parquet(tmp_path / f"{name}.parquet")) == 0
