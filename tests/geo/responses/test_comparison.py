"""Comparison areas are chosen by what was before, and what could be seen is said beforehand."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely

from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, LSOA, WARD
from geo.orders.before_after_windows import Windows
from geo.orders.counted_parts import FixedComparison, Recorded, counted_parts
from geo.orders.evidence import EFFECTIVE, FEWER, MOVED, evidence
from geo.orders.study import NO_BEFORE, NOTHING_ELSEWHERE, TOO_RECENT, study
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING
from geo.responses.comparison_areas import LEAST_AREAS, MOST_AREAS, similar_areas
from geo.responses.elsewhere import Elsewhere, areas_in_use
from geo.responses.outlook import outlook

MONTHS = [f"{year}-{n:02d}" for year in (2023, 2024, 2025) for n in range(1, 13)]
START = dt.date(2025, 1, 1)


@pytest.fixture(scope="module")
def recorded(sample_store: Store) -> Recorded:
    return Recorded(
        points=sample_store.table("points").set_index("point"),
        counts=sample_store.incidents_by_point((ASB,)),
        recordings=sample_store.recordings(WARD, (ASB,)),
    )


def until(recorded: Recorded, month: str) -> Recorded:
    """Return the record as it was when a month was the latest one."""
    return Recorded(
        points=recorded.points,
        counts=recorded.counts[recorded.counts["month"] <= month],
        recordings=recorded.recordings.loc[:month],
    )


def test_only_the_months_before_choose() -> None:
    rng = np.random.default_rng(3)
    monthly = pd.DataFrame(rng.poisson(9, (36, 12)).astype(float), MONTHS, list("ABCDEFGHIJKL"))
    treated = pd.Series(rng.poisson(9, 36).astype(float), MONTHS)
    later = monthly.copy()
    later.loc["2025-01":] *= 7
    found = similar_areas(monthly, treated, until="2024-12", left_out=["A"])
    pd.testing.assert_frame_equal(
        found, similar_areas(later, treated, until="2024-12", left_out=["A"])
    )
    assert "A" not in found.index and found["distance"].is_monotonic_increasing
    assert LEAST_AREAS <= found["suggested"].sum() <= MOST_AREAS
    assert found["suggested"].is_monotonic_decreasing, "the most similar first"
    gap = monthly.drop("2024-06").reindex(MONTHS).assign(B=monthly["B"])
    assert similar_areas(gap, treated, until="2024-12").index.tolist() == ["B"]
    short = similar_areas(monthly.loc["2024-01":], treated, until="2024-12")
    assert short["change"].isna().all() and len(short) == 12, "by level alone"


def test_areas_where_something_else_runs_in_the_window_are_left_out() -> None:
    points = pd.DataFrame({"x": [5, 50, 500], "y": [5, 5, 5], "lsoa_code": ["A", "B", "C"]})
    at_b, everywhere = shapely.box(40, 0, 60, 10), shapely.box(0, 0, 900, 10)

    def left_out(
        area: shapely.Geometry, start: str | None, end: str | None, *, until: str | None = None
    ) -> set[str]:
        first, last, stop = (day and dt.date.fromisoformat(day) for day in (start, end, until))
        other = Elsewhere(area=area, start=first or None, end=last or None)
        return set(areas_in_use(points, [other], start=START, end=stop or None))

    for start, end in (
        *(("2025-06-01", "2025-06-30"), ("2020-01-01", None), (None, None), (None, "2023-01-01")),
        ("2026-12-31", None),
    ):
        assert left_out(at_b, start, end) == {"B"}, (start, end)
    for start, end in (("2020-01-01", "2022-12-31"), ("2027-03-01", None)):
        assert left_out(at_b, start, end) == set(), f"{start} to {end} is not compared"
    assert left_out(everywhere, "2025-06-01", None) == {"A", "B", "C"}
    assert left_out(at_b, "2025-06-01", None, until="2025-05-31") == set(), "it had ended by then"


@pytest.mark.slow
def test_without_an_effect_few_responses_are_called_effective() -> None:
    rng, called, runs = np.random.default_rng(11), 0, 400
    pairs = Windows(before=tuple(MONTHS[12:24]), since=tuple(MONTHS[24:]))
    earlier = Windows(before=tuple(MONTHS[:12]), since=tuple(MONTHS[12:24]))
    for _ in range(runs):
        level = rng.gamma(6, 1.5, 30)
        counts = pd.DataFrame(rng.poisson(level, (36, 30)).astype(float), MONTHS)
        treated = counts[0]
        found = similar_areas(counts, treated, until="2024-12", left_out=[0, 1])
        chosen = found.index[found["suggested"]]
        parts = {INSIDE: treated, RING: counts[1], COMPARISON: counts[chosen].sum(axis=1)}
        result = evidence(pd.DataFrame(parts), pairs, drift=0.0, earlier=earlier)
        called += result.verdict in EFFECTIVE
    assert called / runs <= 0.05


@pytest.mark.parametrize("key, verdict", [("order_worked", FEWER), ("order_displaced", MOVED)])
def test_a_planted_order_is_found_with_areas_that_were_fixed_beforehand(
    sample_store: Store, recorded: Recorded, key: str, verdict: str
) -> None:
    orders = sample_store.orders().set_index("order_id")["geometry"]
    number = str(truth(key).order_id)
    area, others = orders[number], list(orders.drop(number))
    wards = pd.Series(sample_store.areas(WARD).geometry)
    before = until(recorded, "2024-12")
    parts = counted_parts(area, others, START, None, recorded=before, wards=wards)
    near = before.points.loc[parts.places.isin([INSIDE, RING]), "lsoa_code"]
    found = similar_areas(
        sample_store.by_month(LSOA, (ASB,)),
        parts.monthly[INSIDE],
        until="2024-12",
        left_out=set(near),
    )
    fixed = FixedComparison(codes=frozenset(found.index[found["suggested"]]), column="lsoa_code")
    asked = {"recorded": before, "wards": wards, "fixed": fixed}
    ahead = outlook(area, others, START, None, **asked)
    assert ahead.why_not == "" and 0.4 < ahead.detectable < 0.8
    assert ahead.answers_from == "2025-10"
    early = study(area, others, START, None, today=START, **asked)
    assert (early.evidence, early.why_not) == (None, TOO_RECENT)
    late = study(
        area, others, START, None, today=dt.date(2026, 11, 20), **asked | {"recorded": recorded}
    )
    assert late.evidence and late.evidence.verdict == verdict
    assert late.evidence.ratio.value < ahead.detectable, "as strong as it was said it must be"
    compared = recorded.points.loc[late.places == COMPARISON, "lsoa_code"]
    assert set(compared) == fixed.codes


def test_it_is_said_why_nothing_can_be_assessed(sample_store: Store, recorded: Recorded) -> None:
    wards = pd.Series(sample_store.areas(WARD).geometry)
    area = wards.iloc[0]
    fixed = FixedComparison(codes=frozenset())
    asked = {"wards": wards, "fixed": fixed}
    none = outlook(area, [], START, None, recorded=recorded, **asked)
    assert none.why_not == NOTHING_ELSEWHERE
    early = outlook(area, [], dt.date(2023, 12, 1), None, recorded=recorded, **asked)
    assert early.why_not == NO_BEFORE and np.isnan(early.detectable)
