"""data.police.uk street files: one row an incident, located again by where its point lies."""

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data.grid import metres
from data.locate import locate
from data.schema import LSOA, MONTH, WARD
from data.sources.report import FileReport, LoadReport
from data.sources.tables import read_csv

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
NEEDS = ("Crime ID", "Month", "Longitude", "Latitude", "Location", "LSOA code", "Crime type")
OUTCOME = "Last outcome category"


def load_police(files: list[Path], areas: gpd.GeoDataFrame, report: LoadReport) -> pd.DataFrame:
    """The incidents of all files that lie in the area, tidy, in the order of their months."""
    accounts: dict[str, FileReport] = {}
    parts = []
    for path in sorted(files):
        account = report.open_file(path, "police")
        accounts[account.file] = account
        parts.append(_readable_rows(path, account, report))
    rows = pd.concat(parts, ignore_index=True)
    rows = _latest_of_each_crime(rows, accounts, report)
    rows = _inside(rows, areas, accounts, report)
    for name, used in rows.groupby("file"):
        accounts[str(name)].used = len(used)
        _note_stated_codes(accounts[str(name)], used, areas)
    return _tidy(rows)


def months_missing(files: list[Path]) -> list[str]:
    """Months between the first and the last for which there is no file."""
    have = {path.name[:7] for path in files}
    return [month for month in months_between(min(have), max(have)) if month not in have]


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from the first to the last, both included."""
    for month in pd.period_range(first, last, freq="M"):
        yield str(month)


def _readable_rows(path: Path, account: FileReport, report: LoadReport) -> pd.DataFrame:
    """The rows of one file that hold a month, a known category and a usable point."""
    rows = read_csv(path, needs=NEEDS)
    account.read = len(rows)
    x = pd.to_numeric(rows["Longitude"], errors="coerce")
    y = pd.to_numeric(rows["Latitude"], errors="coerce")
    blank = rows["Longitude"].isna() & rows["Latitude"].isna()
    faults = {
        "unknown crime type": ~rows["Crime type"].isin(CATEGORY_OF),
        "unreadable month": ~rows["Month"].fillna("").str.match(MONTH),
        "no location": blank,
        "unreadable coordinates": ~blank & (x.isna() | y.isna()),
    }
    good = pd.Series(True, index=rows.index)
    for reason, at_fault in faults.items():
        report.leave_out(account, rows[good & at_fault], reason)
        good &= ~at_fault
    kept = rows[good].copy()
    kept["x"], kept["y"] = metres(x[good].to_numpy(), y[good].to_numpy())
    kept["file"], kept["line"] = account.file, kept.index
    return kept


def _latest_of_each_crime(
    rows: pd.DataFrame, accounts: dict[str, FileReport], report: LoadReport
) -> pd.DataFrame:
    """One row a Crime ID, the one published last; ASB has no ID and is never touched."""
    repeated = rows["Crime ID"].notna() & rows.duplicated("Crime ID", keep="last")
    _leave_out(rows[repeated], "Crime ID published again later", accounts, report)
    return rows[~repeated]


def _inside(
    rows: pd.DataFrame,
    areas: gpd.GeoDataFrame,
    accounts: dict[str, FileReport],
    report: LoadReport,
) -> pd.DataFrame:
    """The rows whose point lies in an LSOA and a ward of the area, with both codes."""
    for level in (LSOA, WARD):
        at_level = areas[areas["level"] == level]
        rows = rows.assign(**{level: locate(rows["x"].to_numpy(), rows["y"].to_numpy(), at_level)})
    outside = rows[LSOA].isna() | rows[WARD].isna()
    _leave_out(rows[outside], "outside the area", accounts, report)
    return rows[~outside]


def _leave_out(
    rows: pd.DataFrame, reason: str, accounts: dict[str, FileReport], report: LoadReport
) -> None:
    as_published = [column for column in rows.columns if column[0].isupper()]
    for name, group in rows.groupby("file"):
        report.leave_out(accounts[str(name)], group.set_index("line")[as_published], reason)


def _note_stated_codes(account: FileReport, used: pd.DataFrame, areas: gpd.GeoDataFrame) -> None:
    """How many rows state an LSOA that isn't in today's boundaries, or isn't where they lie."""
    known = used["LSOA code"].isin(areas.loc[areas["level"] == LSOA, "area_code"])
    differs = known & (used["LSOA code"] != used[LSOA])
    notes = {"stated LSOA of another vintage": ~known, "stated LSOA is not where it lies": differs}
    account.notes |= {note: int(found.sum()) for note, found in notes.items() if found.any()}


def _tidy(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": rows["Month"],
            "category": rows["Crime type"].map(CATEGORY_OF),
            "crime_id": rows["Crime ID"],
            "outcome": rows.get(OUTCOME, pd.Series(np.nan, rows.index, dtype="str")),
            "snap_x": rows["x"],
            "snap_y": rows["y"],
            "snap_name": rows["Location"].fillna("On or near"),
            "stated_lsoa": rows["LSOA code"],
            "lsoa_code": rows[LSOA].astype("str"),
            "ward_code": rows[WARD].astype("str"),
        }
    ).reset_index(drop=True)
