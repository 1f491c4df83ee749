"""The load report: rows left out, rules for residents, and what each source covers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.access.viewer import Audience, Viewer, may_open, require
from data.file_kinds import POLICE
from data.geometry.residents_origin import RulesUsed, rules_used
from data.provenance.coverage import SourceCoverage
from data.provenance.coverage import holdings as holdings_of
from data.provenance.freshness import police_file_reports
from data.provenance.unmatched_wards import unmatched_names
from data.schema import CATEGORIES, FURTHER_LEVELS, WARD
from geo.period import latest_year


def single_rows_left_out(key: CacheKey, viewer: Viewer) -> pd.DataFrame:
    """Return the rows that were left out.

    They can contain single records, so AccessDenied is raised for viewers who may not see these.
    """
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return store_of(key).rows_left_out()


def unmatched_wards(key: CacheKey, viewer: Viewer) -> pd.DataFrame:
    """Return the ward names in files that match no ward.

    People typed them, so AccessDenied is raised for viewers who may not see single rows.
    """
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return _unmatched(key)


@query(10)
def _unmatched(key: CacheKey) -> pd.DataFrame:
    return unmatched_names(store_of(key).rows_left_out())


@query(100)
def rows_left_out(key: CacheKey, months: Sequence[str], kind: str = POLICE) -> pd.DataFrame:
    """Return the number of rows left out, by reason.

    They are those of the months' police files, or those of all files of another kind. `attrs` holds
    the number of rows read.
    """
    manifest = store_of(key).manifest
    accounts = [account for account in manifest.files if account.kind == kind]
    if kind == POLICE:
        accounts = police_file_reports(manifest, months)
    reasons = Counter[str]()
    for account in accounts:
        reasons.update(account.left_out)
    table = pd.DataFrame(reasons.most_common(), columns=["reason", "rows"])
    table.attrs["read"] = sum(account.read for account in accounts)
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
    """Return every level of the release besides wards and LSOAs."""
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
        if level in FURTHER_LEVELS
    ]


def holdings(key: CacheKey, viewer: Viewer) -> list[SourceCoverage]:
    """Return what the release has of every source.

    Categories of partner incidents are only for partners.
    """
    return _holdings(key, with_types=may_open(viewer, Audience.PARTNER))


@query(20)
def _holdings(key: CacheKey, *, with_types: bool) -> list[SourceCoverage]:
    return holdings_of(store_of(key), with_types=with_types)


def left_out_group(
    key: CacheKey, viewer: Viewer, files: Sequence[str], reason: str
) -> pd.DataFrame:
    """Return the rows of these files that were left out for one reason."""
    rows = single_rows_left_out(key, viewer)
    return rows[rows["file"].isin(files) & (rows["reason"] == reason)]
