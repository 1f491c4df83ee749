"""Load partners' incidents and survey totals, and report every row."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.sources.incident_location import locate_incidents
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.validated_rows import ValidatedRows, good_rows, leave_out_more, read_rows
from data.sources.ward_names import Wards

# INCIDENT_KEY: columns that identify an incident across files; two partners may use one number.
INCIDENT_KEY = ["incident_id", "date", "type"]
TOTAL_COLUMNS = ["wave", "mode", "area_code", "question", "answer", "respondents", "share"]
TOTAL_KEY = ["wave", "mode", "ward_code", "question", "answer"]
Seen = set[tuple[object, ...]]


def load_local_incidents(
    members: Sequence[Member],
    areas: gpd.GeoDataFrame,
    report: LoadReport,
    changes: LsoaChanges | None = None,
) -> pd.DataFrame:
    """Load the incidents of all files.

    Parameters
    ----------
    members
        The files. Extracts may overlap: an incident of an earlier file is left out.
    areas
        The areas of all levels.
    report
        The load report.
    changes
        The changes of LSOAs from 2011 to 2021, if the look-up was brought.

    Returns
    -------
    DataFrame
        One row per incident, located in an LSOA or ward.

    Examples
    --------
    >>> load_local_incidents([council_file], areas, LoadReport())["type"].tolist()  # doctest: +SKIP
    ['noise', 'litter and drugs waste']
    """
    seen: Seen = set()
    parts = []
    wards = Wards.of(areas)
    for own in _each_once(members, "incidents", "local_incidents", report, wards=wards):
        _leave_out_seen(own, INCIDENT_KEY, seen, Reason.INCIDENT_TWICE, report)
        parts.append(locate_incidents(own, areas, report, changes))
    return pd.concat(parts, ignore_index=True)


def load_all_survey_totals(
    members: Sequence[Member], wards: Wards, report: LoadReport
) -> pd.DataFrame:
    """Load the survey totals of all files.

    Parameters
    ----------
    members
        The files; a total that an earlier file has is left out.
    wards
        The area's wards.
    report
        The load report.

    Returns
    -------
    DataFrame
        One row per answer: `wave`, `mode`, `area_code`, `question`, `answer`, `respondents` and
        `share`.

    Examples
    --------
    >>> load_all_survey_totals([file], wards, LoadReport())["respondents"].sum()  # doctest: +SKIP
    23
    """
    seen: Seen = set()
    parts = []
    for own in _each_once(members, "survey_totals", "survey_totals", report, wards=wards):
        _leave_out_seen(own, TOTAL_KEY, seen, Reason.TOTALLED_TWICE, report)
        parts.append(_totals(own))
    return pd.concat(parts, ignore_index=True)


def load_own_incidents(
    table: pd.DataFrame,
    areas: gpd.GeoDataFrame,
    account: FileReport,
    report: LoadReport,
    changes: LsoaChanges | None = None,
) -> pd.DataFrame:
    """Load the incidents of one table.

    A point is located in an LSOA and a ward. Without a point, a stated LSOA gives the ward, and
    a stated ward is used alone.

    Parameters
    ----------
    table
        Cells of text, indexed by line number.
    areas
        The areas of all levels.
    account
        The report of the file.
    report
        The load report.
    changes
        The changes of LSOAs from 2011 to 2021, if the look-up was brought.

    Returns
    -------
    DataFrame
        One row per incident in the area.

    Raises
    ------
    SourceError
        If the file as a whole has a fault.

    Examples
    --------
    >>> load_own_incidents(table, areas, account, LoadReport())["hour"].tolist()  # doctest: +SKIP
    [21, 18, <NA>]
    """
    wards = Wards.of(areas)
    own = good_rows("incidents", table, account, report, wards=wards, codes_elsewhere=True)
    return locate_incidents(own, areas, report, changes)


def load_survey_totals(
    table: pd.DataFrame, wards: Wards, account: FileReport, report: LoadReport
) -> pd.DataFrame:
    """Load the survey totals of one table.

    Parameters
    ----------
    table
        Cells of text, indexed by line number.
    wards
        The area's wards.
    account
        The report of the file.
    report
        The load report.

    Returns
    -------
    DataFrame
        One row per answer: `wave`, `mode`, `area_code`, `question`, `answer`, `respondents` and
        `share`, the partnership's own weighted share, which may be missing.

    Examples
    --------
    >>> load_survey_totals(table, wards, account, LoadReport())["share"].tolist()  # doctest: +SKIP
    [0.41, 0.36]
    """
    return _totals(good_rows("survey_totals", table, account, report, wards=wards))


def _each_once(
    members: Sequence[Member],
    contract: str,
    account_kind: str,
    report: LoadReport,
    *,
    wards: Wards,
) -> list[ValidatedRows]:
    """Return the rows of each file; all rows of a copy of an earlier file are left out."""
    files, digests = [], set()
    for member in members:
        own = read_rows(
            member,
            contract,
            report,
            account_kind=account_kind,
            wards=wards,
            codes_elsewhere=contract == "incidents",
        )
        if own.account.sha256 in digests:
            everything = pd.Series(True, index=own.good.index)
            leave_out_more(own, everything, Reason.FILE_TWICE, report)
        digests.add(own.account.sha256)
        files.append(own)
    return files


def _leave_out_seen(
    own: ValidatedRows, key: list[str], seen: Seen, reason: Reason, report: LoadReport
) -> None:
    """Leave out rows of an earlier file; a row without its own number is always used."""
    has_number = own.good[key[0]].notna()
    keys = [tuple(row) for row in own.good[key].astype(object).fillna("").to_numpy()]
    again = pd.Series([row in seen for row in keys], index=own.good.index, dtype=bool) & has_number
    seen |= {row for row, numbered in zip(keys, has_number, strict=True) if numbered}
    leave_out_more(own, again, reason, report)


def _totals(own: ValidatedRows) -> pd.DataFrame:
    names = {"ward_code": "area_code", "weighted_share": "share"}
    tidy: pd.DataFrame = own.good.rename(columns=names)[TOTAL_COLUMNS].reset_index(drop=True)
    return tidy
