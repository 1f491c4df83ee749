"""data.police.uk street files: one file a force and month, parsed into one row an incident.

Parsing knows nothing of places, so that a month is parsed once and for all: the result is kept
under the file's hash, and located later, when the boundaries are known.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from data.errors import SourceError
from data.grid import metres
from data.schema import CATEGORIES, MONTH
from data.sources.archive import Member
from data.sources.reasons import Reason

CATEGORY_OF = {
    "Anti-social behaviour": "anti-social-behaviour",
    "Bicycle theft": "bicycle-theft",
    "Burglary": "burglary",
    "Criminal damage and arson": "criminal-damage-arson",
    "Drugs": "drugs",
    "Other theft": "other-theft",
    "Possession of weapons": "possession-of-weapons",
    "Public order": "public-order",
    "Robbery": "robbery",
    "Shoplifting": "shoplifting",
    "Theft from the person": "theft-from-the-person",
    "Vehicle crime": "vehicle-crime",
    "Violence and sexual offences": "violent-crime",
    "Other crime": "other-crime",
}
COLUMNS = (
    "Crime ID",
    "Month",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "Crime type",
    "Last outcome category",
)
REPEATING = ("Month", "Location", "LSOA code", "Crime type", "Last outcome category")
FILE_NAME = re.compile(r"^(\d{4}-\d{2})-(.+)-street\.csv$")
PARSE_FORMAT = 2
GOOD = -1
REASONS = (
    Reason.UNKNOWN_CRIME_TYPE,
    Reason.NOT_THE_FILES_MONTH,
    Reason.NO_LOCATION,
    Reason.BAD_COORDINATES,
)


@dataclass(frozen=True, kw_only=True)
class MonthFile:
    """One force's file of one month, and where its parsed rows are kept."""

    force: str
    month: str
    shown: str
    sha256: str
    kept_at: Path


def force_and_month(name: str) -> tuple[str, str] | None:
    """("gwent", "2025-06") of "2025-06-gwent-street.csv"; None for any other name."""
    found = FILE_NAME.match(name.rsplit("/", 1)[-1])
    return (found.group(2), found.group(1)) if found else None


def force_and_month_inside(member: Member) -> tuple[str, str]:
    """The same from a renamed file's first row."""
    with member.open() as file:
        head = file.read(1 << 16).decode("utf-8-sig", errors="replace").splitlines()
    rows = list(csv.DictReader(head[:2]))
    if not rows or not re.match(MONTH, rows[0].get("Month") or ""):
        raise SourceError(
            file=member.path_shown,
            where="row 2, column Month",
            expected="a month such as 2025-06",
            found=str(rows[0].get("Month") if rows else "no row"),
        )
    force = (rows[0].get("Falls within") or "unknown").lower().removesuffix(" police")
    return force.replace(" ", "-"), rows[0]["Month"]


def parse_month(content: bytes, shown: str, month: str) -> pa.Table:
    """Every row of a month's file with its line, its grid point and, where unusable, why."""
    rows = _read(content, shown)
    x = _number(rows["Longitude"])
    y = _number(rows["Latitude"])
    blank = _is_blank(rows["Longitude"]) & _is_blank(rows["Latitude"])
    category = _category(rows["Crime type"])
    own_month = np.asarray(pc.equal(rows["Month"].cast(pa.string()), month))
    reason = np.select(
        [category < 0, ~own_month, blank, np.isnan(x) | np.isnan(y)],
        range(len(REASONS)),
        default=GOOD,
    ).astype(np.int8)
    good = reason == GOOD
    east, north = np.full(len(x), np.nan), np.full(len(x), np.nan)
    east[good], north[good] = metres(x[good], y[good])
    ids = pc.fill_null(rows["Crime ID"], "")
    return pa.table(
        {
            "line": np.arange(2, len(x) + 2, dtype=np.int32),
            "reason": reason,
            "category": category.astype(np.int8),
            "east": east,
            "north": north,
            "id_hash": _hashes(ids),
            "crime_id": ids,
            "longitude": rows["Longitude"],
            "latitude": rows["Latitude"],
            **{_slug(name): rows[name] for name in REPEATING},
        }
    )


def keep_parsed(table: pa.Table, path: Path) -> None:
    """Keep a parsed month, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    pq.write_table(table, draft, compression="zstd")
    draft.replace(path)


def _read(content: bytes, shown: str) -> dict[str, pa.Array]:
    """The columns that are needed, as text; those that repeat as dictionaries."""
    types = {name: pa.string() for name in COLUMNS}
    types |= {name: pa.dictionary(pa.int32(), pa.string()) for name in REPEATING}
    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(_as_utf8(content)),
            read_options=pyarrow.csv.ReadOptions(block_size=1 << 24),
            convert_options=pyarrow.csv.ConvertOptions(column_types=types),
        )
    except pa.ArrowInvalid as fault:
        raise SourceError(file=shown, expected="police.uk's columns", found=str(fault)) from fault
    missing = [name for name in COLUMNS[:-1] if name not in table.column_names]
    if missing:
        raise SourceError(
            file=shown,
            where="the header",
            expected="the columns " + ", ".join(missing),
            found=", ".join(table.column_names[:15]),
        )
    if COLUMNS[-1] not in table.column_names:
        table = table.append_column(COLUMNS[-1], pa.array([""] * len(table)).dictionary_encode())
    return {name: _one_chunk(table[name]) for name in COLUMNS}


def _as_utf8(content: bytes) -> bytes:
    """police.uk writes UTF-8; a file saved again by a spreadsheet is Windows-1252."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode("utf-8")
    return content.removeprefix(b"\xef\xbb\xbf")


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    chunks = column.combine_chunks()
    return chunks.chunk(0) if isinstance(chunks, pa.ChunkedArray) else chunks


def _is_blank(column: pa.Array) -> np.ndarray:
    return np.asarray(pc.equal(pc.utf8_trim_whitespace(column), ""))


def _number(column: pa.Array) -> np.ndarray:
    """Numbers, with NaN for what isn't one; the quick way first, since nearly all are."""
    blanked = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    try:
        return np.asarray(pc.cast(blanked, pa.float64()), dtype=float)
    except pa.ArrowInvalid:
        values = pd.to_numeric(blanked.to_pandas(), errors="coerce")
        return np.asarray(values, dtype=float)


def _category(column: pa.DictionaryArray) -> np.ndarray:
    numbers = {category: number for number, category in enumerate(CATEGORIES)}
    of_word = np.array(
        [numbers.get(CATEGORY_OF.get(str(word).strip(), ""), -1) for word in column.dictionary]
        or [-1],
        dtype=np.int8,
    )
    numbers_of_rows: np.ndarray = of_word[column.indices.to_numpy(zero_copy_only=False)]
    return numbers_of_rows


def _hashes(ids: pa.Array) -> np.ndarray:
    """A number for each Crime ID, 0 where there is none."""
    hashed = pd.util.hash_array(ids.to_numpy(zero_copy_only=False), categorize=False)
    return np.where(np.asarray(pc.equal(ids, "")), np.uint64(0), hashed)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")
