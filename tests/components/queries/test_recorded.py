"""Hours, outcomes and stops of a place, by audience."""

from pathlib import Path

import pandas as pd
import pytest

from components import queries
from components.place_page.detail import outcomes_section
from components.queries.cache import CacheKey
from components.queries.recorded import PlaceHours, WardOutcomes, hours_of, outcomes_of
from components.text.catalogue import Text
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


def test_a_month_without_any_outcome_is_not_called_open(
    sample_home: Path, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A force that publishes none has every crime as under investigation."""
    public, months = key(sample_store, "public"), sample_store.months()[-3:]
    before = queries.recorded.outcomes_of(public, CASTLE, months)
    table = sample_store.table("outcomes")
    silent = table["month"] == months[1]
    table.loc[silent, "outcome"] = "Under investigation"
    found = _outcomes(table, sample_store, monkeypatch, months)
    assert before is not None and before.unpublished == () and found.unpublished == (months[1],)
    of_all, earlier = found.here.loc[ALL_CRIME], before.here.loc[ALL_CRIME]
    own = silent & (table["ward_code"] == CASTLE) & (table["category"] != "anti-social-behaviour")
    silent_crimes = table.loc[own, "incidents"].sum()
    assert silent_crimes > 0
    both = (one["base"].iloc[0] + one["unknown"].iloc[0] for one in (of_all, earlier))
    assert len({*both}) == 1, "the same crimes"
    assert of_all["unknown"].iloc[0] >= silent_crimes
    said = outcomes_section.summary(Text("en"), found)
    assert any("published no outcome" in line for line in said)

    table["outcome"] = "Under investigation"
    nothing = _outcomes(table, sample_store, monkeypatch, months)
    assert nothing.unpublished == tuple(months)
    said = outcomes_section.summary(Text("en"), nothing)
    assert said == ["No outcome has been published for these crimes."]
    assert len(outcomes_section.about(Text("en"), nothing)) == 2


def _outcomes(
    table: pd.DataFrame, store: Store, monkeypatch: pytest.MonkeyPatch, months: list[str]
) -> WardOutcomes:
    """Return the outcomes of a release that has this table."""
    other = store.with_entered({"outcomes": table})
    monkeypatch.setattr("components.queries.recorded.outcomes.store_of", lambda key: other)
    found = outcomes_of.__wrapped__(key(store, "public"), CASTLE, months)
    assert isinstance(found, WardOutcomes)
    return found


def test_the_same_hours_elsewhere_are_of_incidents_with_a_time_and_of_like_types(
    sample_home: Path, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = sample_store.table("local_incidents")
    assault = table["type"].str.casefold() == "assault"
    there = table["ward_code"] != CASTLE
    partner = key(sample_store, "partner")

    def hours(rows: pd.DataFrame, choice: str) -> PlaceHours:
        other = sample_store.with_entered({"local_incidents": rows})
        other._partner_incidents = None
        monkeypatch.setattr("components.queries.recorded.hours.store_of", lambda key: other)
        found = hours_of.__wrapped__(partner, "ward", CASTLE, choice)
        assert isinstance(found, PlaceHours)
        return found

    usual = hours(table, "own-assault")
    # Others without a time change nothing.
    untimed = table[assault & there].assign(until=None)
    untimed["hour"] = pd.array([pd.NA] * len(untimed), dtype=table["hour"].dtype)
    more = hours(pd.concat([table, untimed], ignore_index=True), "own-assault")
    assert usual.elsewhere is not None and more.elsewhere == usual.elsewhere
    # Of another type alone elsewhere has times: nothing is compared.
    noise = table.assign(type=table["type"].mask(assault & there, "noise of bars"))
    assert hours(noise, "own").elsewhere is None
