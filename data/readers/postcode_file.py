"""Reads the ONS Postcode Directory or Postcode Lookup; only the rows of the area stay."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.projection import metres
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.readers.text.rows import cells_of_line

# COLUMNS: what is read, by the names that the editions give it.
COLUMNS = {
    "postcode": r"pcds",
    "ward_code": r"osward|ward|wd\d\dcd",
    "lsoa_code": r"lsoa21|lsoa21cd",
    "x": r"oseast1m|east1m",
    "y": r"osnrth1m|north1m",
    "lat": r"lat",
    "lon": r"long",
}
NEEDED = ("postcode", "ward_code", "lsoa_code")
FIRST_DATA_LINE = 2
BLOCK = 1 << 24
# MOST_EXAMPLES: the number of postcodes of other places that are stored for download.
MOST_EXAMPLES = 1_000
# NORTHERNMOST: the latitude of a postcode without a location is 99.999999.
NORTHERNMOST = 61


def read_postcodes(
    files: Sequence[Member], wards: frozenset[str], report: LoadReport
) -> pd.DataFrame:
    """Return the postcodes of the area with their ward, LSOA and location.

    The files are read in parts, so that memory doesn't grow with the country. A postcode that
    occurs again replaces the one before it.

    Parameters
    ----------
    files
        The files, the newest last.
    wards
        The codes of the area's wards.
    report
        The load report. Rows of other places are all counted, and the first ones are stored.

    Returns
    -------
    DataFrame
        `postcode`, `ward_code`, `lsoa_code`, and `x` and `y` in metres, missing where the file has
        no location.

    Raises
    ------
    SourceError
        If a file lacks a column, has no row or is no CSV.

    Examples
    --------
    >>> read_postcodes([file], wards.codes, LoadReport())["postcode"].is_unique  # doctest: +SKIP
    True
    """
    accounts, parts = [], []
    for at, member in enumerate(files):
        account = report.open_file(member, "postcodes")
        accounts.append(account)
        for part in _parts(member):
            account.read += len(part)
            inside = part["ward_code"].isin(list(wards))
            _leave_out_elsewhere(account, part[~inside], report)
            parts.append(part[inside].assign(file=at))
        if not account.read:
            raise SourceError(
                file=member.path_shown, expected=Message("rows.one"), found=Message("found.none")
            )
    every = pd.concat(parts) if parts else pd.DataFrame(columns=[*COLUMNS, "file"])
    again = every["postcode"].duplicated(keep="last")
    for at, account in enumerate(accounts):
        of_file = every["file"] == at
        rows = every.loc[of_file & again, ["postcode", "ward_code", "lsoa_code"]]
        report.leave_out(account, rows, Reason.POSTCODE_TWICE)
        account.used = int((of_file & ~again).sum())
    return _located(every[~again]).reset_index(drop=True)


def normalised(postcodes: pd.Series) -> pd.Series:
    """Return postcodes without spaces, dots and hyphens, in capitals.

    Parameters
    ----------
    postcodes
        Postcodes in any spelling.

    Returns
    -------
    Series
        The same postcodes.

    Examples
    --------
    >>> normalised(pd.Series(["cf10 1aa", "CF10-1AA"])).tolist()
    ['CF101AA', 'CF101AA']
    """
    return postcodes.astype("str").str.upper().str.replace(r"[\s.\-]", "", regex=True)


def _parts(member: Member) -> Iterator[pd.DataFrame]:
    """Yield the columns of a file in parts, indexed by line number."""
    names = _names(member)
    line = FIRST_DATA_LINE
    with member.open() as stream:
        try:
            reader = pa.csv.open_csv(
                stream,
                read_options=pa.csv.ReadOptions(block_size=BLOCK),
                convert_options=pa.csv.ConvertOptions(
                    include_columns=list(names.values()),
                    column_types=dict.fromkeys(names.values(), pa.string()),
                    strings_can_be_null=False,
                ),
            )
            for batch in reader:
                columns = {name: pc.utf8_trim_whitespace(batch[raw]) for name, raw in names.items()}
                part = pa.table(columns).to_pandas()
                part.index = pd.RangeIndex(line, line + len(part))
                line += len(part)
                yield part
        except pa.ArrowInvalid as fault:
            raise SourceError(
                file=member.path_shown, expected=Message("text.commas"), found=Message("text.none")
            ) from fault


def _names(member: Member) -> dict[str, str]:
    """Return the file's own name of each column; raise SourceError if a needed one is missing."""
    with member.open() as stream:
        first = stream.readline().decode("utf-8-sig", errors="replace")
    # A line may end with a carriage return alone, so that all lines are one.
    header = cells_of_line(re.split(r"[\r\n]", first, maxsplit=1)[0], ",")
    names = {}
    for name, pattern in COLUMNS.items():
        alike = [raw for raw in header if re.fullmatch(pattern, raw.strip(), re.IGNORECASE)]
        if alike:
            names[name] = max(alike)
    missing = [COLUMNS[name].replace(r"\d\d", "25") for name in NEEDED if name not in names]
    if missing:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.header"),
            expected=Message("columns.these", columns=tuple(missing)),
            found=", ".join(header[:15])[:300] or Message("found.no_columns"),
        )
    return names


def _leave_out_elsewhere(account: FileReport, rows: pd.DataFrame, report: LoadReport) -> None:
    """Count the rows of other places, and store the first ones."""
    left = account.left_out.get(Reason.OUTSIDE_THE_AREA, 0)
    first = rows.head(max(MOST_EXAMPLES - left, 0))
    report.leave_out(account, first, Reason.OUTSIDE_THE_AREA)
    if len(rows):
        account.left_out[Reason.OUTSIDE_THE_AREA] = left + len(rows)


def _located(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with locations in metres; degrees are converted if it has no metres."""
    numbers = table.reindex(columns=["x", "y", "lat", "lon"]).apply(pd.to_numeric, errors="coerce")
    placed = (numbers["x"] > 0) & (numbers["y"] > 0)
    x, y = (np.array(numbers[name].where(placed), dtype=float) for name in ("x", "y"))
    in_degrees = (~placed & numbers["lon"].notna() & (numbers["lat"] < NORTHERNMOST)).to_numpy()
    if in_degrees.any():
        degrees = numbers.loc[in_degrees, ["lon", "lat"]].to_numpy(dtype=float)
        x[in_degrees], y[in_degrees] = metres(*degrees.T)
    located = table[["postcode", "ward_code", "lsoa_code"]].astype("str")
    return located.assign(x=x, y=y)
