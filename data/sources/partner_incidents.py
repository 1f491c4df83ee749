"""The partnership's own incidents and survey totals, placed and accounted for row by row."""

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

INCIDENT_KEY = ["incident_id", "date", "type"]
"""What makes a row of two files the same incident: partners' own numbers alone could meet."""
TOTAL_COLUMNS = ["wave", "mode", "area_code", "question", "answer", "respondents", "share"]
TOTAL_KEY = ["wave", "mode", "ward_code", "question", "answer"]
Seen = set[tuple[object, ...]]


def load_local_incidents(
    members: Sequence[Member],
    areas: gpd.GeoDataFrame,
    report: LoadReport,
    changes: LsoaChanges | None = None,
) -> pd.DataFrame:
    """The incidents of all files, each incident once though extracts may overlap."""
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
    """The totals of all files, each answer's once."""
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
    """Incidents that lie in the area, with the hour where one was given.

    A point is located in an LSOA and a ward; without one a stated LSOA gives its ward, and a
    stated ward stands alone. Whatever can't be used is left out by reason; a fault of the file as
    a whole is raised.
    """
    wards = Wards.of(areas)
    own = good_rows("incidents", table, account, report, wards=wards, codes_elsewhere=True)
    return locate_incidents(own, areas, report, changes)


def load_survey_totals(
    table: pd.DataFrame, wards: Wards, account: FileReport, report: LoadReport
) -> pd.DataFrame:
    """One row an answer: wave, mode, area_code, question, answer, respondents, share.

    `share` is the weighted share as the partnership worked it out, missing where it gave none.
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
    """The files' rows; a copy of a file before it is left out whole."""
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
    """Leave out what an earlier file holds too; a row without a number of its own is itself."""
    told = own.good[key[0]].notna()
    named = [tuple(row) for row in own.good[key].astype(object).fillna("").to_numpy()]
    again = pd.Series([name in seen for name in named], index=own.good.index, dtype=bool) & told
    seen |= {name for name, counts in zip(named, told, strict=True) if counts}
    leave_out_more(own, again, reason, report)


def _totals(own: ValidatedRows) -> pd.DataFrame:
    names = {"ward_code": "area_code", "weighted_share": "share"}
    tidy: pd.DataFrame = own.good.rename(columns=names)[TOTAL_COLUMNS].reset_index(drop=True)
    return tidy
