"""What became of every row that was read: used, or left out and why."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.files.archive import Member
from data.files.parquet_writer import SCHEMAS, TableWriter, table_of


@dataclass(kw_only=True)
class FileReport:
    """One source file's account; `read == used + sum(left_out)` always holds."""

    file: str
    kind: str
    sha256: str
    read: int = 0
    used: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    """Things worth knowing about rows that were used, with how many there were."""
    retrieved: str = ""
    """The day that it was fetched on; empty where nothing says."""

    @property
    def reconciles(self) -> bool:
        return self.read == self.used + sum(self.left_out.values())


class LoadReport:
    """The accounts of all files of a build, and the rows that were left out.

    Those are written to the release's folder as they come; without a folder they stay in memory.
    """

    def __init__(self, release: Path | None = None) -> None:
        self.files: list[FileReport] = []
        self.today = "9999-12-31"
        """The last day on which anything can have happened."""
        self._rows: list[pa.Table] = []
        self._table = TableWriter(release, "left_out") if release else None

    def open_file(self, member: Member, kind: str, sha256: str = "") -> FileReport:
        """Start the account of a file."""
        digest = sha256 or member.sha256()
        fetched = day_of_fetching(member.container)
        account = FileReport(file=name_of(member), kind=kind, sha256=digest, retrieved=fetched)
        self.files.append(account)
        return account

    def leave_out(self, account: FileReport, rows: pd.DataFrame, reason: str) -> None:
        """Count rows as left out of the file they came from, and keep them for download.

        `rows` is indexed by line number in the file, so that the row can be found again.
        """
        if rows.empty:
            return
        account.left_out[reason] = account.left_out.get(reason, 0) + len(rows)
        self.keep(account, rows, reason)

    def keep(self, account: FileReport, rows: pd.DataFrame, reason: str) -> None:
        """Keep rows for download without counting them as left out (a part of them was)."""
        records = [_as_json(record) for record in rows.to_dict("records")]
        codes = np.zeros(len(rows), dtype=np.int32)
        self._keep(account, rows.index.to_numpy(), (codes, [str(reason)]), pa.array(records))

    def leave_out_rows(
        self,
        account: FileReport,
        lines: np.ndarray,
        reasons: Mapping[str, int],
        rows: pa.Array,
    ) -> None:
        """The same for rows that are records already: so many of the first reason, and so on."""
        for reason, number in reasons.items():
            account.left_out[reason] = account.left_out.get(reason, 0) + number
        codes = np.repeat(np.arange(len(reasons)), list(reasons.values()))
        self._keep(account, lines, (codes, list(reasons)), rows)

    def _keep(
        self,
        account: FileReport,
        lines: np.ndarray,
        reasons: tuple[np.ndarray, list[str]],
        records: pa.Array,
    ) -> None:
        kept = {
            "file": (np.zeros(len(lines), dtype=np.int32), [account.file]),
            "row": np.asarray(lines, dtype=np.int64),
            "reason": reasons,
            "record": records,
        }
        if self._table:
            self._table.write(kept)
        else:
            self._rows.append(table_of("left_out", kept))

    def close(self) -> int:
        """End the table of rows left out; answers with how many they are."""
        assert self._table
        self._table.close()
        return self._table.rows

    def rows_left_out(self) -> pd.DataFrame:
        """Every row left out: file, line number, reason and the record as it stood."""
        none = SCHEMAS["left_out"].empty_table()
        rows: pd.DataFrame = pa.concat_tables([none, *self._rows]).to_pandas()
        return rows.astype({"file": "str", "reason": "str"})


def name_of(member: Member) -> str:
    """A file by its name and not by where somebody's disk keeps it."""
    if member.container.suffix.lower() == ".zip":
        return f"{member.container.name}: {member.name}"
    return member.name


def day_of_fetching(file: Path) -> str:
    """The day in the record that a fetch keeps beside its file, where it is of this very file."""
    beside = file.with_name(file.name + ".json")
    try:
        kept = json.loads(beside.read_text(encoding="utf-8"))
        day = dt.date.fromisoformat(kept["retrieved"][: len("2026-11-20")])
        return day.isoformat() if kept["bytes"] == file.stat().st_size else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _as_json(record: dict[Any, Any]) -> str:
    return json.dumps({str(k): v for k, v in record.items() if not pd.isna(v)}, ensure_ascii=False)
