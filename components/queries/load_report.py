"""The load report: rows left out, rules for residents, and what each source covers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.access.permissions import may_open, require
from data.access.viewer import Audience, Viewer
from data.file_kinds import POLICE
from data.geometry.residents_origin import RulesUsed, rules_used
from data.load_report.reasons import ELSEWHERE, PASSED_OVER
from data.provenance.coverage import SourceCoverage
from data.provenance.coverage import holdings as holdings_of
from data.provenance.freshness import own_forces_reports, police_file_reports
from data.provenance.unmatched_wards import NAMES, unmatched_names
from data.schema import AUTHORITY, CATEGORIES, FURTHER_LEVELS, WARD
from geo.period import latest_year


def single_rows_left_out(
    key: CacheKey,
    viewer: Viewer,
    *,
    files: Sequence[str] | None = None,
    reason: str | None = None,
) -> Iterator[pd.DataFrame]:
    """Return the stored rows that were left out, a part at a time; by default of every file.

    They can contain single records, so AccessDenied is raised for viewers who may not see these.
    """
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return store_of(key).left_out_parts(files=files, reasons=None if reason is None else [reason])


def unmatched_wards(key: CacheKey, viewer: Viewer) -> pd.DataFrame:
    """Return the ward names in files that match no ward.

    People typed them, so AccessDenied is raised for viewers who may not see single rows.
    """
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return _unmatched(key)


@query(10)
def _unmatched(key: CacheKey) -> pd.DataFrame:
    return unmatched_names(store_of(key).rows_left_out(reasons=NAMES))


@query(100)
def rows_left_out(key: CacheKey, months: Sequence[str], kind: str = POLICE) -> pd.DataFrame:
    """Return the number of rows left out, by reason.

    They are those of all files of a kind; `attrs` holds the number of rows read. Of police files
    only those of the months and of the area's own forces count, without rows of other places and of
    files that were passed over: none of them is missing from the area's figures.
    """
    manifest = store_of(key).manifest
    accounts = [account for account in manifest.files if account.kind == kind]
    if kind == POLICE:
        accounts = own_forces_reports(manifest, police_file_reports(manifest, months))
    reasons = Counter[str]()
    for account in accounts:
        reasons.update(account.left_out)
    read = sum(account.read for account in accounts)
    if kind == POLICE:
        read -= sum(reasons[reason] for reason in PASSED_OVER)
        for reason in (*ELSEWHERE, *PASSED_OVER):
            reasons.pop(reason, None)
    table = pd.DataFrame(reasons.most_common(), columns=["reason", "rows"])
    table.attrs["read"] = read
    return table


@query(10)
def ward_rules(key: CacheKey) -> RulesUsed:
    """Return by which rules the wards have their residents, and which of them share LSOAs."""
    return rules_used(store_of(key).members(WARD))


@dataclass(frozen=True, kw_only=True)
class RowsOutside:
    """A level that need not cover the whole area, and what lies outside its areas."""

    level: str
    areas: int
    residents: int
    # In the latest year.
    incidents: int


@query(10)
def further_levels(key: CacheKey) -> list[RowsOutside]:
    """Return every level of the release besides wards, LSOAs, and authorities, the sum of wards."""
    store = store_of(key)
    months = latest_year(store.complete_months()).split(store.complete_months())[0]
    people = store.residents(WARD).sum()
    return [
        RowsOutside(
            level=level,
            areas=len(store.codes(level)),
            residents=max(round(people - store.residents(level).sum()), 0),
            incidents=store.nowhere(level, months, CATEGORIES),
        )
        for level in store.levels()
        if level in FURTHER_LEVELS and level != AUTHORITY
    ]


def holdings(key: CacheKey, viewer: Viewer) -> list[SourceCoverage]:
    """Return what the release has of every source.

    Categories of partner incidents are only for partners.
    """
    return _holdings(key, with_types=may_open(viewer, Audience.PARTNER))


@query(20)
def _holdings(key: CacheKey, *, with_types: bool) -> list[SourceCoverage]:
    return holdings_of(store_of(key), with_types=with_types)
