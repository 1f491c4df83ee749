"""Finds the rows of a release's tables that are removed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.erasure.removal import KINDS, Removal
from data.file_kinds import PERCEPTIONS
from data.files.parquet_writer import AT_A_TIME
from data.load_report.reasons import Reason
from data.release.manifest import Manifest

LEFT_OUT = "left_out"


@dataclass(kw_only=True)
class RemovedRows:
    """The rows that are removed from the tables of one release."""

    # By table that is written anew, the number of rows.
    tables: Counter[str] = field(default_factory=Counter)
    # The respondents whose answers are removed, and the number of their answers by question.
    respondents: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    # By file, kind and reason, the number of rows that were left out.
    left_out: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    # The answers that weren't on their scale: question and answer.
    off_scale: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.tables)

    def used(self, kind: str) -> int:
        """Return the number of rows of files that the release used."""
        return len(self.respondents) if kind == PERCEPTIONS else self.tables[kind]


def find_rows(folder: Path, manifest: Manifest, removal: Removal) -> RemovedRows:
    """Return the rows of a release that are removed.

    Parameters
    ----------
    folder
        The folder of the release.
    manifest
        Its manifest.
    removal
        What is removed.

    Returns
    -------
    RemovedRows
        Their numbers.

    Examples
    --------
    >>> find_rows(folder, manifest, removal).tables["groups"]  # doctest: +SKIP
    1
    """
    found, kinds = RemovedRows(), kinds_by_file(manifest)
    tables = {kind: folder / f"{kind}.parquet" for kind in KINDS if kind in manifest.tables}
    left_out = folder / f"{LEFT_OUT}.parquet" if LEFT_OUT in manifest.tables else None
    if PERCEPTIONS in tables:
        found.respondents = _respondents(tables.pop(PERCEPTIONS), left_out, kinds, removal)
        _count_answers(folder / f"{PERCEPTIONS}.parquet", found)
    for kind, path in tables.items():
        if rows := sum(int(removal.rows(kind, part).sum()) for part in _parts(path, kind, removal)):
            found.tables[kind] = rows
    renamed = [file for file in kinds if removal.redacted(file) != file]
    for batch in batches(left_out) if left_out else ():
        if pc.any(pc.is_in(batch["file"], pa.array(renamed, batch["file"].type))).as_py():
            found.tables[LEFT_OUT] += 0  # It is written anew with other names of files.
        for row, kind in rows_left_out(batch.to_pandas(), kinds, removal, found.respondents):
            found.tables[LEFT_OUT] += 1
            found.left_out[row.file, kind, row.reason] += 1
            record = json.loads(row.record)
            if row.reason == Reason.OFF_THE_SCALE:
                found.off_scale[record.get("question", ""), record.get("answer", "")] += 1
            elif row.reason == Reason.UNKNOWN_MODE:
                found.off_scale["mode", record.get("mode", "")] += 1
    return found


def _respondents(
    path: Path, left_out: Path | None, kinds: dict[str, set[str]], removal: Removal
) -> set[str]:
    """Return whose answers are removed: of each respondent all or none."""
    found = set[str]()
    for rows in _parts(path, PERCEPTIONS, removal, "respondent"):
        found |= set(rows.loc[removal.rows(PERCEPTIONS, rows), "respondent"])
    for batch in batches(left_out) if left_out else ():
        for row, kind in rows_left_out(batch.to_pandas(), kinds, removal, set()):
            # Of an answer off its scale the respondent's other answers were used.
            if kind == PERCEPTIONS and row.reason == Reason.OFF_THE_SCALE:
                found.add(json.loads(row.record)["respondent"])
    return found


def _count_answers(path: Path, found: RemovedRows) -> None:
    for batch in batches(path, ["respondent", "question"]) if found.respondents else ():
        rows = batch.to_pandas()
        removed = rows[rows["respondent"].isin(found.respondents)]
        found.answers.update(removed["question"])
    if found.answers:
        found.tables[PERCEPTIONS] = found.answers.total()


def _parts(path: Path, kind: str, removal: Removal, *more: str) -> Iterator[pd.DataFrame]:
    """Yield the columns of a table that decide which rows are removed."""
    columns = removal.columns(kind)
    if columns == ():
        return
    known = [name for name in pq.read_schema(path).names if name != "geometry"]
    wanted = known if columns is None else [name for name in known if name in {*columns, *more}]
    for batch in batches(path, wanted):
        yield batch.to_pandas()


def batches(path: Path, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table in parts.

    Parameters
    ----------
    path
        The Parquet file.
    columns
        The columns; None for all.

    Yields
    ------
    RecordBatch
        A part.

    Examples
    --------
    >>> [len(part) for part in batches(Path("groups.parquet"))]  # doctest: +SKIP
    [60]
    """
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(batch_size=AT_A_TIME, columns=columns)


def kinds_by_file(manifest: Manifest) -> dict[str, set[str]]:
    """Return the partner kinds of each file of the load report.

    Parameters
    ----------
    manifest
        The manifest of a release.

    Returns
    -------
    dict of set
        By the file's name; public files are not in it.

    Examples
    --------
    >>> kinds_by_file(manifest)  # doctest: +SKIP
    {'groups.csv': {'groups'}}
    """
    kinds: dict[str, set[str]] = {}
    for account in manifest.files:
        if account.kind in KINDS:
            kinds.setdefault(account.file, set()).add(account.kind)
    return kinds


def rows_left_out(
    rows: pd.DataFrame, kinds: dict[str, set[str]], removal: Removal, respondents: set[str]
) -> Iterator[tuple[pd.Series, str]]:
    """Yield each row of the table of rows left out that is removed, with the kind of its file.

    Parameters
    ----------
    rows
        A part of the table.
    kinds
        The partner kinds of each file.
    removal
        What is removed.
    respondents
        The respondents whose answers are removed.

    Yields
    ------
    tuple
        The row and the kind.

    Examples
    --------
    >>> list(rows_left_out(rows, kinds, removal, set()))  # doctest: +SKIP
    """
    for kind in KINDS:
        own = rows[rows["file"].isin([file for file, known in kinds.items() if kind in known])]
        if own.empty:
            continue
        records = pd.DataFrame([*map(json.loads, own["record"])], index=own.index)
        gone = removal.rows(kind, records)
        if kind == PERCEPTIONS and "respondent" in records:
            gone |= records["respondent"].isin(respondents)
        for _, row in own[gone].iterrows():
            yield row, kind
