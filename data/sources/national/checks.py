"""Checks a file of national counts, and takes it into a release as it is."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import SourceError
from data.file_kinds import NATIONAL
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.messages import Message
from data.months import months_between
from data.readers.parquet_file import open_parquet
from data.release.national.layout import (
    ALWAYS,
    LEVELS,
    OLDEST,
    PARTS,
    TEXTS,
    VERSION,
    NationalFacts,
    count_columns,
    facts_of,
    stated_in,
)
from data.schema import WARD
from data.sources.source import Loading

CODE = re.compile(r"[EW]\d{8}")
SHARES = ("income", "towns")


def write_national_counts(member: Member, build: Loading, release: Path) -> int:
    """Check a file of national counts and copy it into the release.

    Areas of the release that the file doesn't have are noted: they can't be compared.

    Parameters
    ----------
    member
        The file.
    build
        The areas of the build and the load report.
    release
        The folder of the release.

    Returns
    -------
    int
        The number of areas.

    Raises
    ------
    SourceError
        If the file can't be used; it names the row and the column.

    Examples
    --------
    >>> write_national_counts(national_file, build, Path("release"))  # doctest: +SKIP
    36300
    """
    facts, codes = check_national(member)
    if facts.fictional != build.report.fictional:
        expected, found = ("national.of_fictional", "national.of_real")
        if facts.fictional:
            expected, found = ("national.real", "national.fictional")
        raise SourceError(file=member.path_shown, expected=Message(expected), found=Message(found))
    account = build.report.open_file(member, NATIONAL)
    account.read = account.used = len(codes)
    wards = build.areas[build.areas["level"] == WARD]
    own = {*build.lsoas, *wards["authority_code"].dropna()}
    account.note({Reason.NOT_IN_NATIONAL: len(own - codes)})
    (release / f"{NATIONAL}.parquet").write_bytes(member.read_bytes())
    return len(codes)


def check_national(member: Member) -> tuple[NationalFacts, set[str]]:
    """Check every value of a file of national counts.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    tuple
        What the file says about itself, and the codes of its areas.

    Raises
    ------
    SourceError
        For the first fault, with its row and column.

    Examples
    --------
    >>> check_national(national_file)[0].last_month  # doctest: +SKIP
    '2024-12'
    """
    try:
        with open_parquet(member) as file:
            facts = _facts(member, file.schema_arrow)
            _check_columns(member, file.schema_arrow, facts)
            codes = _check_areas(member, file)
            for name in (*PARTS, *count_columns(_months(facts))):
                if name in file.schema_arrow.names:
                    _check_numbers(member, name, _column(file, name))
    except (pa.ArrowException, OSError) as fault:
        expected = Message("national.file")
        found = Message("found.another")
        raise SourceError(file=member.path_shown, expected=expected, found=found) from fault
    return facts, codes


def _facts(member: Member, schema: pa.Schema) -> NationalFacts:
    stated = stated_in(schema)
    version = stated.get("version")
    if isinstance(version, int) and not OLDEST <= version <= VERSION:
        raise SourceError(
            file=member.path_shown,
            expected=Message("national.version", oldest=OLDEST, newest=VERSION),
            found=Message("national.is_version", version=version),
        )
    try:
        facts = facts_of(stated)
        _months(facts)
    except (TypeError, ValueError) as fault:
        expected = Message("national.file")
        raise SourceError(
            file=member.path_shown, expected=expected, found=Message("national.other")
        ) from fault
    return facts


def _months(facts: NationalFacts) -> list[str]:
    return list(months_between(facts.first_month, facts.last_month))


def _check_columns(member: Member, schema: pa.Schema, facts: NationalFacts) -> None:
    """Raise SourceError if a column is missing or of another type."""
    there = set(schema.names)
    missing = next((name for name in ALWAYS if name not in there), None)
    if missing:
        raise SourceError(
            file=member.path_shown,
            expected=Message("national.column", column=missing),
            found=Message("national.not_there"),
        )
    counts = count_columns(_months(facts))
    lacking = next((name for name in counts if name not in there), None)
    if lacking:
        expected = Message("national.months", first=facts.first_month, last=facts.last_month)
        where, found = Message("where.column", column=lacking), Message("national.not_there")
        raise SourceError(file=member.path_shown, where=where, expected=expected, found=found)
    for name in (*TEXTS, *PARTS, *counts):
        if name not in there:
            continue
        kind = schema.field(name).type
        fits = _is_text(kind) if name in TEXTS else _is_number(kind)
        if not (fits or pa.types.is_null(kind)):
            raise SourceError(
                file=member.path_shown,
                where=Message("where.column", column=name),
                expected=Message("national.texts" if name in TEXTS else "national.numbers"),
                found=str(kind),
            )


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _check_areas(member: Member, file: pq.ParquetFile) -> set[str]:
    """Return the codes; raise SourceError for a level or a code that can't be."""
    levels, codes = (_column(file, name).to_pylist() for name in ("level", "area_code"))
    seen: set[str] = set()
    for row, (level, code) in enumerate(zip(levels, codes, strict=True), 1):
        if level not in LEVELS:
            raise _wrong(member, row, "level", Message("national.level", levels=LEVELS), level)
        if not isinstance(code, str) or not CODE.fullmatch(code) or code in seen:
            raise _wrong(member, row, "area_code", Message("national.code"), code)
        seen.add(code)
    if {*levels} != {*LEVELS}:
        found = ", ".join(sorted(set(levels))) or Message("found.none")
        raise SourceError(file=member.path_shown, expected=Message("national.both"), found=found)
    return seen


def _check_numbers(member: Member, name: str, column: pa.ChunkedArray) -> None:
    numbers = column.to_numpy().astype(float)
    wrong = (numbers < 0) | np.isinf(numbers)
    expected = Message("national.not_negative")
    if name not in PARTS:
        wrong |= np.isfinite(numbers) & (numbers != np.floor(numbers))
        expected = Message("national.whole")
    elif name in SHARES:
        wrong |= numbers > 1
        expected = Message("national.share")
    for row in _first(np.flatnonzero(wrong)):
        raise _wrong(member, row + 1, name, expected, float(numbers[row]))


def _first(rows: Iterable[int]) -> Iterator[int]:
    for row in rows:
        yield int(row)
        return


def _column(file: pq.ParquetFile, name: str) -> pa.ChunkedArray:
    return file.read([name], use_threads=False)[name]


def _wrong(member: Member, row: int, column: str, expected: Message, found: object) -> SourceError:
    return SourceError(
        file=member.path_shown,
        where=Message("where.row_column", row=row, column=column),
        expected=expected,
        found=Message("found.none") if found is None else str(found)[:80],
    )
