"""Load the police's stops and searches: how many there were in each small area and month.

Gender, age and ethnicity are not read, and not stored with rows that are left out.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from data.file_kinds import STOP_AND_SEARCH
from data.files.archive import Member
from data.geometry.point_in_area import locate
from data.geometry.projection import metres
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.readers.csv_table import read_csv
from data.schema import LSOA, WARD
from data.sources.source import Loading

COLUMNS = ("Type", "Date", "Latitude", "Longitude")
DAY = r"^20\d\d-(0[1-9]|1[0-2])-\d\d"
KEY = ["month", "search", "ward_code", "lsoa_code"]


def load_stops(files: Sequence[Member], build: Loading) -> pd.DataFrame:
    """Count the stops of all files by place, month and type.

    Parameters
    ----------
    files
        The files. Of two with one name (a force and month) the one with more rows is used; of two
        with the same content one.
    build
        The areas and the load report.

    Returns
    -------
    DataFrame
        `month`, `search`, `ward_code`, `lsoa_code` and `stops`.

    Examples
    --------
    >>> load_stops([stops_of_june], build)["stops"].sum()  # doctest: +SKIP
    212
    """
    tables = [read_csv(member, needs=COLUMNS)[list(COLUMNS)] for member in files]
    accounts = [build.report.open_file(member, STOP_AND_SEARCH) for member in files]
    used: dict[str, int] = {}
    passed: dict[int, Reason] = {}
    digests: set[str] = set()
    for number, (member, account) in enumerate(zip(files, accounts, strict=True)):
        account.read = len(tables[number])
        name = PurePosixPath(member.name).name
        if account.sha256 in digests:
            passed[number] = Reason.FILE_TWICE
            continue
        digests.add(account.sha256)
        before = used.get(name)
        if before is None:
            used[name] = number
            continue
        fewer, more = sorted((before, number), key=lambda one: (len(tables[one]), one))
        passed[fewer], used[name] = Reason.FEWER_ROWS, more
    parts = []
    for number, (table, account) in enumerate(zip(tables, accounts, strict=True)):
        if number in passed:
            build.report.leave_out(account, table, passed[number])
        else:
            parts.append(_located(table, account, build))
    counted = pd.concat(parts).groupby(KEY, sort=True).size()
    return counted.rename("stops").reset_index()


def _located(table: pd.DataFrame, account: FileReport, build: Loading) -> pd.DataFrame:
    """Return month, type and place of each usable row, and count the others by reason."""
    blank = table.isna().all(axis=1)
    unlocated = table["Latitude"].isna() | table["Longitude"].isna()
    east, north = (
        pd.to_numeric(table[name], errors="coerce") for name in ("Longitude", "Latitude")
    )
    unreadable = east.isna() | north.isna()
    dated = table["Date"].fillna("").str.match(DAY)
    found = pd.Series(
        np.select(
            [blank, ~dated, unlocated, unreadable],
            [Reason.BLANK_ROW, Reason.BAD_DATE, Reason.NO_LOCATION, Reason.BAD_COORDINATES],
            "",
        ),
        table.index,
    )
    good = table[found == ""]
    x, y = metres(east[good.index].to_numpy(float), north[good.index].to_numpy(float))
    codes = {}
    for level in (WARD, LSOA):
        at_level = build.areas[build.areas["level"] == level]
        codes[f"{level}_code"] = pd.Series(locate(x, y, at_level), good.index, dtype=object)
    placed = codes["ward_code"].notna() & codes["lsoa_code"].notna()
    found[good.index[~placed.to_numpy()]] = Reason.OUTSIDE_THE_AREA
    for reason in found[found != ""].unique():
        build.report.leave_out(account, table[found == reason], Reason(str(reason)))
    account.used = int(placed.sum())
    rows = good.assign(
        month=good["Date"].str[:7], search=good["Type"].fillna("not stated"), **codes
    )
    return rows.loc[placed, KEY]
