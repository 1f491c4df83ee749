"""Hours, outcomes and stops of a place, by audience."""

from pathlib import Path

import pytest

from components import queries
from components.queries.cache import CacheKey
from components.queries.recorded import PlaceHours
from data.errors import AccessDenied
from data.release.store import Store
from geo.categories import ALL_CRIME

CASTLE = "W05999001"


def key(store: Store, scope: str) -> CacheKey:
    return CacheKey(store.manifest.release, scope)


def test_hours_of_own_incidents_are_never_answered_to_the_public(
    sample_home: Path, sample_store: Store
) -> None:
    public, partner = key(sample_store, "public"), key(sample_store, "partner")
    assert queries.recorded.timed_kinds(public) == ()
    assert "own-assault" in queries.recorded.timed_kinds(partner)
    assert "own-deliberate-fire" not in queries.recorded.timed_kinds(partner)
    with pytest.raises(AccessDenied):
        queries.recorded.hours_of(public, "ward", CASTLE, "own-assault")
    found = queries.recorded.hours_of(partner, "ward", CASTLE, "own-assault")
    assert isinstance(found, PlaceHours) and found.enough and found.has_spans
    assert found.compared is not None and len(found.compared) == 56
    without = queries.recorded.hours_of(partner, "ward", CASTLE, "own-deliberate-fire")
    assert without.enough is None and without.busiest is None


def test_hours_are_of_the_authorities_that_the_viewer_sees(
    sample_home: Path, sample_store: Store
) -> None:
    (own,) = {one.authority for one in sample_store.manifest.authorities}
    partner = key(sample_store, f"partner:{own}")
    every = queries.recorded.hours_of(key(sample_store, "partner"), "ward", CASTLE, "own-assault")
    found = queries.recorded.hours_of(partner, "ward", CASTLE, "own-assault")
    assert found.busiest == every.busiest and found.elsewhere == every.elsewhere
    elsewhere = key(sample_store, "partner:W06000001")
    assert queries.recorded.timed_kinds(elsewhere) == ()
    with pytest.raises(AccessDenied):
        queries.recorded.hours_of(elsewhere, "ward", CASTLE, "own-assault")


def test_the_public_sees_stops_of_5_and_more(sample_home: Path, sample_store: Store) -> None:
    public, partner = key(sample_store, "public"), key(sample_store, "partner")
    every = queries.recorded.shown_by_area_and_month(partner, "ward")
    shown = queries.recorded.shown_by_area_and_month(public, "ward")
    assert (every < 5).to_numpy().any() and not (shown < 5).to_numpy().any()
    assert not (shown.isna().sum(axis=1) == 1).any(), "a number that the year's total gives away"
    agree = shown.notna()
    assert (shown[agree] == every[agree]).to_numpy()[agree.to_numpy()].all()
    found = queries.recorded.stops_of(partner, "ward", CASTLE)
    assert found is not None and found.here == every.loc[CASTLE].sum() and not found.suppressed
    assert found.whole == sample_store.table("stop_and_search")["stops"].sum()


def test_outcomes_are_of_the_months_that_are_asked_for(
    sample_home: Path, sample_store: Store
) -> None:
    public = key(sample_store, "public")
    months = sample_store.months()[-3:]
    found = queries.recorded.outcomes_of(public, CASTLE, months)
    assert found is not None
    table = sample_store.table("outcomes")
    rows = table[(table["ward_code"] == CASTLE) & table["month"].isin(months)]
    of_all = found.here.loc[ALL_CRIME]
    assert of_all["base"].iloc[0] + of_all["unknown"].iloc[0] == rows["incidents"].sum()
    assert 0 <= found.months_since[ALL_CRIME] <= 2
    assert queries.recorded.outcomes_of(public, CASTLE, []) is None
