"""What became of every row that was read: used, or left out and why."""

import json
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data.sources.archive import Member


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

    @property
    def reconciles(self) -> bool:
        return self.read == self.used + sum(self.left_out.values())


class LoadReport:
    """The accounts of all files of a build, and the rows that were left out."""

    def __init__(self) -> None:
        self.files: list[FileReport] = []
        self._rows: list[pd.DataFrame] = []

    def open_file(self, member: Member, kind: str, sha256: str = "") -> FileReport:
        """Start the account of a file."""
        digest = sha256 or member.sha256()
        account = FileReport(file=name_of(member), kind=kind, sha256=digest)
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
        kept = {"file": account.file, "row": rows.index.to_numpy(), "reason": reason}
        self._rows.append(pd.DataFrame(kept | {"record": records}))

    def leave_out_rows(self, account: FileReport, rows: list[dict[str, Any]], reason: str) -> None:
        """The same for rows that are records already, each with its line."""
        account.left_out[reason] = account.left_out.get(reason, 0) + len(rows)
        records = [
            json.dumps(
                {k: v for k, v in row.items() if v is not None and v != "" and k != "line"},
                ensure_ascii=False,
            )
            for row in rows
        ]
        kept = {"file": account.file, "row": [row["line"] for row in rows], "reason": reason}
        self._rows.append(pd.DataFrame(kept | {"record": records}))

    def rows_left_out(self) -> pd.DataFrame:
        """Every row left out: file, line number, reason and the record as it stood."""
        if not self._rows:
            return pd.DataFrame(
                {
                    "file": pd.Series(dtype="str"),
                    "row": pd.Series(dtype="int64"),
                    "reason": pd.Series(dtype="str"),
                    "record": pd.Series(dtype="str"),
                }
            )
        return pd.concat(self._rows, ignore_index=True)


def name_of(member: Member) -> str:
    """A file by its name and not by where somebody's disk keeps it."""
    if member.container.suffix.lower() == ".zip":
        return f"{member.container.name}: {member.name}"
    return member.name


def _as_json(record: dict[Any, Any]) -> str:
    return json.dumps({str(k): v for k, v in record.items() if not pd.isna(v)}, ensure_ascii=False)
