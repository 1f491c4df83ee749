"""What was left out, and by which rules areas got their residents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.access.viewer import Audience, Viewer, may_open, require
from data.file_kinds import POLICE
from data.provenance.coverage import SourceCoverage
from data.provenance.coverage import holdings as holdings_of
from data.provenance.freshness import police_file_reports
from data.provenance.unmatched_wards import unmatched_names
from data.schema import CATEGORIES, FURTHER_LEVELS, WARD
from geo.period import latest_year


def single_rows_left_out(key: CacheKey, viewer: Viewer) -> pd.DataFrame:
    """The rows themselves: they can hold single records, so the viewer is asked about first."""
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return store_of(key).rows_left_out()


def unmatched_wards(key: CacheKey, viewer: Viewer) -> pd.DataFrame:
    """The ward names that no ward goes by: people typed them, so the viewer is asked about too."""
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return _unmatched(key)


@query(10)
def _unmatched(key: CacheKey) -> pd.DataFrame:
    return unmatched_names(store_of(key).rows_left_out())


@query(100)
def rows_left_out(key: CacheKey, months: Sequence[str], kind: str = POLICE) -> pd.DataFrame:
    """Rows that were left out, by reason: of these months' police files, or of all of a kind.

    `attrs` holds how many were read.
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
def ward_rules(key: CacheKey) -> dict[str, int]:
    """How many wards stand on whole LSOAs alone, and how many on shares of them."""
    members = store_of(key).membership()
    shared = members.loc[members["share"] < 1, "ward_code"].nunique()
    return {"whole": members["ward_code"].nunique() - shared, "shared": shared}


@dataclass(frozen=True, kw_only=True)
class RowsOutside:
    """A kind of area that need not cover the ground, and what lies in none of its areas."""

    level: str
    areas: int
    residents: int
    incidents: int
    """Of the latest year."""


@query(10)
def further_levels(key: CacheKey) -> list[RowsOutside]:
    """Every kind of area that the release has besides wards and LSOAs."""
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
    """Every source there can be, and what the release holds of it; types only for partners."""
    return _holdings(key, with_types=may_open(viewer, Audience.PARTNER))


@query(20)
def _holdings(key: CacheKey, *, with_types: bool) -> list[SourceCoverage]:
    return holdings_of(store_of(key), with_types=with_types)


def left_out_group(
    key: CacheKey, viewer: Viewer, files: Sequence[str], reason: str
) -> pd.DataFrame:
    """The rows of these files that were left out for one reason."""
    rows = single_rows_left_out(key, viewer)
    return rows[rows["file"].isin(files) & (rows["reason"] == reason)]
