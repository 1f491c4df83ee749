"""Load partners' incidents, and report every row."""

from collections.abc import Callable, Sequence
from functools import partial

import geopandas as gpd
import pandas as pd

from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.sources.incidents.location import locate_incidents
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.surveys.retention import happened_too_early
from data.sources.validated_rows import ValidatedRows, leave_out_more, read_rows
from data.sources.ward_names import Wards

# INCIDENT_KEY: columns that identify an incident across files; two partners may use one number.
INCIDENT_KEY = ["incident_id", "date", "type"]
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
    only = partial(_stored_only, report)
    for own in each_once(members, "incidents", "local_incidents", report, wards=wards, stored=only):
        leave_out_seen(own, INCIDENT_KEY, seen, Reason.INCIDENT_TWICE, report)
        parts.append(locate_incidents(own, areas, report, changes))
    return pd.concat(parts, ignore_index=True)


def each_once(
    members: Sequence[Member],
    contract: str,
    account_kind: str,
    report: LoadReport,
    *,
    wards: Wards | None,
    prepare: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    stored: Callable[[pd.DataFrame, FileReport], pd.DataFrame] | None = None,
) -> list[ValidatedRows]:
    """Return the rows of each file; all rows of a copy of an earlier file are left out.

    Parameters
    ----------
    members
        The files.
    contract
        The kind of their contract.
    account_kind
        The kind of the files in the load report.
    report
        The load report.
    wards
        The area's wards; None if they aren't checked.
    prepare
        Replaces other names in each table by those of the contract; None to leave it as it is.
    stored
        Returns the rows of each table that are stored, and counts the others; None for all.

    Returns
    -------
    list of ValidatedRows
        The usable rows of each file.

    Examples
    --------
    >>> every = each_once(files, "incidents", kind, LoadReport(), wards=wards)  # doctest: +SKIP
    >>> [len(rows.good) for rows in every]  # doctest: +SKIP
    [2, 0]
    """
    files, digests = [], set()
    for member in members:
        own = read_rows(
            member,
            contract,
            report,
            account_kind=account_kind,
            wards=wards,
            codes_elsewhere=contract == "incidents",
            prepare=prepare,
            stored=stored,
        )
        if own.account.sha256 in digests:
            everything = pd.Series(True, index=own.good.index)
            leave_out_more(own, everything, Reason.FILE_TWICE, report)
        digests.add(own.account.sha256)
        files.append(own)
    return files


def _stored_only(report: LoadReport, cells: pd.DataFrame, account: FileReport) -> pd.DataFrame:
    """Return the incidents that are not too old to be stored; the others are counted alone."""
    if not report.first_incident or "date" not in cells:
        return cells
    old = happened_too_early(cells["date"], report.first_incident)
    if rows := int(old.sum()):
        account.read += rows
        account.left_out[Reason.PAST_RETENTION] = rows
    return cells[~old]


def leave_out_seen(
    own: ValidatedRows, key: list[str], seen: Seen, reason: Reason, report: LoadReport
) -> None:
    """Leave out rows of an earlier file; a row without its own number is always used.

    Parameters
    ----------
    own
        The usable rows, from which those of an earlier file are removed.
    key
        The columns that identify a row; the first is its own number.
    seen
        The keys of earlier files, to which those of this file are added.
    reason
        The reason in the load report.
    report
        The load report.

    Examples
    --------
    >>> leave_out_seen(own, INCIDENT_KEY, set(), Reason.INCIDENT_TWICE, report)  # doctest: +SKIP
    """
    has_number = own.good[key[0]].notna()
    keys = [tuple(row) for row in own.good[key].astype(object).fillna("").to_numpy()]
    again = pd.Series([row in seen for row in keys], index=own.good.index, dtype=bool) & has_number
    seen |= {row for row, numbered in zip(keys, has_number, strict=True) if numbered}
    leave_out_more(own, again, reason, report)
