"""Reports for every source file how many rows were used, and which were left out and why."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa

from data.files.archive import Member
from data.files.parquet_writer import SCHEMAS, TableWriter, table_of
from data.load_report.reasons import EXAMPLES_OF, MOST_EXAMPLES
from data.load_report.survey_report import SurveyReport


@dataclass(kw_only=True)
class FileReport:
    """The row counts of one source file; `read == used + sum(left_out)` always holds."""

    file: str
    kind: str
    sha256: str
    read: int = 0
    used: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    # Notes about rows that were used, with the number of rows.
    notes: dict[str, int] = field(default_factory=dict)
    # The day on which the file was fetched; empty if unknown.
    retrieved: str = ""
    # Of police files: the force and the month of these rows. A file of several months has a report
    # for each of them.
    force: str = ""
    month: str = ""
    # Of surveys: questions, topics and answers off the scale. Older releases don't have it.
    survey: SurveyReport | None = None

    def __post_init__(self) -> None:
        if isinstance(self.survey, Mapping):
            self.survey = SurveyReport.read(self.survey)

    def note(self, counts: Mapping[str, int]) -> None:
        """Add numbers to the notes."""
        for why, number in counts.items():
            if number:
                self.notes[why] = self.notes.get(why, 0) + number

    @property
    def reconciles(self) -> bool:
        return self.read == self.used + sum(self.left_out.values())


class PolicePart(Protocol):
    """The rows of one force and month in a police file."""

    @property
    def force(self) -> str: ...
    @property
    def month(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def read(self) -> int: ...


class LoadReport:
    """The reports of all files of a build, and the rows that were left out.

    Rows are written to the release's folder as they are added, or stay in memory without a folder.
    Of rows of other places only the first thousand of each kind of file and reason are stored.
    """

    def __init__(self, release: Path | None = None) -> None:
        self.files: list[FileReport] = []
        # today: dates after it are refused as being in the future.
        self.today = "9999-12-31"
        # first_wave: answers of respondents of earlier months are not stored; empty for no limit.
        self.first_wave = ""
        # first_incident: the same for partners' own incidents.
        self.first_incident = ""
        # fictional: whether the files are of a fictional county, which may have example rows.
        self.fictional = False
        self._rows: list[pa.Table] = []
        self._examples = Counter[tuple[str, str]]()
        self._table = TableWriter(release, "left_out") if release else None

    def open_file(self, member: Member, kind: str, sha256: str = "") -> FileReport:
        """Add the report of a file and return it."""
        digest = sha256 or member.sha256()
        fetched = day_of_fetching(member.container)
        account = FileReport(file=name_of(member), kind=kind, sha256=digest, retrieved=fetched)
        self.files.append(account)
        return account

    def open_police_file(self, member: Member, part: PolicePart) -> FileReport:
        """Add the report of one force and month in a police file, all its rows read."""
        account = self.open_file(member, "police", part.sha256)
        account.force, account.month, account.read = part.force, part.month, part.read
        return account

    def leave_out(self, account: FileReport, rows: pd.DataFrame, reason: str) -> None:
        """Count rows as left out of their file, and store them for download.

        `rows` is indexed by line number in the file, so that the row can be found again.
        """
        if rows.empty:
            return
        account.left_out[reason] = account.left_out.get(reason, 0) + len(rows)
        self.retain(account, rows, reason)

    def retain(self, account: FileReport, rows: pd.DataFrame, reason: str) -> None:
        """Store rows for download without counting them as left out (a part of them was)."""
        rows = rows.iloc[: self._stored(account, reason, len(rows))]
        if rows.empty:
            return
        # As objects, because single cells of a column of text are slow to read.
        cells = rows.astype(object).to_numpy()
        names = [str(name) for name in rows.columns]
        records = [_as_json(dict(zip(names, row, strict=True))) for row in cells]
        codes = np.zeros(len(rows), dtype=np.int32)
        self._store(account, rows.index.to_numpy(), (codes, [str(reason)]), pa.array(records))

    def leave_out_rows(
        self,
        account: FileReport,
        lines: np.ndarray,
        reasons: Mapping[str, int],
        records: Callable[[np.ndarray], pa.Array],
    ) -> None:
        """Count rows as left out, sorted by reason, and store them as JSON records.

        `reasons` is the number of rows of each reason, in the order of `lines`. `records` returns
        the records of the rows at these positions in `lines`.
        """
        stored = []
        first = 0
        for reason, number in reasons.items():
            account.left_out[reason] = account.left_out.get(reason, 0) + number
            stored.append(np.arange(first, first + self._stored(account, reason, number)))
            first += number
        picked = np.concatenate(stored)
        if len(picked):
            codes = np.repeat(np.arange(len(reasons)), list(map(len, stored)))
            self._store(account, lines[picked], (codes, list(reasons)), records(picked))

    def _stored(self, account: FileReport, reason: str, rows: int) -> int:
        """Return how many of the rows are stored: all, or examples where there can be very many."""
        if reason not in EXAMPLES_OF:
            return rows
        key = (account.kind, str(reason))
        few = min(rows, MOST_EXAMPLES - self._examples[key])
        self._examples[key] += few
        return few

    def _store(
        self,
        account: FileReport,
        lines: np.ndarray,
        reasons: tuple[np.ndarray, list[str]],
        records: pa.Array,
    ) -> None:
        columns = {
            "file": (np.zeros(len(lines), dtype=np.int32), [account.file]),
            "row": np.asarray(lines, dtype=np.int64),
            "reason": reasons,
            "record": records,
        }
        if self._table:
            self._table.write(columns)
        else:
            self._rows.append(table_of("left_out", columns))

    def close(self) -> int:
        """Close the table of rows left out and return its number of rows."""
        assert self._table
        self._table.close()
        return self._table.rows

    def rows_left_out(self) -> pd.DataFrame:
        """Return the rows left out in memory: file, line number, reason and the original record."""
        none = SCHEMAS["left_out"].empty_table()
        rows: pd.DataFrame = pa.concat_tables([none, *self._rows]).to_pandas()
        return rows.astype({"file": "str", "reason": "str"})


def name_of(member: Member) -> str:
    """Return a file's name for reports, without the folder on disk.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    str
        Its path inside the folder, or "zip: path" for a member of a zip.

    Examples
    --------
    >>> member = Member(name="a.csv", path_shown="x.zip: a.csv", size=1, container=Path("x.zip"))
    >>> name_of(member)
    'x.zip: a.csv'
    """
    if member.container.suffix.lower() == ".zip":
        return f"{member.container.name}: {member.name}"
    return member.name


def day_of_fetching(file: Path) -> str:
    """Return the day on which a file was fetched, from the record beside it.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    str
        ISO date; empty if there is no record or it is of a file of another size.

    Examples
    --------
    >>> day_of_fetching(Path("no-such-file.csv"))
    ''
    """
    beside = file.with_name(file.name + ".json")
    try:
        record = json.loads(beside.read_text(encoding="utf-8"))
        day = dt.date.fromisoformat(record["retrieved"][: len("2026-11-20")])
        return day.isoformat() if record["bytes"] == file.stat().st_size else ""
    # Brackets within brackets without end are a RecursionError.
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


ENCODER = json.JSONEncoder(ensure_ascii=False)


def _as_json(record: dict[str, Any]) -> str:
    # NaN and NaT don't equal themselves; pd.isna takes most of the time of a large file.
    given = {k: v for k, v in record.items() if v is not None and v is not pd.NA and v == v}
    return ENCODER.encode(given)
