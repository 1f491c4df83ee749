"""Reads published look-ups: LSOAs to wards, and authorities to partnerships and forces."""

import re

import pandas as pd

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.readers.boundaries.layer import newest_column
from data.readers.csv_table import read_csv, require_columns

WARD_CODE = re.compile(r"^WD(\d\d)CD$")
# OF_2021: the column of LSOAs in a best-fit look-up.
OF_2021 = "LSOA21CD"


def read_best_fit(member: Member | None, report: LoadReport) -> pd.Series:
    """Return the ward of each LSOA from a best-fit look-up.

    Parameters
    ----------
    member
        The look-up; None if there is none.
    report
        The load report. Rows without a code, and of an LSOA that an earlier row has, are left out.

    Returns
    -------
    Series
        From LSOA code to ward code.

    Raises
    ------
    SourceError
        If it is no CSV, or lacks a column.

    Examples
    --------
    >>> read_best_fit(None, LoadReport()).empty
    True
    """
    if member is None:
        return pd.Series(dtype="str")
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=(OF_2021,))
    ward = newest_column(member, table, WARD_CODE, Message("columns.ward"))
    account.read = len(table)
    table = without_gaps(table, [OF_2021, ward], account, report)
    again = table[OF_2021].duplicated()
    report.leave_out(account, table[again], Reason.AREA_TWICE)
    account.used = int((~again).sum())
    return table[~again].set_index(OF_2021)[ward]


def read_groupings(member: Member | None, report: LoadReport) -> pd.DataFrame | None:
    """Return the partnership and the police force of each authority from a look-up.

    Parameters
    ----------
    member
        The look-up; None if there is none.
    report
        The load report. Rows without an authority are left out.

    Returns
    -------
    DataFrame or None
        `LADCD`, `LADNM`, `CSPCD`, `CSPNM`, `PFACD` and `PFANM`; cells of the last four may be
        missing.

    Raises
    ------
    SourceError
        If it is no CSV, or lacks a column.

    Examples
    --------
    >>> read_groupings(None, LoadReport()) is None
    True
    """
    if member is None:
        return None
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=())
    account.read = len(table)
    wanted: dict[str, str] = {}
    for part in ("LAD", "CSP", "PFA"):
        expected = Message("columns.these", columns=f"{part}25CD")
        code = newest_column(member, table, re.compile(rf"^{part}(\d\d)CD$"), expected)
        wanted |= {code: f"{part}CD", code.removesuffix("CD") + "NM": f"{part}NM"}
    require_columns(member, table, tuple(wanted))
    named = table[list(wanted)].rename(columns=wanted)
    used = without_gaps(named, ["LADCD", "LADNM"], account, report)
    account.used = len(used)
    return used


def without_gaps(
    table: pd.DataFrame, columns: list[str], account: FileReport, report: LoadReport
) -> pd.DataFrame:
    """Leave out the rows of a table that have nothing in one of the columns.

    Parameters
    ----------
    table
        Cells of text, indexed by line number.
    columns
        The columns.
    account
        The report of the file.
    report
        The load report.

    Returns
    -------
    DataFrame
        The other rows.

    Examples
    --------
    >>> table = pd.DataFrame({"LSOA21CD": ["W01999007", None]}, index=[2, 3])
    >>> without_gaps(table, ["LSOA21CD"], account, LoadReport()).index.tolist()  # doctest: +SKIP
    [2]
    """
    gaps = table[columns].isna().any(axis=1)
    blank = table.isna().all(axis=1)
    report.leave_out(account, table[blank], Reason.BLANK_ROW)
    report.leave_out(account, table[gaps & ~blank], Reason.NOTHING_GIVEN)
    return table[~gaps]
