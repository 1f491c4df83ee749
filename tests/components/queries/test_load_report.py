"""Single rows are for analysts; the numbers of rows are for everybody."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from components.queries import load_report
from components.queries.cache import CacheKey
from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied
from data.file_kinds import LOCAL_INCIDENTS
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import BEAT, TOWN, WARD
from tests.cases import every_case


def viewer(audience: Audience) -> Viewer:
    return Viewer(name="test", audience=audience)


@every_case(
    "ask", [load_report.single_rows_left_out, load_report.unmatched_wards], ids=["rows", "wards"]
)
@every_case("audience", [Audience.PUBLIC, Audience.PARTNER])
def test_only_analysts_get_single_rows(
    analyst: CacheKey, audience: Audience, ask: Callable[[CacheKey, Viewer], Any]
) -> None:
    rows = ask(analyst, viewer(Audience.ANALYST))
    assert sum(map(len, [rows] if isinstance(rows, pd.DataFrame) else rows)) > 0
    with pytest.raises(AccessDenied):
        ask(analyst, viewer(audience))


def test_the_rows_of_one_reason_are_those_that_the_report_counts(
    analyst: CacheKey, sample_manifest: Manifest
) -> None:
    reports = [one for one in sample_manifest.files if one.left_out.get("no location")]
    names = [one.file for one in reports]
    parts = load_report.single_rows_left_out(
        analyst, viewer(Audience.ANALYST), files=names, reason="no location"
    )
    assert sum(map(len, parts)) == sum(one.left_out["no location"] for one in reports) > 0


def test_the_public_is_not_told_the_types_of_partner_incidents(
    public: CacheKey, partner: CacheKey
) -> None:
    for key, audience, told in (
        (public, Audience.PUBLIC, False),
        (partner, Audience.PARTNER, True),
    ):
        holdings = load_report.holdings(key, viewer(audience))
        (own,) = (one for one in holdings if one.source == LOCAL_INCIDENTS)
        assert own.used > 0
        assert bool(own.types) == told


def test_what_no_town_contains_is_counted_as_outside(public: CacheKey, sample_store: Store) -> None:
    outside = {one.level: one for one in load_report.further_levels(public)}
    assert list(outside) == [TOWN, BEAT]
    whole = sample_store.residents(WARD).sum()
    assert outside[TOWN].residents == whole - sample_store.residents(TOWN).sum() > 0
    assert outside[BEAT].residents == outside[BEAT].incidents == 0
